package org.palmares.protocol.contract.drill;

/**
 * The body of {@code POST /v1/ops/drills}.
 *
 * @param name of a {@link DrillKind}
 * @param site the data centre, for drills that are about one
 * @param reason why; needed
 * @param by a remark on who asks; the name is that of the key
 * @param seconds how long the fault lasts; absent for the usual time
 * @param force whether it shall run although medals are decided
 * @param dryRun whether only to say what would happen
 */
public record DrillRequest(String name, String site, String reason, String by, Long seconds, boolean force, boolean dryRun) {

    public DrillRequest {
        name = name == null ? "" : name;
        site = site == null ? "" : site;
        reason = reason == null ? "" : reason.strip();
        by = by == null ? "" : by.strip();
    }

    /** The same, asked for by {@code who}. */
    public DrillRequest askedBy(String who) {
        return new DrillRequest(name, site, reason, who, seconds, force, dryRun);
    }
}
