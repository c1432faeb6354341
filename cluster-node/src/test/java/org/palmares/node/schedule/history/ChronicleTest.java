package org.palmares.node.schedule.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.result;
import static org.palmares.node.api.Messages.row;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Authorship;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.competition.UnitField;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.schedule.history.Told.Line;
import org.palmares.protocol.contract.DeskShapes.Change;

/** What became of units, told from the events of their competition. */
class ChronicleTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", EVENT);

    private final Recorder recorder = new Recorder();

    @BeforeEach
    void plan() throws Exception {
        recorder.take(schedule(1, unit(FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale")));
    }

    private void edit(Holding holding, UnitField field, String value) {
        TreeMap<UnitField, String> set = new TreeMap<>();
        if (field != null) {
            set.put(field, value);
        }
        Authorship by = new Authorship("ana", "key", "rain", new Authorship.Cause("bulk", "c1"), "", "", "request-1");
        recorder.decide(ID, new EditUnit(FINAL, set, holding, Optional.empty(), false, by));
    }

    private List<Change> history() {
        Chronicle chronicle = new Chronicle();
        recorder.events(ID).forEach(chronicle::tell);
        return chronicle.of(FINAL).stream().map(Line::change).toList();
    }

    @Test
    void theFirstWordIsAllThereIs() {
        List<Change> told = history();
        assertEquals(List.of("facts", "status", "plan"), told.stream().map(Change::register).toList());
        assertEquals(Map.of(), told.get(2).before());
        assertEquals(Map.of("start", "2030-08-04T21:55:00+02:00", "venue", "STA"), told.get(2).after());
        assertEquals(Map.of("name", "Final", "phaseType", "3", "medal", 1), told.get(0).after());
        assertEquals("OVR via odf of DT_SCHEDULE ATH------------------------------- 1", author(told.get(0)));
    }

    private static String author(Change change) {
        return change.author().name() + " via " + change.author().via() + " of " + change.cause().id();
    }

    @Test
    void aPersonsChangeIsToldWithOldAndNewWhoAndWhy() {
        edit(Holding.LEAVES, UnitField.START, "2030-08-04T22:10+02:00");
        Change change = history().get(0);
        assertEquals(Map.of("start", "2030-08-04T21:55:00+02:00"), change.before());
        assertEquals(Map.of("start", "2030-08-04T22:10:00+02:00"), change.after());
        assertEquals(List.of("ana via key of c1", "bulk", "rain", "paris"), List.of(author(change), change.cause().kind(), change.reason(), change.site()));
        assertEquals("request-1", change.correlation());
    }

    @Test
    void aRepeatOfAFeedIsNoChange() throws Exception {
        recorder.take(schedule(2, unit(FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale")));
        assertEquals(3, history().size());
    }

    @Test
    void resultsAreToldByVersionAndStatus() throws Exception {
        recorder.take(result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79")));
        recorder.take(result(FINAL, 2, row(1, "USA", "ASHE", "Ida", "9.78")));
        Change change = history().get(0);
        assertEquals("result", change.register());
        assertEquals(Map.of("documentType", "DT_RESULT", "language", "ENG", "version", 1L, "status", "OFFICIAL"), change.before());
        assertEquals(Map.of("documentType", "DT_RESULT", "language", "ENG", "version", 2L, "status", "OFFICIAL"), change.after());
    }

    @Test
    void holdingAndReleasingAreToldAlthoughNothingMoves() {
        edit(Holding.HOLDS, null, "");
        edit(Holding.RELEASES, null, "");
        List<Change> told = history();
        assertEquals(List.of("released", "held"), List.of(told.get(0).hold(), told.get(1).hold()));
        assertTrue(told.get(0).after().isEmpty());
    }

    @Test
    void aUnitThatIsTakenOutIsToldWithWhatItWas() throws Exception {
        recorder.take(schedule(2, unit(EVENT + "HEAT000100--", "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1")));
        Change plan = history().stream().filter(change -> change.register().equals("plan")).findFirst().orElseThrow();
        assertEquals(Map.of(), plan.after());
        assertEquals("2030-08-04T21:55:00+02:00", plan.before().get("start"));
    }

    @Test
    void toldOnItIsTheSameAsToldAtOnce() throws Exception {
        Chronicle first = new Chronicle();
        recorder.events(ID).forEach(first::tell);
        int before = recorder.events(ID).size();
        edit(Holding.LEAVES, UnitField.START, "2030-08-04T22:10+02:00");
        Chronicle on = first.copy();
        recorder.events(ID).stream().skip(before).forEach(on::tell);
        assertEquals(history(), on.of(FINAL).stream().map(Line::change).toList());
        assertEquals(3, first.of(FINAL).size(), "what was told before is as it was");
        assertTrue(on.isPast(recorder.events(ID).get(0)));
    }

    @Test
    void whatIsToldOfAUnitIsBoundedAndHowMuchIsLeftOutIsTold() throws Exception {
        String other = EVENT + "HEAT000100--";
        recorder.take(schedule(2, unit(FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale"), unit(other, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1")));
        for (int minute = 10; minute < 60; minute++) {
            edit(Holding.LEAVES, UnitField.START, "2030-08-04T22:" + minute + "+02:00");
        }
        int bytesMax = 20_000;
        Chronicle chronicle = new Chronicle(bytesMax);
        recorder.events(ID).forEach(chronicle::tell);
        List<Line> told = chronicle.of(FINAL);
        assertEquals(53, told.size() + chronicle.leftOut(FINAL));
        assertTrue(chronicle.leftOut(FINAL) > 10);
        assertEquals(Map.of("start", "2030-08-04T22:59:00+02:00"), told.get(0).change().after());
        assertEquals(List.of(3, 0L), List.of(chronicle.of(other).size(), chronicle.leftOut(other)), "of a unit of which little is told everything stays");
        assertTrue(chronicle.closed().weight() <= bytesMax);
        assertEquals(told, chronicle.closed().of(FINAL));
    }

    @Test
    void whatMessagesCarryIsNotHeld() throws Exception {
        recorder.take(result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79")));
        Chronicle chronicle = new Chronicle();
        recorder.events(ID).forEach(chronicle::tell);
        assertTrue(chronicle.weight() < recorder.board().get(ID).orElseThrow().state().weight() + chronicle.closed().weight());
    }
}
