package org.palmares.node.schedule.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Authorship;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.competition.UnitField;
import org.palmares.node.ingest.Recorder;
import org.palmares.protocol.odf.Unit;

/** Conflicts as they are listed: both values whole, whoever said what. */
class UnsettledTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", EVENT);
    private static final ReplicaId PARIS = new ReplicaId("paris");
    private static final ReplicaId MADRID = new ReplicaId("madrid");
    private static final String PLANNED = "2030-08-04T21:55+02:00";

    private Competition known;
    private Instant now = Instant.parse("2030-08-01T08:00:00Z");

    @BeforeEach
    void plan() throws Exception {
        Recorder recorder = new Recorder();
        recorder.take(schedule(1, unit(FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale")));
        known = recorder.board().get(ID).orElseThrow().state();
    }

    /** What {@code who} makes of what is known in {@code state}. */
    private Competition edited(Competition state, ReplicaId where, String who, Map<UnitField, String> set, boolean settles) {
        now = now.plusSeconds(1);
        Authorship by = new Authorship(who, "key", "reason of " + who, Authorship.Cause.PERSON, "", "", "");
        EditUnit edit = new EditUnit(FINAL, new TreeMap<>(set), Holding.LEAVES, Optional.empty(), settles, by);
        Decision.Accepted accepted = (Decision.Accepted) Decider.decide(state, edit, new Moment(now, where));
        return accepted.events().stream().reduce(state, Evolver::apply, (one, other) -> one);
    }

    private Competition bothUnaware(Map<UnitField, String> ana, Map<UnitField, String> ben) {
        return edited(known, PARIS, "ana", ana, false).merge(edited(known, MADRID, "ben", ben, false));
    }

    private static Unit finalIn(Competition state) {
        return state.timetable().get(FINAL).value();
    }

    @Test
    void twoWhoChangeTheSameFieldUnawaresStandAgainstEachOtherAndTheLaterIsInForce() {
        Competition state = bothUnaware(Map.of(UnitField.START, "2030-08-04T22:10+02:00"), Map.of(UnitField.START, "2030-08-04T22:30+02:00"));
        Unsettled conflict = Unsettled.of(state, FINAL).get(0);
        assertEquals(List.of("ben", "ana"), conflict.values().stream().map(said -> said.edit().orElseThrow().by().name()).toList());
        assertEquals(Map.of(UnitField.START, "2030-08-04T22:30+02:00"), conflict.values().get(0).value());
        assertEquals(Map.of(UnitField.START, "2030-08-04T22:10+02:00"), conflict.values().get(1).value());
        assertEquals(Optional.of(0), conflict.inForce(finalIn(state)));
    }

    @Test
    void twoWhoChangeDifferentFieldsAreEachShownWithWhatTheySawOfTheOther() {
        Competition state = bothUnaware(Map.of(UnitField.START, "2030-08-04T22:10+02:00"), Map.of(UnitField.VENUE, "ARE"));
        Unsettled conflict = Unsettled.of(state, FINAL).get(0);
        assertEquals(Map.of(UnitField.START, PLANNED, UnitField.VENUE, "ARE"), conflict.values().get(0).value());
        assertEquals(Map.of(UnitField.START, "2030-08-04T22:10+02:00", UnitField.VENUE, "STA"), conflict.values().get(1).value());
        assertEquals(Optional.empty(), conflict.inForce(finalIn(state)), "the timetable has both changes");
    }

    @Test
    void whatSomebodySawOfAnotherIsWhatWasChangedBefore() {
        known = edited(known, PARIS, "eva", Map.of(UnitField.VENUE, "PAL"), false);
        Competition state = bothUnaware(Map.of(UnitField.START, "2030-08-04T22:10+02:00"), Map.of(UnitField.VENUE, "ARE"));
        assertEquals("PAL", Unsettled.of(state, FINAL).get(0).values().get(1).value().get(UnitField.VENUE));
    }

    @Test
    void itIsTheSameInEveryDataCentreAndAnotherWhenSomethingNewIsSaid() {
        Competition one = bothUnaware(Map.of(UnitField.START, "2030-08-04T22:10+02:00"), Map.of(UnitField.START, "2030-08-04T22:30+02:00"));
        String id = Unsettled.of(one, FINAL).get(0).id();
        assertEquals(id, Unsettled.of(Competition.start().merge(one), FINAL).get(0).id());
        assertEquals(Optional.of(FINAL), Unsettled.unitOf(id));
        Competition later = one.merge(edited(known, new ReplicaId("barcelona"), "eva", Map.of(UnitField.START, "2030-08-04T22:40+02:00"), false));
        assertNotEquals(id, Unsettled.of(later, FINAL).get(0).id());
    }

    @Test
    void whoKnewBothAndSettlesEndsIt() {
        Competition both = bothUnaware(Map.of(UnitField.START, "2030-08-04T22:10+02:00"), Map.of(UnitField.START, "2030-08-04T22:30+02:00"));
        Competition settled = edited(both, PARIS, "eva", Map.of(UnitField.START, "2030-08-04T22:10+02:00"), true);
        assertEquals(List.of(), Unsettled.of(settled, FINAL));
        assertEquals("2030-08-04T22:10+02:00", UnitField.START.of(finalIn(settled)));
    }
}
