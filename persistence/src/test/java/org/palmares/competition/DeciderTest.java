package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.Entries.Kind;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

class DeciderTest extends Deciding {

    @Test
    void aHigherVersionReplacesAndALowerOneIsStale() {
        assertEquals(Outcome.APPLIED, take(result(7, "a", false)));
        assertEquals(Outcome.STALE, take(result(6, "b", false)));
        assertEquals(7, state.document(RESULT).orElseThrow().version());
        assertEquals(Outcome.APPLIED, take(result(8, "c", false)));
        assertEquals(8, state.document(RESULT).orElseThrow().version());
    }

    @Test
    void theSameVersionAgainIsADuplicateAndWithOtherContentRefused() {
        take(result(1, "a", false));
        assertEquals(Outcome.DUPLICATE, take(result(1, "a", false)));
        Decision.Rejected rejected = assertInstanceOf(Decision.Rejected.class, decide(result(1, "b", false)));
        assertEquals(new Rejection.VersionConflict(RESULT, 1), rejected.rejection());
    }

    @Test
    void ofAnUpdateTheHigherVersionCountsWhateverTheClocksSay() {
        assertEquals(Outcome.APPLIED, take(units(5, false, unit(1, "NEW"))));
        assertEquals(Outcome.STALE, take(units(4, false, unit(1, "OLD"))));
        assertEquals(Outcome.APPLIED, take(units(3, false, unit(2, "OTHER"))));
        assertEquals(Outcome.APPLIED, take(schedule("DT_SCHEDULE_UPDATE", stamp(1, 6, "h6"), unit(1, "NEWEST"))));
        assertEquals("NEWEST", venue(1));
        assertEquals(2, state.units().entries().size());
    }

    @Test
    void aFullScheduleMakesEarlierUpdatesVoid() {
        take(units(5, false, unit(1, "A"), unit(2, "A")));
        assertEquals(Outcome.APPLIED, take(units(6, true, unit(1, "B"))));
        assertEquals(Set.of(unit(1, "").code().value()), state.units().entries().keySet());
        assertEquals(Outcome.STALE, take(units(4, false, unit(3, "A"))));
        assertEquals(1, state.units().entries().size());
    }

    @Test
    void aRepeatedFullScheduleDoesNotTakeBackWhatAnUpdateChanged() {
        take(schedule("DT_SCHEDULE", stamp(0, 1, "full"), unit(1, "14:00")));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(60, 1, "update"), unit(1, "15:00")));
        assertEquals(Outcome.DUPLICATE, take(schedule("DT_SCHEDULE", stamp(120, 1, "full"), unit(1, "14:00"))));
        assertEquals("15:00", venue(1));
    }

    @Test
    void aRepeatIsAnsweredWithTheMessageAsItWasRecordedFirst() {
        take(schedule("DT_SCHEDULE", stamp(0, 1, "full"), unit(1, "A")));
        Provenance first = state.units().full().get(0);
        now = now.plusSeconds(3600);
        Decision.Accepted again = (Decision.Accepted) decide(schedule("DT_SCHEDULE", stamp(120, 1, "full"), unit(1, "A")));
        assertEquals(Optional.of(first), again.result().recorded());
        RecordEntries slice = new RecordEntries(first, new Entries(Set.of(Kind.UNITS), List.of(unit(1, "A")), List.of(), List.of(), List.of(), Set.of()), Request.NONE);
        assertEquals(Outcome.DUPLICATE, take(slice));
    }

    @Test
    void aNewVersionOfAFullScheduleCountsThoughItsClockWasSetBack() {
        take(schedule("DT_SCHEDULE", stamp(30, 1, "one"), unit(1, "A"), unit(2, "A")));
        assertEquals(Outcome.APPLIED, take(schedule("DT_SCHEDULE", stamp(10, 2, "two"), unit(1, "B"))));
        assertEquals("B", venue(1));
        assertEquals("none", venue(2));
        assertEquals(Outcome.APPLIED, take(schedule("DT_SCHEDULE_UPDATE", stamp(20, 1, "u"), unit(1, "C"))));
        assertEquals("C", venue(1), "what was replaced has no effect left, its time neither");
    }

    @Test
    void anUpdateMadeAfterTheClockWasSetBackIsNotBehindTheFullScheduleBeforeBoth() {
        take(schedule("DT_SCHEDULE", stamp(30, 1, "full"), unit(1, "A")));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(40, 1, "u1"), unit(1, "B")));
        assertEquals(Outcome.APPLIED, take(schedule("DT_SCHEDULE_UPDATE", stamp(10, 2, "u2"), unit(1, "C"))));
        assertEquals("C", venue(1));
    }

    @Test
    void betweenSourcesTheMomentOfAcceptanceCounts() {
        take(schedule("DT_SCHEDULE", stamp(300, 1, "full"), unit(1, "A")));
        now = now.plusSeconds(1);
        SourceStamp tahiti = new SourceStamp("SRF1", stamp(0, 1, "").sent(), 1, "other");
        assertEquals(Outcome.APPLIED, take(schedule("DT_SCHEDULE_UPDATE", tahiti, unit(1, "B"))));
        assertEquals("B", venue(1));
    }

    @Test
    void eachSourceCountsItsOwnUpdatesAndABackupMayRepeatAllElse() {
        take(schedule("DT_SCHEDULE_UPDATE", new SourceStamp("SCH", stamp(0, 1, "").sent(), 1, "a"), unit(1, "A")));
        now = now.plusSeconds(1);
        assertEquals(Outcome.APPLIED, take(schedule("DT_SCHEDULE_UPDATE", new SourceStamp("ATH1", stamp(0, 1, "").sent(), 1, "b"), unit(2, "B"))));
        assertEquals("A", venue(1));
        assertEquals("B", venue(2));
        take(result(3, "same", false));
        SourceStamp backup = new SourceStamp("SCH2", stamp(9, 3, "").sent(), 3, "same");
        assertEquals(Outcome.DUPLICATE, take(new RecordDocument(new OdfDocument(RESULT, backup, ResultStatus.LIVE, false, Content.empty()), Entries.none())));
    }

    @Test
    void noLanguageIsEnglish() {
        assertEquals(new DocumentKey("DT_RESULT", "X", "", "", "ENG"), new DocumentKey("DT_RESULT", "X", "", "", ""));
    }

    @Test
    void aFullMessageTellsHowMuchItRemoves() {
        take(units(1, true, unit(1, "A"), unit(2, "A")));
        Decision.Accepted empty = (Decision.Accepted) decide(units(2, true));
        assertEquals(Map.of(Kind.UNITS, 2), empty.result().removed());
    }

    @Test
    void aUnitThatLostItsStartRemembersWhenItWasPlanned() {
        Unit planned = withStart(Optional.of(OffsetDateTime.parse("2030-08-04T10:00:00+02:00")));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(1, 1, "u1"), planned));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(2, 2, "u2"), unit(1, "A")));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(3, 3, "u3"), unit(1, "B")));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(4, 4, "u4"), unit(1, "B")));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(5, 5, "u5"), unit(1, "B")));
        assertEquals(Optional.empty(), state.units().get(planned.code().value()).orElseThrow().start());
        assertEquals(planned.start(), state.units().lastDated(planned.code().value()).orElseThrow().start());
    }

    private static Unit withStart(Optional<OffsetDateTime> start) {
        Unit unit = unit(1, "A");
        return new Unit(
                unit.code(),
                new Unit.Plan(start, Optional.empty(), false, false, Map.of(), "", "A", "", "", "", ""),
                Unit.Progress.of(ScheduleStatus.SCHEDULED),
                Unit.Facts.NONE);
    }

    @Test
    void aVersionThatTwoDataCentresTookWithDifferentContentIsReported() {
        take(result(1, "a", false));
        Competition elsewhere = Competition.start();
        Decision.Accepted other = (Decision.Accepted)
                Decider.decide(elsewhere, result(1, "b", false), new Moment(now, new ReplicaId("madrid")));
        state = Evolver.apply(state, other.events().get(0));

        assertEquals(List.of(1L), state.documents().get(RESULT).conflicts());
    }

    @Test
    void stampsNeverGoBackWhenTheClockDoes() {
        take(result(1, "a", false));
        Stamp first = state.clock();
        now = now.minusSeconds(3600);
        take(result(2, "b", false));
        assertTrue(state.clock().compareTo(first) > 0);
    }

    @Test
    void thePositionShowsOnlyWhatHasNoGap() {
        ReplicaId madrid = new ReplicaId("madrid");
        Position position = Position.start().with(PARIS, 1).with(PARIS, 2).with(madrid, 1).with(PARIS, 4);
        assertEquals("p2-m1", position.toString());
        assertTrue(position.hasGap());
        assertEquals("p4-m1", position.with(PARIS, 3).toString());
        assertEquals("0", Position.start().toString());
    }
}
