package org.palmares.competition;

/**
 * Who changed something, and why.
 *
 * @param name of the person or system
 * @param via how it is known who that is: {@code key}, {@code token} or {@code badge}
 * @param reason in words, may be empty
 * @param cause of what larger change it is a part
 * @param key names the request: the same again is the same change (Idempotency-Key); empty where there is none
 * @param request hash of what was asked for under that key; empty where that is not known
 * @param correlation by which name the request can be followed; empty where that is not known
 */
public record Authorship(String name, String via, String reason, Cause cause, String key, String request, String correlation) {

    /**
     * Of what larger change something is a part.
     *
     * @param kind {@code person}, {@code bulk}, {@code undo}, {@code rule} or {@code settlement}
     * @param id names it; empty for what stands alone
     */
    public record Cause(String kind, String id) {

        /** A person's single change. */
        public static final Cause PERSON = new Cause("person", "");
    }

    /** The request. */
    public Asking asking() {
        return new Asking(name, key, request);
    }
}
