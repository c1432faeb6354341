package org.palmares.protocol.contract.drill;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent that carries a drill out tells: the body of {@code POST /v1/ops/drills/{id}/progress}.
 *
 * @param version the version of the drill that the agent knows; another one is refused, so that only one agent carries a drill out
 * @param state FINISHED or ABORTED at the end; absent before
 * @param marks what happened
 * @param verdict PASSED, FAILED or INCONCLUSIVE; absent before the end
 * @param report the figures
 */
public record DrillProgress(long version, Drill.State state, List<Mark> marks, String verdict, Map<String, Object> report) {

    public DrillProgress {
        marks = marks == null ? List.of() : List.copyOf(marks);
        if (marks.stream().anyMatch(mark -> mark.at() == null || mark.what() == null || mark.what().isBlank())) {
            throw new IllegalArgumentException("every mark has at, a time, and what, a word");
        }
    }

    /** {@code drill} after this. */
    public Drill applied(Drill drill) {
        return drill.told(Optional.ofNullable(state), marks, Optional.ofNullable(verdict), Optional.ofNullable(report));
    }
}
