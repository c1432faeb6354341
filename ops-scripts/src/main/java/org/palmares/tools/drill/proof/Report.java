package org.palmares.tools.drill.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.Limit;
import org.palmares.protocol.contract.drill.Mark;

/**
 * What a drill showed.
 *
 * @param drill the drill, with its hypothesis
 * @param verdict whether the hypothesis holds
 * @param reasons why it does not, or why that cannot be said
 * @param figures what was measured; milliseconds where the name says so
 * @param silences longest time without an acknowledgement of each competition, milliseconds
 * @param findings what is wrong, at most {@value #FINDINGS_MAX}
 * @param marks what happened when
 * @param evidence where the raw evidence lies, relative to the folder of all that is written
 */
public record Report(
        Drill drill,
        Verdict verdict,
        List<String> reasons,
        Map<String, Long> figures,
        Map<String, Long> silences,
        List<HistoryChecker.Finding> findings,
        List<Mark> marks,
        String evidence) {

    private static final int FINDINGS_MAX = 100;

    /** Whether a hypothesis holds. */
    public enum Verdict {
        PASSED,
        FAILED,
        INCONCLUSIVE
    }

    /**
     * What was seen of a drill, to be judged.
     *
     * @param seen from outside
     * @param finals what every data centre says in the end
     * @param course when it happened
     * @param marks what happened, in order
     * @param trouble what kept the drill or its prober from their course, one sentence each
     */
    public record Seen(Evidence seen, List<FinalState> finals, Course course, List<Mark> marks, List<String> trouble) {}

    /**
     * Judges a drill.
     *
     * @param evidence where what was seen is kept
     */
    public static Report of(Drill drill, Seen all, String evidence) {
        Evidence seen = all.seen();
        Course course = all.course();
        List<HistoryChecker.Finding> findings = HistoryChecker.check(seen, all.finals());
        Map<String, Long> figures = Figures.of(seen, course, findings);
        List<String> broken = new ArrayList<>();
        List<String> missing = new ArrayList<>(all.trouble());
        for (Limit limit : drill.hypothesis().limits()) {
            Long figure = figures.get(limit.figure());
            if (figure == null) {
                missing.add("there is no figure for " + limit.figure());
            } else if (figure > limit.atMost()) {
                broken.add(limit.figure() + " is " + figure + ", allowed are " + limit.atMost());
            }
        }
        if (all.finals().size() < 3) {
            missing.add("not every data centre answered in the end");
        }
        missing.addAll(untold(seen, all.finals()));
        long before = seen.writes().stream()
                .filter(write -> write.outcome() == Evidence.Outcome.ACKNOWLEDGED && write.end().isBefore(course.fault()))
                .map(Evidence.Write::unit)
                .distinct()
                .count();
        long units = seen.writes().stream().map(Evidence.Write::unit).distinct().count();
        if (before == 0 || before < units) {
            missing.add("only " + before + " of " + units + " competitions were acknowledged before the fault");
        }
        Verdict verdict = !broken.isEmpty() ? Verdict.FAILED : missing.isEmpty() ? Verdict.PASSED : Verdict.INCONCLUSIVE;
        broken.addAll(missing);
        return new Report(drill, verdict, List.copyOf(broken), figures, Figures.silence(seen, course),
                findings.subList(0, Math.min(FINDINGS_MAX, findings.size())), all.marks(), evidence);
    }

    /** Whether a message is lost cannot be said where nobody told; of what was refused there is nothing to lose. */
    private static List<String> untold(Evidence seen, List<FinalState> finals) {
        Set<String> units = new TreeSet<>();
        seen.writes().stream().filter(write -> write.outcome() != Evidence.Outcome.REFUSED).forEach(write -> units.add(write.unit()));
        List<String> untold = new ArrayList<>();
        for (FinalState site : finals) {
            List<String> of = units.stream().filter(unit -> !site.tellsOf(unit)).toList();
            if (!of.isEmpty()) {
                untold.add(site.site() + " did not tell its result or its journals of " + of.size() + " competitions, the first is " + of.get(0));
            }
        }
        return untold;
    }
}
