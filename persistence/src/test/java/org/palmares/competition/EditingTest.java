package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.EditUnit.Basis;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.protocol.odf.Unit;

/** What people change, beside what feeds say of the same units (docs/decisions/0014). */
class EditingTest extends Deciding {

    private static final String UNIT = unit(1, "").code().value();
    private int keys;

    private EditUnit edit(String who, UnitField field, String value) {
        return edit(who, Map.of(field, value), Holding.LEAVES, Optional.empty(), false);
    }

    private EditUnit edit(String who, Map<UnitField, String> set, Holding holding, Optional<Revision> base, boolean settles) {
        Authorship by = new Authorship(who, "key", "rain", Authorship.Cause.PERSON, "key-" + ++keys, "", "");
        return new EditUnit(UNIT, new TreeMap<>(set), holding, base.map(Basis::required), settles, by);
    }

    private EditUnit hold(Holding holding) {
        return edit("Ada", Map.of(), holding, Optional.empty(), false);
    }

    private Unit now() {
        return state.timetable().get(UNIT).value();
    }

    private Revision revision() {
        return state.revision(UNIT).orElseThrow();
    }

    @Test
    void aPersonChangesWhatItNamesAndNothingElse() {
        take(units(1, true, unit(1, "A"), unit(2, "A")));
        take(edit("Ada", UnitField.START, "2030-08-04T21:55:00+02:00"));

        assertEquals("2030-08-04T21:55+02:00", now().start().orElseThrow().toString());
        assertEquals("A", now().venue());
        assertEquals("A", state.timetable().get(unit(2, "").code().value()).value().venue());
        assertEquals(List.of(), state.conflicts(UNIT));
        assertEquals("Ada", state.edits(UNIT).newestFirst().get(0).by().name());
    }

    @Test
    void aFeedThatSaysTheSameAgainDoesNotUndoIt() {
        take(units(1, true, unit(1, "A")));
        take(edit("Ada", UnitField.VENUE, "B"));
        take(units(2, true, unit(1, "A")));
        assertEquals("B", now().venue());
        assertEquals(List.of(), state.conflicts(UNIT));
    }

    @Test
    void aFeedThatSaysSomethingNewDoesAndBothStandInTheList() {
        take(units(1, true, unit(1, "A")));
        take(edit("Ada", UnitField.VENUE, "B"));
        take(units(2, true, unit(1, "C")));
        assertEquals("C", now().venue());

        Conflict conflict = state.conflicts(UNIT).get(0);
        assertEquals(Map.of(UnitField.VENUE, "C"), conflict.feed());
        assertEquals("B", conflict.edit().values().get(UnitField.VENUE));
        assertTrue(conflict.overruled());

        take(edit("Ada", Map.of(UnitField.VENUE, "B"), Holding.LEAVES, Optional.empty(), true));
        assertEquals("B", now().venue());
        assertEquals(List.of(), state.conflicts(UNIT));
        take(units(3, true, unit(1, "C")));
        assertEquals("B", now().venue(), "it says again what was overruled");
    }

    @Test
    void whileAUnitIsHeldFeedsWaitAndTheirWordTakesEffectWhenItIsReleased() {
        take(units(1, true, unit(1, "A")));
        take(hold(Holding.HOLDS));
        assertTrue(state.edits(UNIT).isHeld());
        take(units(2, true, unit(1, "C")));
        assertEquals("A", now().venue());
        assertEquals(Map.of(UnitField.VENUE, "C"), state.conflicts(UNIT).get(0).feed(), "it is kept, and shown");

        take(hold(Holding.RELEASES));
        assertFalse(state.edits(UNIT).isHeld());
        assertEquals("C", now().venue());
        assertEquals(List.of(), state.conflicts(UNIT));
    }

    @Test
    void aHeldUnitCanBeChangedByPeople() {
        take(units(1, true, unit(1, "A")));
        take(hold(Holding.HOLDS));
        take(edit("Bo", UnitField.VENUE, "B"));
        take(units(2, true, unit(1, "C")));
        assertEquals("B", now().venue());
        take(hold(Holding.RELEASES));
        assertEquals("C", now().venue(), "the feed said it later");
        assertTrue(state.conflicts(UNIT).get(0).overruled());
    }

    @Test
    void anEditOfAnOutdatedViewIsRefusedAndSaysWhatChangedAndByWhom() {
        take(units(1, true, unit(1, "A")));
        Revision seen = revision();
        take(edit("Ada", UnitField.VENUE, "B"));

        Decision.Rejected rejected = assertInstanceOf(
                Decision.Rejected.class, decide(edit("Bo", Map.of(UnitField.VENUE, "D"), Holding.LEAVES, Optional.of(seen), false)));
        Rejection.Outdated outdated = assertInstanceOf(Rejection.Outdated.class, rejected.rejection());
        assertEquals("Ada", outdated.since().get(0).by().name());
        assertFalse(outdated.feed());
        assertEquals(revision(), outdated.now());
        take(edit("Bo", Map.of(UnitField.VENUE, "D"), Holding.LEAVES, Optional.of(revision()), false));
        assertEquals("D", now().venue());
    }

    @Test
    void aMessageThatSaysTheSameLeavesTheRevision() {
        take(units(1, true, unit(1, "A")));
        Revision seen = revision();
        take(units(2, true, unit(1, "A")));
        take(edit("Bo", Map.of(UnitField.VENUE, "D"), Holding.LEAVES, Optional.of(seen), false));
        assertEquals("D", now().venue());
        assertEquals(Optional.of(revision()), Revision.parse(revision().toString()));
        assertEquals(Optional.empty(), Revision.parse("\"nonsense\""));
    }

    /** Each in a data centre that does not see the other. */
    @Test
    void twoWhoDoNotKnowOfEachOtherBothGetAnAnswerAndTheLaterWinsEverywhere() {
        take(units(1, true, unit(1, "A")));
        Competition madrid = state;
        take(edit("Ada", UnitField.VENUE, "B"));
        now = now.plusSeconds(5);
        Decision.Accepted later = (Decision.Accepted)
                Decider.decide(madrid, edit("Bo", UnitField.VENUE, "C"), new Moment(now, new ReplicaId("madrid")));
        Competition there = Evolver.apply(madrid, later.events().get(0));
        assertEquals(state.merge(there), there.merge(state));
        state = state.merge(there);
        assertEquals("C", now().venue());

        Conflict conflict = state.conflicts(UNIT).get(0);
        assertEquals("Bo", conflict.edit().by().name());
        assertEquals("Ada", conflict.other().orElseThrow().by().name());
        take(edit("Cy", UnitField.START, "2030-08-04T21:00+02:00"));
        assertEquals(1, state.conflicts(UNIT).size(), "nobody has settled it");
        take(edit("Cy", Map.of(UnitField.VENUE, "B"), Holding.LEAVES, Optional.empty(), true));
        assertEquals("B", now().venue());
        assertEquals(List.of(), state.conflicts(UNIT));
    }

    /** Of two who ask in different cities, the later comes to the competition a moment after the first, before its city has heard of that. */
    @Test
    void whoAsksWhereTheOthersChangeIsNotKnownYetDoesNotKnowOfIt() {
        take(units(1, true, unit(1, "A")));
        Revision seen = revision();
        take(edit("Ada", UnitField.VENUE, "B"));
        EditUnit late = edit("Bo", UnitField.VENUE, "C");
        take(new EditUnit(UNIT, late.set(), Holding.LEAVES, Optional.of(Basis.seen(seen)), false, late.by()));

        assertEquals("C", now().venue(), "the later");
        Conflict conflict = state.conflicts(UNIT).get(0);
        assertEquals(List.of("Bo", "Ada"), List.of(conflict.edit().by().name(), conflict.other().orElseThrow().by().name()));
        EditUnit knows = edit("Cy", UnitField.VENUE, "D");
        take(new EditUnit(UNIT, knows.set(), Holding.LEAVES, Optional.of(Basis.seen(revision())), true, knows.by()));
        assertEquals(List.of(), state.conflicts(UNIT));
    }

    @Test
    void whoHoldsAUnitAsItIsHasNotSettledWhatOthersSaid() {
        take(units(1, true, unit(1, "A")));
        take(edit("Ada", UnitField.VENUE, "B"));
        take(units(2, true, unit(1, "C")));
        assertTrue(state.conflicts(UNIT).get(0).overruled());
        take(hold(Holding.HOLDS));

        assertEquals("C", now().venue(), "it is held as it is");
        assertEquals(List.of("Ada", "B"), List.of(state.conflicts(UNIT).get(0).edit().by().name(), state.conflicts(UNIT).get(0).edit().values().get(UnitField.VENUE)));
        take(hold(Holding.RELEASES));
        assertEquals(1, state.conflicts(UNIT).size());
        take(edit("Bo", Map.of(UnitField.VENUE, "C"), Holding.LEAVES, Optional.empty(), true));
        assertEquals(List.of(), state.conflicts(UNIT));
    }

    @Test
    void theSameRequestAgainIsTheSameAlsoWhereItsFirstTimeBroughtMoreWithIt() {
        take(units(1, true, unit(1, "A")));
        EditUnit postponed = edit("Ada", Map.of(UnitField.STATUS, "POSTPONED", UnitField.START, "", UnitField.END, ""), Holding.LEAVES, Optional.empty(), false);
        take(postponed);
        // Now there is no start any more that would have to go.
        EditUnit again = new EditUnit(UNIT, new TreeMap<>(Map.of(UnitField.STATUS, "POSTPONED")), Holding.LEAVES, Optional.empty(), false, postponed.by());
        assertEquals(Outcome.DUPLICATE, ((Decision.Accepted) decide(again)).outcome());
    }

    @Test
    void thereIsAlwaysRoomForResultsAndForReleasing() {
        take(units(1, true, IntStream.range(10, 100).mapToObj(number -> unit(number, "A")).toArray(Unit[]::new)));
        String reason = "x".repeat(Limits.EDIT_TEXT_MAX);
        Decision last = null;
        for (int i = 0; !(last instanceof Decision.Rejected) && i < 90 * Limits.EDITS_KEPT; i++) {
            Authorship by = new Authorship("Ada", "key", reason, Authorship.Cause.PERSON, "key-" + i, "", reason);
            last = decide(new EditUnit(
                    unit(10 + i % 90, "").code().value(), new TreeMap<>(Map.of(UnitField.VENUE, "V" + i)), Holding.LEAVES, Optional.empty(), false, by));
            if (last instanceof Decision.Accepted accepted) {
                accepted.events().forEach(event -> state = Evolver.apply(state, event));
            }
        }
        assertTrue(last instanceof Decision.Rejected, "people do not fill a competition");
        assertTrue(state.weight() < Limits.BYTES_MAX / 2);
        assertTrue(decide(result(1, "v", false)) instanceof Decision.Accepted);
    }

    @Test
    void theSameRequestAgainChangesNothingAndItsKeyIsForNoOther() {
        take(units(1, true, unit(1, "A")));
        EditUnit once = asked("B", "to B");
        take(once);
        Competition before = state;
        assertEquals(Outcome.DUPLICATE, ((Decision.Accepted) decide(once)).outcome());
        assertEquals(before, state);
        assertInstanceOf(Rejection.KeyUsed.class, ((Decision.Rejected) decide(asked("C", "to C"))).rejection());
        assertEquals(Outcome.DUPLICATE, ((Decision.Accepted) decide(asked("B", ""))).outcome(), "by a release that does not say what was asked for");
    }

    private static EditUnit asked(String venue, String request) {
        Authorship by = new Authorship("Ada", "key", "rain", Authorship.Cause.PERSON, "once", request, "");
        return new EditUnit(UNIT, new TreeMap<>(Map.of(UnitField.VENUE, venue)), Holding.LEAVES, Optional.empty(), false, by);
    }

    @Test
    void whoAskedForWhatWasSoAlreadyIsRememberedAndNothingElseComesOfIt() {
        take(units(1, true, unit(1, "A")));
        Revision before = revision();
        Decision.Accepted unchanged = (Decision.Accepted) decide(asked("A", "to A"));
        assertEquals(Outcome.UNCHANGED, unchanged.outcome());
        take(asked("A", "to A"));
        assertEquals(before, revision());
        assertEquals(List.of(), state.conflicts(UNIT));
        assertFalse(state.isOfPeople(UNIT));

        take(edit("Bob", UnitField.VENUE, "B"));
        assertEquals(Outcome.DUPLICATE, ((Decision.Accepted) decide(asked("A", "to A"))).outcome(), "it came again, late: it does not undo what came since");
        assertEquals("B", now().venue());
        assertEquals(List.of(), state.conflicts(UNIT));
        assertEquals(List.of("Bob"), state.outdated(UNIT, before).orElseThrow().since().stream().map(edit -> edit.by().name()).toList());
    }

    @Test
    void whatCannotBeIsRefusedWithItsField() {
        assertInstanceOf(Rejection.UnknownUnit.class, ((Decision.Rejected) decide(edit("Ada", UnitField.VENUE, "B"))).rejection());
        take(units(1, true, unit(1, "A")));
        Map<UnitField, String> backwards = new EnumMap<>(Map.of(UnitField.START, "2030-08-04T21:00+02:00", UnitField.END, "2030-08-04T20:00+02:00"));
        Rejection.Impossible end = assertInstanceOf(
                Rejection.Impossible.class,
                ((Decision.Rejected) decide(edit("Ada", backwards, Holding.LEAVES, Optional.empty(), false))).rejection());
        assertEquals(UnitField.END, end.field());
        assertInstanceOf(Rejection.Impossible.class, ((Decision.Rejected) decide(edit("Ada", UnitField.START, "tomorrow"))).rejection());
        assertEquals(Outcome.UNCHANGED, ((Decision.Accepted) decide(edit("Ada", UnitField.VENUE, "A"))).outcome());
    }

    @Test
    void onlyTheNewestAreRememberedAndNoneThatStillCounts() {
        take(units(1, true, unit(1, "A")));
        take(edit("Ada", UnitField.VENUE, "B"));
        for (int i = 0; i < Limits.EDITS_KEPT + 10; i++) {
            take(edit("Bo", UnitField.ORDER, "order " + i));
        }
        assertEquals(Limits.EDITS_KEPT + 1, state.edits(UNIT).newestFirst().size());
        assertEquals("B", now().venue());
    }
}
