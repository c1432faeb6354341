package org.palmares.protocol.contract.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A drill as it is kept in the journal and told over HTTP. Each change is a new version.
 *
 * @param id names it
 * @param version counts changes, from 1
 * @param name of its {@link DrillKind}
 * @param site the data centre it is about; empty where it is about all
 * @param state where it stands
 * @param by who asked
 * @param reason why
 * @param forced whether the calendar was overridden
 * @param requested when it was asked for
 * @param faultSeconds how long the fault lasts
 * @param ends when it ends by itself at the latest
 * @param hypothesis what it is to show
 * @param nodes the nodes there were, in the order in which a rolling restart takes them
 * @param restarted those of them that have been restarted
 * @param timeline what happened so far
 * @param verdict PASSED, FAILED or INCONCLUSIVE; empty before the end
 * @param report the figures, and where the evidence lies; empty without a prober
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Drill(
        String id,
        long version,
        String name,
        String site,
        State state,
        String by,
        String reason,
        boolean forced,
        Instant requested,
        long faultSeconds,
        Instant ends,
        Hypothesis hypothesis,
        List<String> nodes,
        List<String> restarted,
        List<Mark> timeline,
        String verdict,
        Map<String, Object> report) {

    /** Bound of the timeline: an agent that goes round in circles must not grow the record without end. */
    private static final int MARKS_MAX = 500;

    /** Where a drill stands. */
    public enum State {
        /** Under way. */
        RUNNING,
        /** Somebody ended it; what it broke is being healed. */
        CANCELLED,
        /** It ended early, by itself. */
        ABORTED,
        /** Over. */
        FINISHED
    }

    public Drill {
        site = site == null ? "" : site;
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        restarted = restarted == null ? List.of() : List.copyOf(restarted);
        timeline = timeline == null ? List.of() : List.copyOf(timeline);
        verdict = verdict == null ? "" : verdict;
        report = report == null ? Map.of() : report;
    }

    /** Whether it is under way. */
    @JsonIgnore
    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** The last mark, where there is one. */
    @JsonIgnore
    public Optional<Mark> last() {
        return timeline.isEmpty() ? Optional.empty() : Optional.of(timeline.get(timeline.size() - 1));
    }

    /** The next version, with one more mark. */
    public Drill marked(Mark mark) {
        return next(state, List.of(mark), verdict, report, restarted);
    }

    /** The next version, ended as {@code end} with {@code mark}. */
    public Drill ended(State end, Mark mark, String finding) {
        return next(end, List.of(mark), finding, report, restarted);
    }

    /** The next version, with {@code node} restarted. */
    public Drill restarted(String node, Mark mark) {
        List<String> done = new ArrayList<>(restarted);
        done.add(node);
        return next(state, List.of(mark), verdict, report, done);
    }

    /** The next version, with what the agent tells; a mark whose answer was lost may be told twice. A cancelled drill stays cancelled. */
    public Drill told(Optional<State> now, List<Mark> marks, Optional<String> finding, Optional<Map<String, Object>> figures) {
        List<Mark> fresh = marks.stream().filter(mark -> !timeline.contains(mark)).toList();
        return next(state == State.CANCELLED ? state : now.orElse(state), fresh, finding.orElse(verdict), figures.orElse(report), restarted);
    }

    private Drill next(State now, List<Mark> marks, String finding, Map<String, Object> figures, List<String> done) {
        List<Mark> all = new ArrayList<>(timeline);
        all.addAll(marks);
        List<Mark> kept = all.size() > MARKS_MAX ? all.subList(all.size() - MARKS_MAX, all.size()) : all;
        return new Drill(
                id, version + 1, name, site, now, by, reason, forced, requested, faultSeconds, ends, hypothesis, nodes, done, kept, finding, figures);
    }
}
