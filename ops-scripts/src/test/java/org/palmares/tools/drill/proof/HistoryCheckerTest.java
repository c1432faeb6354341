package org.palmares.tools.drill.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.drill.proof.Evidence.Event;
import org.palmares.tools.drill.proof.Evidence.Outcome;
import org.palmares.tools.drill.proof.Evidence.Sending;
import org.palmares.tools.drill.proof.Evidence.Stream;
import org.palmares.tools.drill.proof.Evidence.Write;
import org.palmares.tools.drill.proof.FinalReads.Reply;
import org.palmares.tools.drill.proof.FinalState.Shown;
import org.palmares.tools.drill.proof.HistoryChecker.Finding;
import org.palmares.tools.drill.proof.HistoryChecker.Kind;

/** The checker finds each fault that it is for, and nothing where there is none. */
final class HistoryCheckerTest {

    private static final Instant START = Instant.parse("2030-08-04T20:00:00Z");
    private static final String UNIT = "ATHMDRILL0000---------FNL-000100--";

    @TempDir
    private Path folder;

    private final List<Write> writes = new ArrayList<>(List.of(write(1, Outcome.ACKNOWLEDGED), write(2, Outcome.UNKNOWN), write(3, Outcome.ACKNOWLEDGED)));
    private final List<Event> events = new ArrayList<>(List.of(event("paris#1", 1, 2), event("paris#1", 3, 4)));
    private final List<Stream> streams = new ArrayList<>(List.of(stream("paris#1", 0, "began", ""), stream("paris#1", 90, "closed", "p3")));
    private final Map<String, FinalState> finals = new HashMap<>(Map.of(
            "paris", state("paris", 3, Set.of(1L, 3L), "p2 x"), "madrid", state("madrid", 3, Set.of(1L, 3L), "p2 x")));

    private static Write write(long version, Outcome outcome) {
        return write(version, outcome, outcome == Outcome.ACKNOWLEDGED ? "applied" : "");
    }

    private static Write write(long version, Outcome outcome, String receipt) {
        return new Write(UNIT, version, outcome, receipt, START.plusSeconds(version), START.plusSeconds(version), "paris", List.of());
    }

    private static Event event(String reader, long version, int second) {
        return event(reader, version, second, "p" + version);
    }

    private static Event event(String reader, long version, int second, String cursor) {
        return new Event(reader, "paris", UNIT, version, "LIVE", "p" + version, cursor, START.plusSeconds(second));
    }

    private static Stream stream(String reader, int second, String what, String cursor) {
        return new Stream(reader, "paris", START.plusSeconds(second), what, cursor);
    }

    private static FinalState state(String site, long shown, Set<Long> journalled, String digest) {
        Map<Long, Set<String>> hashes = journalled.stream().collect(Collectors.toMap(version -> version, version -> Set.of("hash of " + version)));
        return new FinalState(
                site, Map.of(UNIT, new Shown(shown, "content of " + shown)), Map.of(UNIT, hashes), Map.of("DRILL-T~ATHMDRILL0000---------", digest));
    }

    private static FinalState answering(String site, int status, String result, String journal) {
        return FinalReads.of(site, Set.of(UNIT), path -> Optional.of(path.startsWith("/v1/ops/boards")
                        ? reply(200, "{}")
                        : path.startsWith("/v1/ops/journals/") ? reply(status, journal) : reply(result.isEmpty() ? 404 : 200, result)))
                .orElseThrow();
    }

    private static Reply reply(int status, String body) {
        try {
            return new Reply(status, Evidence.JSON.readTree(body));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
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
    void aSupersededMessageNeedNotBeInTheJournalsButSomethingAsNewIsShown() {
        writes.set(1, write(2, Outcome.ACKNOWLEDGED, "stale"));
        assertEquals(List.of(), found());

        finals.put("madrid", state("madrid", 3, Set.of(1L, 2L, 3L), "p2 x"));
        assertEquals(List.of(Kind.UNKNOWN_IN_SOME_ONLY), found());

        writes.add(write(4, Outcome.ACKNOWLEDGED, "stale"));
        events.add(event("paris#1", 4, 5));
        finals.replaceAll((site, state) -> state(site, 3, Set.of(1L, 3L), "p2 x"));
        assertEquals(List.of(Kind.LOST), found(), "nothing as new as what was superseded");
    }

    @Test
    void whatADyingProberSentIsUnknownAndNotInvented() throws Exception {
        try (EvidenceWriter writer = new EvidenceWriter(folder)) {
            writes.forEach(write -> writer.write(new Sending(UNIT, write.version(), write.start())));
            writes.forEach(writer::write);
            writer.write(new Sending(UNIT, 4, START.plusSeconds(4)));
        }
        List<Write> sent = Evidence.read(folder).writes();
        assertEquals(List.of(Outcome.ACKNOWLEDGED, Outcome.UNKNOWN, Outcome.ACKNOWLEDGED, Outcome.UNKNOWN), sent.stream().map(Write::outcome).toList());

        writes.add(sent.get(3));
        assertEquals(List.of(), found(), "it is nowhere");
        finals.replaceAll((site, state) -> state(site, 4, Set.of(1L, 3L, 4L), "p2 x"));
        assertEquals(List.of(), found(), "it is everywhere");
        finals.put("madrid", state("madrid", 3, Set.of(1L, 3L), "p2 x"));
        assertEquals(List.of(Kind.UNKNOWN_IN_SOME_ONLY), found());
    }

    @Test
    void whatAnEarlierProberSentIsNotInvented() {
        writes.clear();
        writes.add(write(4, Outcome.UNKNOWN));
        assertEquals(List.of(), found());
    }

    @Test
    void aJournalThatWasNotReadProvesNoLossAndOneWithoutTheMessageDoes() {
        String result = "{\"version\": 3}";
        writes.remove(1);
        finals.clear();
        for (int status : new int[] {404, 503}) {
            finals.put("madrid", answering("madrid", status, result, "{}"));
            assertEquals(List.of(), found());
            assertFalse(finals.get("madrid").tellsOf(UNIT), "and so it is not known whether it was lost");
        }
        finals.put("madrid", answering("madrid", 200, result, "{\"events\": []}"));
        assertEquals(List.of(Kind.LOST), found());
        assertTrue(finals.get("madrid").tellsOf(UNIT));
        finals.put("madrid", answering("madrid", 404, "", "{}"));
        assertEquals(List.of(Kind.LOST), found(), "no result is shown");

        writes.replaceAll(write -> write(write.version(), Outcome.REFUSED));
        finals.put("madrid", answering("madrid", 200, "", "{\"events\": []}"));
        assertEquals(List.of(), found(), "nothing was acknowledged");
    }

    @Test
    void aVersionHasTheSameContentInAllJournals() {
        String journal = "{\"events\": [{\"code\": \"" + UNIT + "\", \"version\": 1, \"hash\": \"%s\"}, {\"code\": \"" + UNIT
                + "\", \"version\": 3, \"hash\": \"c\"}]}";
        String result = "{\"version\": 3, \"position\": \"%s\", \"rows\": [%s]}";
        finals.put("paris", answering("paris", 200, result.formatted("p2", "9"), journal.formatted("a")));
        finals.put("madrid", answering("madrid", 200, result.formatted("m2", "9"), journal.formatted("a")));
        assertEquals(List.of(), found());

        finals.put("madrid", answering("madrid", 200, result.formatted("p2", "9"), journal.formatted("b")));
        assertEquals(List.of(Kind.OTHER_CONTENT), found(), "the journals differ");

        finals.put("madrid", answering("madrid", 200, result.formatted("p2", "8"), journal.formatted("a")));
        assertEquals(List.of(Kind.OTHER_CONTENT), found(), "what is shown differs");
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
        streams.add(stream("madrid#1", 0, "began", ""));
        assertEquals(List.of(), found(), "its prober died, nobody knows what it would have received");

        streams.add(stream("madrid#1", 90, "closed", "p3"));
        assertEquals(List.of(Kind.READER_MISSED_FINAL), found());
    }

    @Test
    void anOlderVersionAfterANewerOneInOneStreamIsGoingBack() {
        events.add(event("paris#1", 1, 5));
        assertEquals(List.of(Kind.READER_WENT_BACK), found());
    }

    @Test
    void theSameAgainInOneStreamIsARepeat() {
        events.add(event("paris#1", 3, 5));
        assertEquals(List.of(Kind.READER_REPEAT_AS_NEW), found());
    }

    @Test
    void anOlderVersionInALaterStreamIsGoingBackToo() {
        streams.add(1, stream("paris#1", 5, "began", "p3"));
        events.add(event("paris#1", 1, 6, "p3"));
        assertEquals(List.of(Kind.READER_WENT_BACK), found());

        streams.add(2, stream("paris#1", 5, "resync", "p3"));
        assertEquals(List.of(Kind.READER_WENT_BACK), found(), "nor does a resync take back what readers have shown");
    }

    @Test
    void whileItCatchesUpAStreamMayRepeatWhatTheCursorDidNotCover() {
        streams.add(1, stream("paris#1", 5, "began", "p3"));
        events.add(event("paris#1", 3, 6, "p3"));
        assertEquals(List.of(), found(), "the cursor had not moved since");

        streams.set(1, stream("paris#1", 5, "began", "p2-m9"));
        events.set(2, event("paris#1", 3, 6, "p2-m9"));
        assertEquals(List.of(), found(), "the cursor was that of a data centre that had not heard of it");
    }

    @Test
    void whatTheCursorCoveredMayComeAgainOnlyAfterAResync() {
        streams.add(1, stream("paris#1", 5, "began", "p5"));
        events.add(event("paris#1", 3, 6, "p5"));
        assertEquals(List.of(Kind.READER_REPEAT_AS_NEW), found());

        streams.add(2, stream("paris#1", 5, "resync", "p5"));
        assertEquals(List.of(), found());
    }

    @Test
    void whatAReaderHasIsNotNewsOnceItsStreamHasCaughtUp() {
        streams.addAll(1, List.of(stream("paris#1", 5, "began", "p5"), stream("paris#1", 5, "resync", "p5")));
        events.add(event("paris#1", 3, 6, "p6"));
        assertEquals(List.of(Kind.READER_REPEAT_AS_NEW), found());
    }

    @Test
    void aFinalThatCameInAnEarlierStreamIsNotMissed() {
        streams.add(1, stream("paris#1", 5, "began", "p3"));
        assertEquals(List.of(), found());

        events.remove(1);
        assertEquals(List.of(Kind.READER_MISSED_FINAL), found());
    }
}
