package org.palmares.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Outcome;
import org.palmares.competition.Request;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.CompetitionView;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.odf.Unit;

/** Messages as they come from outside, and what is known after them in all the competitions that they speak of. */
class WhatCameLaterTest {

    private static final String UNIT = "ATHM100M--------------FNL-000100--";
    private static final String OTHER = "ATHM200M--------------FNL-000100--";

    private final Recorder recorder = new Recorder();

    private record Header(String type, String code, long version, String time, String more) {}

    private Ingestion.Taken take(Header header, String content) throws Exception {
        String xml = "<OdfBody CompetitionCode=\"SG2030\" DocumentCode=\"" + header.code() + "\" DocumentType=\"" + header.type() + "\" Version=\""
                + header.version() + "\" FeedFlag=\"P\" Date=\"2030-08-04\" Time=\"" + header.time() + "00000\" LogicalDate=\"2030-08-04\" "
                + (header.more().contains("Source") ? "" : "Source=\"SCH\" ") + header.more() + ">" + content + "</OdfBody>";
        return assertInstanceOf(Ingestion.Taken.class, recorder.take(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private Ingestion.Taken schedule(long version, String time, String units) throws Exception {
        return take(new Header("DT_SCHEDULE", "ATH-------------------------------", version, time, ""), "<Competition>" + units + "</Competition>");
    }

    private Ingestion.Taken update(long version, String time, String more, String units) throws Exception {
        return take(new Header("DT_SCHEDULE_UPDATE", "ATH-------------------------------", version, time, more), "<Competition>" + units + "</Competition>");
    }

    private static String unit(String code, String start) {
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"2030-08-04T" + start + ":00+02:00\" Venue=\"STA\"/>";
    }

    private String start(String code) {
        return recorder.board().get(new CompetitionId("SG2030", code.substring(0, 22)))
                .flatMap(view -> view.state().units().get(code))
                .flatMap(Unit::start)
                .map(start -> start.toLocalTime().toString())
                .orElse("none");
    }

    @Test
    void aFullScheduleSentAgainLeavesWhatUpdatesMovedInEveryCompetition() throws Exception {
        schedule(1, "1000", unit(UNIT, "14:00") + unit(OTHER, "14:00"));
        update(1, "1100", "", unit(UNIT, "15:00"));
        assertEquals(Outcome.DUPLICATE, schedule(1, "1200", unit(UNIT, "14:00") + unit(OTHER, "14:00")).outcome());
        assertEquals("15:00", start(UNIT));
        assertEquals("14:00", start(OTHER));
    }

    private OdfDocument result(long version, String... organisations) throws Exception {
        String rows = Stream.of(organisations)
                .map(noc -> "<Result SortOrder=\"1\"><Competitor Code=\"1\" Type=\"A\" Organisation=\"" + noc + "\"/></Result>")
                .collect(Collectors.joining());
        take(new Header("DT_RESULT", UNIT, version, "1000", "ResultStatus=\"LIVE\""), "<Competition>" + rows + "</Competition>");
        CompetitionView view = recorder.board().get(new CompetitionId("SG2030", UNIT.substring(0, 22))).orElseThrow();
        assertEquals(Stream.of(organisations).filter(noc -> !noc.isEmpty()).collect(Collectors.toSet()), view.nocs(UNIT));
        return view.result(UNIT).orElseThrow();
    }

    @Test
    void whoTakesAResultSaysWhoseItIsSoThatNobodyReadsItAgain() throws Exception {
        OdfDocument known = result(1, "USA", "FRA", "", "USA");
        assertEquals("FRA USA", known.nocs());

        SourceStamp stamp = new SourceStamp("TIM", known.stamp().sent(), 2, "hash");
        OdfDocument unread = new OdfDocument(known.key(), stamp, ResultStatus.LIVE, false, Content.of("no XML".getBytes(StandardCharsets.UTF_8)));
        recorder.decide(new CompetitionId("SG2030", UNIT.substring(0, 22)), new RecordDocument(unread.of(Set.of("JAM", "FRA")), Entries.none()));
        assertEquals(Set.of("FRA", "JAM"), recorder.board().get(new CompetitionId("SG2030", UNIT.substring(0, 22))).orElseThrow().nocs(UNIT));
    }

    @Test
    void aNocThatCannotBeWrittenBesideOthersIsReadFromTheResult() throws Exception {
        assertEquals("", result(1, "USA", "A B").nocs());
        assertEquals("", result(2, "").nocs());
    }

    @Test
    void anUpdateSentAgainAfterANewerOneChangesNothing() throws Exception {
        update(1, "1000", "", unit(UNIT, "14:00"));
        update(2, "1100", "", unit(UNIT, "15:00"));
        assertEquals(Outcome.DUPLICATE, update(1, "1200", "", unit(UNIT, "14:00")).outcome());
        assertEquals("15:00", start(UNIT));
    }

    @Test
    void anEmptyFullScheduleSaysHowManyUnitsItRemoves() throws Exception {
        schedule(1, "1000", unit(UNIT, "14:00") + unit(OTHER, "14:00"));
        assertEquals(Map.of(Kind.UNITS, 2), schedule(2, "1100", "").removed());
        assertEquals("none", start(UNIT));
    }

    @Test
    void aWithdrawnUpdateIsTakenBackInTheCompetitionsItChanged() throws Exception {
        schedule(1, "1000", unit(UNIT, "14:00"));
        update(1, "1100", "", unit(UNIT, "15:00"));
        Ingestion.Taken withdrawal = take(new Header("DT_SCHEDULE_UPDATE", "ATH-------------------------------", 1, "1200", ""), "");
        assertEquals(Outcome.WITHDRAWN, withdrawal.outcome());
        assertEquals("14:00", start(UNIT));
    }

    @Test
    void twoSourcesMaySendTheSameVersionOfAnUpdate() throws Exception {
        update(1, "1000", "Source=\"SCH\"", unit(UNIT, "14:00"));
        assertEquals(Outcome.APPLIED, update(1, "1000", "Source=\"ATH1\"", unit(OTHER, "15:00")).outcome());
        assertEquals("15:00", start(OTHER));
    }

    @Test
    void listsOfRecordHoldersOfThePastDoNotReplaceTheEntries() throws Exception {
        String athlete = "<Participant Code=\"7001\" FamilyName=\"A\" Gender=\"F\" Organisation=\"FRA\" MainFunctionId=\"AA01\"/>";
        take(new Header("DT_PARTIC", "ATH-------------------------------", 1, "1000", ""), "<Competition>" + athlete + "</Competition>");
        take(new Header("DT_PARTIC", "ATH-------------------------------", 1, "1100", "DocumentSubtype=\"HISTORICAL\""),
                "<Competition>" + athlete.replace("7001", "9999") + "</Competition>");
        CompetitionView discipline = recorder.board().get(new CompetitionId("SG2030", "ATH-------------------")).orElseThrow();
        assertEquals(Set.of("7001"), discipline.state().participants().entries().keySet());
    }

    @Test
    void aScheduleTakenOutOfForceGivesWayInEveryCompetition() throws Exception {
        schedule(1, "1000", unit(UNIT, "14:00") + unit(OTHER, "14:00"));
        schedule(2, "1100", unit(UNIT, "09:00"));
        DocumentKey key = new DocumentKey("DT_SCHEDULE", "ATH-------------------------------", "", "", "");
        Voiding voiding = new Voiding(recorder.board(), recorder.ingestion());
        Voiding.Order order = new Voiding.Order("SG2030", key, OptionalLong.of(2), new Request("ops", ""), "a mistake");
        assertInstanceOf(Voiding.Done.class, voiding.carryOut(order).toCompletableFuture().join());
        assertEquals("14:00", start(UNIT));
        assertEquals("14:00", start(OTHER));
        assertEquals(Outcome.APPLIED, schedule(2, "1200", unit(UNIT, "16:00")).outcome());
        assertEquals("16:00", start(UNIT));
    }

    /** The node that took the document ended before it had told the other competitions. */
    @Test
    void aMessageWhosePartsWereLostIsCompletedWhenItIsSentAgain() throws Exception {
        schedule(1, "1000", unit(UNIT, "14:00") + unit(OTHER, "14:00"));
        recorder.loseWhatIsFor(id -> id.code().startsWith("ATHM"));
        assertThrows(CompletionException.class, () -> update(1, "1100", "", unit(UNIT, "15:00") + unit(OTHER, "15:00")));
        assertEquals("14:00", start(UNIT));
        recorder.loseWhatIsFor(id -> false);
        update(1, "1130", "Source=\"ATH1\"", unit(OTHER, "16:00"));
        assertEquals(Outcome.APPLIED, update(1, "1200", "", unit(UNIT, "15:00") + unit(OTHER, "15:00")).outcome());
        assertEquals("15:00", start(UNIT));
        assertEquals("16:00", start(OTHER), "a repeat counts with the time of its first reception");
        assertEquals(Outcome.DUPLICATE, update(1, "1300", "", unit(UNIT, "15:00") + unit(OTHER, "15:00")).outcome());
    }

    @Test
    void aFullScheduleThatComesAfterUpdatesOfAllItsUnitsSaysThatItChangesNothing() throws Exception {
        update(1, "1100", "", unit(UNIT, "15:00"));
        assertEquals(Outcome.STALE, schedule(1, "1000", unit(UNIT, "14:00")).outcome());
        assertEquals("15:00", start(UNIT));
    }

    @Test
    void anOrderGivenAgainDoesNotReachTheVersionsOfTheNewCounter() throws Exception {
        schedule(5, "1000", unit(UNIT, "14:00"));
        Voiding voiding = new Voiding(recorder.board(), recorder.ingestion());
        Voiding.Order order = new Voiding.Order(
                "SG2030", new DocumentKey("DT_SCHEDULE", "ATH-------------------------------", "", "", ""), OptionalLong.of(5), new Request("ops", ""), "a mistake");
        voiding.carryOut(order).toCompletableFuture().join();
        schedule(4, "1100", unit(UNIT, "15:00"));
        schedule(6, "1200", unit(UNIT, "16:00"));
        assertInstanceOf(Voiding.Done.class, voiding.carryOut(order).toCompletableFuture().join());
        assertEquals("16:00", start(UNIT));
    }

    @Test
    void aVersionThatIsNotKnownCannotBeTakenOutOfForce() {
        Voiding voiding = new Voiding(recorder.board(), recorder.ingestion());
        DocumentKey key = new DocumentKey("DT_NEWS", "1", "", "", "");
        Voiding.Order order = new Voiding.Order("SG2030", key, OptionalLong.of(2), new Request("ops", ""), "a mistake");
        assertInstanceOf(Voiding.NotKnown.class, voiding.carryOut(order).toCompletableFuture().join());
    }

    @Test
    void whatIsAboutNoDisciplineIsSpreadOverManyCompetitions() throws Exception {
        Set<CompetitionId> holders = new HashSet<>();
        for (int person = 0; person < 1_000; person++) {
            holders.add(take(new Header("DT_BIO_PAR", String.valueOf(1_900_000 + person), 1, "1000", "Language=\"FRA\""), "<Competition/>").plan().holder());
        }
        assertTrue(holders.size() > 50, holders.size() + " competitions");
        Map<CompetitionId, Integer> sizes = holders.stream()
                .collect(Collectors.toMap(id -> id, id -> recorder.board().get(id).orElseThrow().state().documents().size()));
        assertTrue(sizes.values().stream().allMatch(size -> size < 60), sizes.toString());
    }

    @Test
    void aLargeReportIsNotInTheState() throws Exception {
        byte[] noise = new byte[300_000];
        new Random(5).nextBytes(noise);
        String pdf = java.util.Base64.getEncoder().encodeToString(noise);
        take(new Header("DT_PDF", UNIT, 1, "1000", "DocumentSubtype=\"C08\""), "<Competition><Pdf>" + pdf + "</Pdf></Competition>");
        CompetitionView view = recorder.board().get(new CompetitionId("SG2030", UNIT.substring(0, 22))).orElseThrow();
        OdfDocument document = view.state().document(new DocumentKey("DT_PDF", UNIT, "", "C08", "")).orElseThrow();
        assertFalse(document.content().isHere());
        assertTrue(view.state().weight() < 2_000);
        byte[] brought = recorder.contents().bring(document.content()).toCompletableFuture().join().bytes();
        assertTrue(new String(brought, StandardCharsets.UTF_8).contains(pdf));
    }
}
