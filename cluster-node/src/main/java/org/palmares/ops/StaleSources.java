package org.palmares.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Outcome;
import org.palmares.ops.Incidents.About;
import org.palmares.ops.Incidents.Kind;

/**
 * Sources whose messages are older than what is known again and again: a counter that started anew or a date years ahead, which the source
 * itself does not notice, for it is answered 200. Safe for use from any thread.
 */
public final class StaleSources {

    /** Stale messages in a row, of one source and type, that are no accident any more: a repeated or overtaken message makes one or two. */
    static final int IN_A_ROW = 5;

    private static final int KNOWN_MAX = 1_000;

    private record Source(String games, String source, String type) {
        private About about() {
            return new About(Optional.empty(), Optional.empty(), games + ' ' + type + (source.isEmpty() ? "" : " of " + source));
        }
    }

    private final Incidents incidents;
    private final Map<Source, Integer> inARow = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Integer> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    StaleSources(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * A message was answered.
     *
     * @param holder the competition that holds its document
     * @param source Source of its header
     * @param type its DocumentType
     */
    public synchronized void answered(CompetitionId holder, String source, String type, Outcome outcome) {
        Source who = new Source(holder.games(), source, type);
        if (outcome == Outcome.STALE) {
            int now = inARow.merge(who, 1, Integer::sum);
            if (now == IN_A_ROW) {
                incidents.open(
                        Kind.SOURCE_STALE,
                        who.about(),
                        now + " messages in a row are older than what is known. Has its counter started again, or did one carry a date or Version far ahead?"
                                + " POST /v1/ops/documents/{type}/{code}/void takes a version out of force.",
                        Map.of("games", who.games(), "source", source, "documentType", type, "competition", holder.code()));
            }
        } else if (outcome != Outcome.DUPLICATE && inARow.remove(who) != null) {
            incidents.close(Kind.SOURCE_STALE, who.about());
        }
    }
}
