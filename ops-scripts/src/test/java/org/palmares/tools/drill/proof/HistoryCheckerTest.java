package org.palmares.tools.drill.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palmares.tools.drill.proof.Evidence.Event;
import org.palmares.tools.drill.proof.Evidence.Outcome;
import org.palmares.tools.drill.proof.Evidence.Stream;
import org.palmares.tools.drill.proof.Evidence.Write;
import org.palmares.tools.drill.proof.HistoryChecker.Finding;
import org.palmares.tools.drill.proof.HistoryChecker.Kind;

/** The checker finds each fault that it is for, and nothing where there is none. */
final class HistoryCheckerTest {

    private static final Instant START = Instant.parse("2030-08-04T20:00:00Z");
    private static final String UNIT = "ATHMDRILL0000---------FNL-000100--";

    private final List<Write> writes = new ArrayList<>(List.of(write(1, Outcome.ACKNOWLEDGED), write(2, Outcome.UNKNOWN), write(3, Outcome.ACKNOWLEDGED)));
    private final List<Event> events = new ArrayList<>(List.of(event("paris#1", 1, 2), event("paris#1", 3, 4)));
    private final List<Stream> streams = new ArrayList<>(List.of(new Stream("paris#1", "paris", START, "began")));
    private final Map<String, FinalState> finals = new HashMap<>(Map.of(
            "paris", state("paris", 3, Set.of(1L, 3L), "p2 x"), "madrid", state("madrid", 3, Set.of(1L, 3L), "p2 x")));

    private static Write write(long version, Outcome outcome) {
        return new Write(UNIT, version, outcome, START.plusSeconds(version), START.plusSeconds(version), "paris", List.of());
    }

    private static Event event(String reader, long version, int second) {
        return new Event(reader, "paris", UNIT, version, "LIVE", "p" + version, START.plusSeconds(second));
    }

    private static FinalState state(String site, long shown, Set<Long> journalled, String digest) {
        return new FinalState(site, Map.of(UNIT, shown), Map.of(UNIT, journalled), Map.of("DRILL-T~ATHMDRILL0000---------", digest));
    }

    private List<Kind> found() {
        return HistoryChecker.check(new Evidence(writes, List.of(), events, streams), List.copyOf(finals.values())).stream()
                .map(Finding::kind)
                .distinct()
                .toList();
    }

    @Test
    void aHistoryInWhichEveryPromiseWasKeptHasNoFindings() {
        assertEquals(List.of(), found());
    }

    @Test
    void anUnknownMessageMayBeEverywhereToo() {
        finals.replaceAll((site, state) -> state(site, 3, Set.of(1L, 2L, 3L), "p3 x"));
        assertEquals(List.of(), found());
    }

    @Test
    void anAcknowledgedMessageThatIsNotInTheJournalIsLost() {
        finals.put("madrid", state("madrid", 3, Set.of(3L), "p2 x"));
        assertEquals(List.of(Kind.LOST), found());
    }

    @Test
    void anOlderResultThanTheAcknowledgedOneIsALoss() {
        finals.put("madrid", state("madrid", 1, Set.of(1L, 3L), "p2 x"));
        assertEquals(List.of(Kind.LOST), found());
    }

    @Test
    void aRefusedMessageMustBeNowhere() {
        writes.add(write(4, Outcome.REFUSED));
        finals.replaceAll((site, state) -> state(site, 3, Set.of(1L, 3L, 4L), "p2 x"));
        assertEquals(List.of(Kind.REFUSED_BUT_PRESENT), found());
    }

    @Test
    void anUnknownMessageMustNotBeInSomeOnly() {
        finals.put("madrid", state("madrid", 3, Set.of(1L, 2L, 3L), "p2 x"));
        assertEquals(List.of(Kind.UNKNOWN_IN_SOME_ONLY), found());
    }

    @Test
    void whatNobodySentIsInvented() {
        finals.replaceAll((site, state) -> state(site, 9, Set.of(1L, 3L), "p2 x"));
        assertEquals(List.of(Kind.INVENTED), found());
    }

    @Test
    void differentPositionsOrDigestsAreADisagreement() {
        finals.put("madrid", state("madrid", 3, Set.of(1L, 3L), "p2 y"));
        assertEquals(List.of(Kind.DISAGREEMENT), found());
    }

    @Test
    void aReaderWithoutTheLastAcknowledgedVersionMissedIt() {
        events.remove(1);
        assertEquals(List.of(Kind.READER_MISSED_FINAL), found());
    }

    @Test
    void aReaderThatNeverReceivedAnythingMissedItToo() {
        streams.add(new Stream("madrid#1", "madrid", START, "began"));
        assertEquals(List.of(Kind.READER_MISSED_FINAL), found());
    }

    @Test
    void anOlderVersionAfterANewerOneInOneStreamIsGoingBack() {
        events.add(event("paris#1", 1, 5));
        assertEquals(List.of(Kind.READER_WENT_BACK), found());
    }

    @Test
    void theSameAgainInOneStreamIsARepeatButNotInANewStream() {
        events.add(event("paris#1", 3, 5));
        assertEquals(List.of(Kind.READER_REPEAT_AS_NEW), found());

        streams.add(new Stream("paris#1", "madrid", START.plusMillis(4_500), "began"));
        assertEquals(List.of(), found());
    }
}
