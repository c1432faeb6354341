package org.palmares.tools.drill.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.Hypothesis;
import org.palmares.protocol.contract.drill.Limit;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.tools.drill.proof.Evidence.Failure;
import org.palmares.tools.drill.proof.Evidence.Outcome;
import org.palmares.tools.drill.proof.Evidence.Read;
import org.palmares.tools.drill.proof.Evidence.Stream;
import org.palmares.tools.drill.proof.Evidence.Write;
import org.palmares.tools.drill.proof.FinalState.Shown;
import org.palmares.tools.drill.proof.Report.Verdict;
import org.xml.sax.InputSource;

/** Figures, verdicts and the pages that show them. */
final class ReportTest {

    private static final Instant START = Instant.parse("2030-08-04T20:00:00Z");
    private static final Course COURSE =
            new Course(at(10_000), at(20_000), at(21_000), Optional.of(at(10_700)), Optional.of(at(21_500)), Set.of("paris"));

    @TempDir
    private Path folder;

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    private static Write write(String unit, long version, long start, long end, Failure... failures) {
        return new Write(unit, version, Outcome.ACKNOWLEDGED, "applied", at(start), at(end), "madrid", List.of(failures));
    }

    private static Evidence evidence() {
        List<Write> writes = new ArrayList<>(List.of(
                write("A", 1, 9_000, 9_020, new Failure("madrid", at(9_010), "cold")),
                write("B", 1, 9_500, 9_530),
                write("A", 2, 10_100, 10_900, new Failure("paris", at(10_800), "gone")),
                write("B", 2, 10_200, 10_300, new Failure("barcelona", at(10_250), "slow")),
                write("A", 3, 21_100, 21_110),
                write("B", 3, 21_200, 21_230)));
        List<Read> reads = List.of(
                new Read("madrid", at(9_000), null, 20), new Read("paris", at(11_000), "refused", 1), new Read("madrid", at(12_000), "<odd> & \"bad\"", 1));
        List<Stream> streams = List.of(
                new Stream("r", "paris", at(0), "began", ""),
                new Stream("r", "paris", at(10_010), "failed", "p7"),
                new Stream("r", "madrid", at(10_090), "began", "p7"),
                new Stream("r", "madrid", at(30_000), "closed", "p9"));
        return new Evidence(writes, reads, List.of(), streams);
    }

    private static Report report(Evidence evidence, List<Limit> limits, List<String> trouble, String... unread) {
        Drill drill = new Drill("d", 1, "kill", "paris", Drill.State.RUNNING, "me", "<why> & so", false, START, 10, at(300_000),
                new Hypothesis("It holds.", limits), List.of(), List.of(), List.of(), "", Map.of());
        Map<Long, Set<String>> journal = Map.of(1L, Set.of("a"), 2L, Set.of("b"), 3L, Set.of("c"));
        Map<String, Map<Long, Set<String>>> journals = new HashMap<>(Map.of("A", journal, "B", journal));
        journals.keySet().removeAll(List.of(unread));
        Shown shown = new Shown(3, "c");
        List<FinalState> finals = List.of("paris", "madrid", "barcelona").stream()
                .map(site -> new FinalState(site, Map.of("A", shown, "B", shown), journals, Map.of()))
                .toList();
        return Report.of(
                drill, new Report.Seen(evidence, finals, COURSE, List.of(new Mark(at(10_000), "fault", "killed")), trouble), "drills/d");
    }

    @Test
    void figuresAreThoseOfTheTimeOfTheFaultAndExcuseOnlyWhoWasDown() {
        Map<String, Long> figures = report(evidence(), List.of(), List.of()).figures();

        assertEquals(800, figures.get("worstAcknowledgementMillis"));
        assertEquals(1, figures.get("failedAttempts"), "Barcelona was not down");
        assertEquals(1, figures.get("failedReads"), "Madrid was not down");
        assertEquals(1, figures.get("failedBeforeFault"));
        assertEquals(900, figures.get("firstAcknowledgementMillis"));
        assertEquals(1_230, figures.get("servingAgainMillis"));
        assertEquals(10_930, figures.get("worstSilenceMillis"));
        assertEquals(80, figures.get("worstReconnectMillis"));
        assertEquals(700, figures.get("detectionMillis"));
        assertEquals(500, figures.get("convergenceMillis"));
    }

    @Test
    void aHypothesisHoldsFailsOrCannotBeJudged() {
        // The reader of this evidence received nothing, which is a finding; it is not what is looked at here.
        Evidence seen = new Evidence(evidence().writes(), evidence().reads(), List.of(), List.of());
        assertEquals(Verdict.PASSED, report(seen, List.of(new Limit("worstAcknowledgementMillis", 1_000)), List.of()).verdict());
        assertEquals(Verdict.FAILED, report(seen, List.of(new Limit("worstAcknowledgementMillis", 700)), List.of()).verdict());
        assertEquals(Verdict.INCONCLUSIVE, report(seen, List.of(new Limit("noSuchFigure", 1)), List.of()).verdict());
        assertEquals(Verdict.INCONCLUSIVE, report(seen, List.of(), List.of("the prober died")).verdict());
        Report unread = report(seen, List.of(new Limit("lost", 0)), List.of(), "B");
        assertEquals(Verdict.INCONCLUSIVE, unread.verdict(), "a journal could not be read");
        assertTrue(unread.reasons().get(0).contains("1 competitions, the first is B"), unread.reasons().toString());
        Evidence late = new Evidence(seen.writes().subList(2, 6), List.of(), List.of(), List.of());
        assertEquals(Verdict.INCONCLUSIVE, report(late, List.of(), List.of()).verdict(), "nothing is known of the time before");
    }

    @Test
    void theReportIsWrittenInThreeFormsAndTextStaysText() throws Exception {
        Report report = report(evidence(), List.of(new Limit("lost", 0)), List.of());
        ReportFiles.write(folder, report, evidence());

        String page = Files.readString(folder.resolve("report.html"));
        assertFalse(page.contains("<why>"));
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page.replace("<!doctype html>", ""))));
        assertTrue(Files.readString(folder.resolve("report.md")).contains("| worstAcknowledgementMillis | 800 |"));
        assertTrue(Files.readString(folder.resolve("report.json")).contains("\"verdict\""));
    }

    @Test
    void evidenceIsReadBackAndALineThatWasCutOffIsPassedOver() throws Exception {
        try (EvidenceWriter writer = new EvidenceWriter(folder)) {
            evidence().writes().forEach(writer::write);
            evidence().reads().forEach(writer::write);
            evidence().streams().forEach(writer::write);
        }
        Files.writeString(folder.resolve(Evidence.FILES.get(Evidence.Write.class)), "{\"unit\":\"A\",\"ver", StandardOpenOption.APPEND);

        assertEquals(evidence(), Evidence.read(folder));
    }
}
