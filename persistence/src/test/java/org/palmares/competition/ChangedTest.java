package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.EditUnit;

/** When a unit was changed last: what numbers the versions of an entry in people's calendars. */
class ChangedTest extends Deciding {

    private static final String ONE = unit(1, "").code().value();
    private static final String TWO = unit(2, "").code().value();

    private Stamp changed(String unit) {
        return state.changed(unit).orElseThrow();
    }

    private void later() {
        now = now.plusSeconds(60);
    }

    @Test
    void itGrowsWithTheUnitsOwnChangesOnly() {
        take(units(1, true, unit(1, "A"), unit(2, "A")));
        Stamp first = changed(ONE);
        for (int version = 2; version < 9; version++) {
            later();
            take(units(version, true, unit(1, "A"), unit(2, "V" + version)));
            assertEquals(first, changed(ONE), "it was only said again, " + version);
            assertEquals(state.clock(), changed(TWO));
        }
        assertEquals(Optional.empty(), state.changed(unit(3, "").code().value()));
    }

    @Test
    void itGrowsWithWhatAPersonChanges() {
        take(units(1, true, unit(1, "A"), unit(2, "A")));
        Stamp other = changed(TWO);
        later();
        edit(UnitEdit.Holding.LEAVES, "B", false);
        assertEquals(state.clock(), changed(ONE));
        assertEquals(other, changed(TWO));
    }

    private void edit(UnitEdit.Holding holding, String venue, boolean settles) {
        later();
        Map<UnitField, String> set = venue.isEmpty() ? Map.of() : Map.of(UnitField.VENUE, venue);
        take(new EditUnit(
                ONE, new TreeMap<>(set), holding, Optional.empty(), settles, new Authorship("ana", "key", "", Authorship.Cause.PERSON, "k" + now, "", "")));
    }

    @Test
    void itDoesNotGrowWithAHoldAReleaseOrASettlementThatLeavesTheUnitAsItIs() {
        take(units(1, true, unit(1, "A")));
        edit(UnitEdit.Holding.LEAVES, "B", false);
        Stamp moved = changed(ONE);
        edit(UnitEdit.Holding.HOLDS, "", false);
        assertEquals(moved, changed(ONE));
        edit(UnitEdit.Holding.RELEASES, "", false);
        assertEquals(moved, changed(ONE));
        edit(UnitEdit.Holding.LEAVES, "B", true);
        assertEquals(moved, changed(ONE));
    }

    @Test
    void itGrowsWithAReleaseThatLetsAFeedsWordTakeEffect() {
        take(units(1, true, unit(1, "A")));
        edit(UnitEdit.Holding.HOLDS, "", false);
        later();
        take(units(2, true, unit(1, "C")));
        Stamp held = changed(ONE);
        edit(UnitEdit.Holding.RELEASES, "", false);
        assertEquals("C", venue(1));
        assertEquals(state.clock(), changed(ONE));
        assertTrue(changed(ONE).compareTo(held) > 0);
    }

    @Test
    void itDoesNotGrowWithAWordThatNeverCounts() {
        take(units(2, false, unit(1, "B")));
        Stamp told = changed(ONE);
        later();
        take(units(1, false, unit(1, "A")));
        assertEquals(List.of("B", 2), List.of(venue(1), state.units().claims().get(ONE).size()));
        assertEquals(told, changed(ONE));
    }

    @Test
    void itGrowsWhenAMessageIsTakenBack() {
        take(units(1, true, unit(1, "A")));
        later();
        take(units(2, false, unit(1, "B")));
        Stamp told = changed(ONE);
        later();
        CompetitionCommand.RecordDocument update = units(2, false, unit(1, "B"));
        take(new CompetitionCommand.VoidDocument(update.document().key(), 1, 0, Request.NONE, "a mistake"));
        assertEquals("A", venue(1));
        assertTrue(changed(ONE).compareTo(told) > 0);
    }

    @Test
    void whoHeardTheSameWordTwiceAgreesOnIt() {
        take(units(1, true, unit(1, "A")));
        CompetitionEvent.Origin origin = new CompetitionEvent.Origin(PARIS, 2, state.clock().next(new Moment(now, PARIS)));
        Provenance by = new Provenance(units(2, false).document().key(), stamp(2, 2, "h2"), false, origin.accepted());
        Entries plain = new Entries(Set.of(), List.of(unit(1, "A")), List.of(), List.of(), List.of(), Set.of());
        CompetitionEvent knowing = new CompetitionEvent.EntriesRecorded(origin, by, plain.after(state.units()), Request.NONE);
        CompetitionEvent unknowing = new CompetitionEvent.EntriesRecorded(
                new CompetitionEvent.Origin(new ReplicaId("madrid"), 1, origin.accepted()), by, plain, Request.NONE);
        Competition one = Evolver.apply(Evolver.apply(state, knowing), unknowing);
        Competition other = Evolver.apply(Evolver.apply(state, unknowing), knowing);
        assertEquals(one, other);
        assertEquals(changed(ONE), one.changed(ONE).orElseThrow(), "nothing changed");
    }
}
