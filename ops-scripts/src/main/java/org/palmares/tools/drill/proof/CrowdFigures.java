package org.palmares.tools.drill.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.palmares.tools.drill.proof.Evidence.Absence;
import org.palmares.tools.drill.proof.Evidence.Follower;

/** What became of a crowd of readers when their data centre was gone. Pure. */
final class CrowdFigures {

    private CrowdFigures() {}

    /** Counts, and milliseconds from the fault to the moment at which a reader followed elsewhere; nothing where there was no crowd. */
    static Map<String, Long> of(Evidence evidence, Course course) {
        Map<String, Long> figures = new LinkedHashMap<>();
        List<Follower> crowd = evidence.crowd();
        if (crowd.isEmpty()) {
            return figures;
        }
        List<Absence> absences = crowd.stream().flatMap(follower -> follower.absences().stream()).toList();
        List<Absence> moves = absences.stream().filter(absence -> isMove(absence, course)).toList();
        List<Long> times = moves.stream()
                .filter(move -> move.again() != null)
                .map(move -> Duration.between(course.fault(), move.again()).toMillis())
                .sorted()
                .toList();
        figures.put("crowd", (long) crowd.size());
        figures.put("crowdMoved", (long) times.size());
        figures.put("crowdLeftBehind", absences.stream().filter(absence -> absence.again() == null).count());
        put(figures, "medianMoveMillis", times, 0.5);
        put(figures, "slowMoveMillis", times, 0.99);
        put(figures, "worstMoveMillis", times, 1);
        figures.put("crowdCutOff", absences.stream().filter(absence -> !isMove(absence, course) && !absence.lost().isBefore(course.fault())).count());
        figures.put("crowdRefused", crowd.stream().mapToLong(Follower::refused).sum());
        figures.put("crowdResyncs", crowd.stream().mapToLong(Follower::resyncs).sum());
        figures.put("crowdEvents", crowd.stream().mapToLong(Follower::events).sum());
        return figures;
    }

    private static boolean isMove(Absence absence, Course course) {
        Instant lost = absence.lost();
        return course.down().contains(absence.from()) && !lost.isBefore(course.fault()) && lost.isBefore(course.mended());
    }

    private static void put(Map<String, Long> figures, String name, List<Long> sorted, double share) {
        if (!sorted.isEmpty()) {
            figures.put(name, sorted.get((int) Math.ceil(share * sorted.size()) - 1));
        }
    }
}
