package org.palmares.node.schedule.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import java.time.Instant;
import java.util.List;
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
import org.palmares.node.schedule.hold.Hold.Scope;
import org.palmares.node.schedule.hold.Hold.State;
import org.palmares.node.schedule.hold.HoldPlan.Step;

/** Which units have to be held or released, as the holds say. */
class HoldPlanTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", EVENT);
    private static final Instant NOW = Instant.parse("2030-08-04T08:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(60);

    private final Recorder recorder = new Recorder();

    @BeforeEach
    void plan() throws Exception {
        recorder.take(plan(1, unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1")));
    }

    private static byte[] plan(int version, String... more) {
        String all = inSession("ATH07", unit(FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale"));
        return schedule(version, all, String.join("", more));
    }

    private static String inSession(String session, String unit) {
        return unit.replace(" Venue=", " SessionCode=\"" + session + "\" Venue=");
    }

    private static Hold hold(String id, int version, Scope scope, String code, State state, Instant until) {
        return new Hold(id, version, "SG2030", scope, code, state, NOW, until, "ana", "key", "", "storm", List.of());
    }

    private List<String> plan(Instant now, Hold... holds) {
        return HoldPlan.of(recorder.board().of("SG2030"), List.of(holds), now).stream().map(step -> step.unit() + ' ' + step.holding()).sorted().toList();
    }

    private void carryOut(Hold... holds) {
        for (Step step : HoldPlan.of(recorder.board().of("SG2030"), List.of(holds), NOW)) {
            recorder.decide(step.competition(), new EditUnit(step.unit(), new TreeMap<>(), step.holding(), Optional.empty(), false, step.by()));
        }
    }

    @Test
    void unitsOfWhatIsHeldAreHeldOnce() {
        Hold session = hold("h", 1, Scope.SESSION, "ATH07", State.HELD, null);
        assertEquals(List.of(FINAL + " HOLDS"), plan(NOW, session));
        carryOut(session);
        assertEquals(List.of(), plan(NOW, session));
    }

    @Test
    void aDisciplineIsAllOfItsUnitsAndAUnitIsOne() {
        assertEquals(List.of(FINAL + " HOLDS", HEAT + " HOLDS"), plan(NOW, hold("h", 1, Scope.DISCIPLINE, "ATH", State.HELD, null)));
        assertEquals(List.of(HEAT + " HOLDS"), plan(NOW, hold("h", 1, Scope.UNIT, HEAT, State.HELD, null)));
    }

    @Test
    void whatComesIntoTheSessionLaterIsHeldToo() throws Exception {
        Hold session = hold("h", 1, Scope.SESSION, "ATH07", State.HELD, null);
        carryOut(session);
        recorder.take(plan(2, inSession("ATH07", unit(HEAT, "2030-08-04T20:00:00+02:00", "Heat 1", "Série 1"))));
        assertEquals(List.of(HEAT + " HOLDS"), plan(NOW, session));
    }

    @Test
    void whatIsReleasedOrOverIsReleasedUnlessAnotherHoldsItStill() {
        Hold session = hold("h", 1, Scope.SESSION, "ATH07", State.HELD, SOON);
        Hold released = hold("h", 2, Scope.SESSION, "ATH07", State.RELEASED, null);
        Hold discipline = hold("d", 1, Scope.DISCIPLINE, "ATH", State.HELD, null);
        carryOut(session);
        assertEquals(List.of(FINAL + " RELEASES"), plan(NOW, released));
        assertEquals(List.of(FINAL + " RELEASES"), plan(SOON, session));
        assertEquals(List.of(HEAT + " HOLDS"), plan(NOW, released, discipline));
    }

    @Test
    void whoHasNotHeardOfAHoldYetDoesNotReleaseWhatItHolds() {
        carryOut(hold("h", 3, Scope.UNIT, FINAL, State.HELD, null));
        assertEquals(List.of(), plan(NOW));
        assertEquals(List.of(), plan(NOW, hold("h", 2, Scope.UNIT, FINAL, State.RELEASED, null)), "an older version says nothing of a newer");
        assertEquals(List.of(FINAL + " RELEASES"), plan(NOW, hold("h", 4, Scope.UNIT, FINAL, State.RELEASED, null)));
    }

    /** It held all again, and released them when it heard. */
    @Test
    void whoHasNotHeardOfAReleaseYetDoesNotHoldWhatItReleased() {
        Hold held = hold("h", 1, Scope.UNIT, FINAL, State.HELD, null);
        carryOut(held);
        carryOut(hold("h", 2, Scope.UNIT, FINAL, State.RELEASED, null));
        assertEquals(List.of(), plan(NOW, held));
        assertEquals(List.of(FINAL + " HOLDS"), plan(NOW, held, hold("d", 1, Scope.DISCIPLINE, "ATH", State.HELD, null)).stream().filter(step -> step.startsWith(FINAL)).toList());
        assertEquals(List.of(FINAL + " HOLDS"), plan(NOW, hold("h", 3, Scope.UNIT, FINAL, State.HELD, null)));
    }

    @Test
    void aUnitThatAPersonTookOutOfTheSessionIsReleased() {
        Hold session = hold("h", 1, Scope.SESSION, "ATH07", State.HELD, null);
        carryOut(session);
        TreeMap<UnitField, String> elsewhere = new TreeMap<>();
        elsewhere.put(UnitField.SESSION, "ATH08");
        recorder.decide(ID, new EditUnit(
                FINAL, elsewhere, Holding.LEAVES, Optional.empty(), false, new Authorship(
                        "ben", "key", "", Authorship.Cause.PERSON, "", "", "")));
        assertEquals(List.of(FINAL + " RELEASES"), plan(NOW, session));
    }
}
