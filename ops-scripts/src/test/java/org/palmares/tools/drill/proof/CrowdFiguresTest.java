package org.palmares.tools.drill.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palmares.tools.drill.proof.Evidence.Absence;
import org.palmares.tools.drill.proof.Evidence.Follower;
import org.palmares.tools.drill.proof.Evidence.Look;
import org.palmares.tools.drill.proof.Evidence.Outcome;
import org.palmares.tools.drill.proof.Evidence.Ready;
import org.palmares.tools.drill.proof.Evidence.Write;
import org.palmares.tools.drill.proof.HistoryChecker.Finding;
import org.palmares.tools.drill.proof.HistoryChecker.Kind;

/** What is said of a crowd, and of how far behind the others were meanwhile. */
final class CrowdFiguresTest {

    private static final Instant FAULT = Instant.parse("2030-08-04T20:00:00Z");
    private static final Course COURSE = new Course(FAULT, at(20_000), at(21_000), Optional.empty(), Optional.empty(), Set.of("paris"));
    private static final List<Write> WRITES = List.of(write(1, -500), write(2, 1_000), write(3, 1_400));

    private static Instant at(long millis) {
        return FAULT.plusMillis(millis);
    }

    private static Write write(long version, long end) {
        return new Write("U", version, Outcome.ACKNOWLEDGED, "applied", at(end - 10), at(end), "madrid", List.of());
    }

    private static Absence away(String from, long lost, String to, long again) {
        return new Absence(from, at(lost), to, to == null ? null : at(again));
    }

    private static Follower follower(long version, int wentBack, int repeated, Absence... absences) {
        return new Follower("crowd#1", "U", version, 3, wentBack, repeated, 0, 1, List.of(absences));
    }

    private static Evidence seen(List<Follower> crowd, List<Look> looks, List<Ready> ready) {
        return new Evidence(WRITES, List.of(), List.of(), List.of(), looks, crowd, ready);
    }

    private static Map<String, Long> figures(Evidence seen) {
        return Figures.of(seen, COURSE, HistoryChecker.check(seen, List.of()));
    }

    @Test
    void movesAreToldFromTheFaultAndApartFromThoseWhoWereCutOff() {
        Map<String, Long> figures = figures(seen(
                List.of(
                        follower(3, 0, 0, away("paris", 20, "madrid", 700)),
                        follower(3, 0, 0, away("paris", 20, "barcelona", 900), away("barcelona", 5_000, "madrid", 5_500)),
                        follower(3, 0, 0, away("paris", 30, null, 0)),
                        follower(3, 0, 0)),
                List.of(), List.of()));

        assertEquals(4, figures.get("crowd"));
        assertEquals(2, figures.get("crowdMoved"));
        assertEquals(1, figures.get("crowdLeftBehind"));
        assertEquals(700, figures.get("medianMoveMillis"));
        assertEquals(900, figures.get("worstMoveMillis"));
        assertEquals(1, figures.get("crowdCutOff"));
        assertEquals(4, figures.get("crowdRefused"));
        assertEquals(12, figures.get("crowdEvents"));
        assertEquals(0, figures.get("readersMissedFinal"));
    }

    @Test
    void withoutACrowdNothingIsSaidOfOne() {
        assertFalse(figures(seen(List.of(), List.of(), List.of())).containsKey("crowd"));
    }

    @Test
    void eachWayInWhichAReaderOfACrowdIsWrongedIsFound() {
        Evidence seen = seen(List.of(follower(2, 0, 0), follower(3, 1, 0), follower(3, 0, 2)), List.of(), List.of());

        assertEquals(
                List.of(Kind.READER_MISSED_FINAL, Kind.READER_WENT_BACK, Kind.READER_REPEAT_AS_NEW),
                HistoryChecker.check(seen, List.of()).stream().map(Finding::kind).toList());
        assertEquals(1, figures(seen).get("readersMissedFinal"));
    }

    @Test
    void aBoardIsBehindByTheOldestThatItShouldHaveShownWhenAsked() {
        Map<String, Long> figures = figures(seen(
                List.of(),
                List.of(
                        new Look("madrid", "U", 1, at(1_600)),
                        new Look("madrid", "U", 3, at(9_000)),
                        new Look("madrid", "U", 2, at(1_300)),
                        new Look("paris", "U", 1, at(9_000)),
                        new Look("barcelona", "U", 0, at(-100)),
                        new Look("barcelona", "U", 1, at(30_000))),
                List.of()));

        assertEquals(600, figures.get("worstBoardLagMillis"), "version 2 was acknowledged 600 ms before version 1 was still shown");
    }

    @Test
    void onlyDataCentresThatShouldBeThereCountAsNotReady() {
        Map<String, Long> figures = figures(seen(List.of(), List.of(),
                List.of(new Ready("madrid", at(100), true), new Ready("madrid", at(200), false), new Ready("paris", at(200), false), new Ready("madrid", at(-1), false))));

        assertEquals(1, figures.get("notReady"));
    }
}
