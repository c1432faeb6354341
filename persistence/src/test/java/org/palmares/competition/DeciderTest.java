package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.Entries.Kind;
import org.palmares.odf.ResultStatus;
import org.palmares.odf.Rsc;
import org.palmares.odf.ScheduleStatus;
import org.palmares.odf.Unit;

class DeciderTest {

    private static final ReplicaId PARIS = new ReplicaId("paris");
    private static final DocumentKey RESULT = new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-000100--", "", "", "");

    private static final String DISCIPLINE = "ATH-------------------------------";

    private Competition state = Competition.start();
    private Instant now = Instant.parse("2030-08-04T10:00:00Z");

    private Outcome take(CompetitionCommand command) {
        Decision.Accepted accepted = assertInstanceOf(Decision.Accepted.class, decide(command));
        accepted.events().forEach(event -> state = Evolver.apply(state, event));
        return accepted.outcome();
    }

    private Decision decide(CompetitionCommand command) {
        return Decider.decide(state, command, new Moment(now, PARIS));
    }

    private static SourceStamp stamp(int minute, long version, String hash) {
        return new SourceStamp("SCH", Instant.parse("2030-08-04T12:00:00Z").plusSeconds(60L * minute), version, hash);
    }

    private static RecordDocument result(long version, String hash, boolean withdrawn) {
        SourceStamp stamp = stamp(0, version, hash);
        return new RecordDocument(new OdfDocument(RESULT, stamp, ResultStatus.LIVE, withdrawn, Content.empty()), Entries.none());
    }

    private static Unit unit(int number, String venue) {
        return new Unit(
                new Rsc("ATHM100M--------------FNL-000" + number + "00--"), "3", "", ScheduleStatus.SCHEDULED, Optional.empty(), Optional.empty(),
                false, false, Optional.empty(), Optional.empty(), "", 0, venue, "", "", "", "", "", Map.of(), Map.of(), List.of());
    }

    private static RecordDocument units(int minute, boolean full, Unit... units) {
        return schedule(full ? "DT_SCHEDULE" : "DT_SCHEDULE_UPDATE", stamp(minute, minute, "h" + minute), units);
    }

    private static RecordDocument schedule(String type, SourceStamp stamp, Unit... units) {
        Set<Kind> replaced = type.endsWith("_UPDATE") ? Set.of() : EnumSet.of(Kind.UNITS);
        DocumentKey key = new DocumentKey(type, DISCIPLINE, "", "", "", stamp.source());
        return new RecordDocument(
                new OdfDocument(key, stamp, ResultStatus.NONE, false, Content.empty()),
                new Entries(replaced, List.of(units), List.of(), List.of(), List.of(), Set.of()));
    }

    private String venue(int number) {
        return state.units().get(unit(number, "").code().value()).map(Unit::venue).orElse("none");
    }

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
    void aWithdrawalTakesTheDocumentBackEvenWithItsOwnVersion() {
        take(result(3, "a", false));
        assertEquals(Outcome.WITHDRAWN, take(result(3, "w", true)));
        assertTrue(state.document(RESULT).isEmpty());
        assertEquals(Outcome.APPLIED, take(result(4, "b", false)));
        assertEquals(4, state.document(RESULT).orElseThrow().version());
    }

    @Test
    void onlyTheNewestVersionsAreKept() {
        for (int version = 1; version <= 10; version++) {
            take(result(version, "v" + version, false));
        }
        assertEquals(
                List.of(10L, 9L, 8L, 7L), state.documents().get(RESULT).newestFirst().stream().map(OdfDocument::version).toList());
        assertEquals(Limits.DOCUMENT_VERSIONS_KEPT, state.documents().get(RESULT).newestFirst().size());
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
        RecordEntries slice = new RecordEntries(first, new Entries(Set.of(Kind.UNITS), List.of(unit(1, "A")), List.of(), List.of(), List.of(), Set.of()));
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
    void aWithdrawnUpdateIsAsIfItHadNotBeenSent() {
        take(schedule("DT_SCHEDULE", stamp(0, 1, "full"), unit(1, "A")));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(1, 1, "u1"), unit(1, "B")));
        take(schedule("DT_SCHEDULE_UPDATE", stamp(2, 2, "u2"), unit(1, "C")));
        DocumentKey key = new DocumentKey("DT_SCHEDULE_UPDATE", DISCIPLINE, "", "", "", "SCH");
        OdfDocument withdrawal = new OdfDocument(key, stamp(3, 2, "w"), ResultStatus.NONE, true, Content.empty());
        assertEquals(Outcome.WITHDRAWN, take(new RecordDocument(withdrawal, Entries.none())));
        assertEquals("B", venue(1));
    }

    @Test
    void aVersionThatOperationsTookBackIsOutOfForceAndAnyVersionMayFollow() {
        take(result(1, "a", false));
        take(result(999_999_999, "typing error", false));
        assertEquals(Outcome.STALE, take(result(2, "b", false)));
        CompetitionCommand voids = new CompetitionCommand.VoidDocument(RESULT, 0, 999_999_999, "ops", "a typing error");
        assertEquals(Outcome.APPLIED, take(voids));
        assertEquals(1, state.document(RESULT).orElseThrow().version());
        assertEquals(Outcome.APPLIED, take(result(2, "b", false)));
        assertEquals(2, state.document(RESULT).orElseThrow().version());
        assertEquals(Outcome.DUPLICATE, take(voids), "a repeated order takes nothing more back");
        assertEquals(Outcome.DUPLICATE, take(result(999_999_999, "typing error", false)), "a repeat changes nothing");
        assertEquals(2, state.document(RESULT).orElseThrow().version());
    }

    @Test
    void aScheduleThatIsTakenOutOfForceGivesWayToTheOneBefore() {
        take(schedule("DT_SCHEDULE", stamp(0, 1, "one"), unit(1, "A")));
        take(schedule("DT_SCHEDULE", stamp(90_000_000, 2, "of 2204"), unit(2, "X")));
        assertEquals(Outcome.STALE, take(schedule("DT_SCHEDULE_UPDATE", stamp(5, 1, "u"), unit(1, "B"))));
        DocumentKey key = new DocumentKey("DT_SCHEDULE", DISCIPLINE, "", "", "");
        take(new CompetitionCommand.VoidDocument(key, 0, 2, "ops", "wrong date"));
        assertEquals("B", venue(1));
        assertEquals("none", venue(2));
    }

    @Test
    void aCounterThatStartedAgainGoesOnFromItsBeginning() {
        take(result(500, "a", false));
        take(new CompetitionCommand.VoidDocument(RESULT, 0, 501, "ops", "the database was set up anew"));
        assertEquals(500, state.document(RESULT).orElseThrow().version());
        assertEquals(Outcome.APPLIED, take(result(1, "b", false)));
        assertEquals(1, state.document(RESULT).orElseThrow().version());
        for (int version = 2; version < 9; version++) {
            assertEquals(Outcome.APPLIED, take(result(version, "c" + version, false)));
        }
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
                unit.code(), "3", "", ScheduleStatus.SCHEDULED, start, Optional.empty(), false, false, Optional.empty(), Optional.empty(), "", 0, "A", "", "",
                "", "", "", Map.of(), Map.of(), List.of());
    }

    @Test
    void aCompetitionHasABoundInBytesAndWhatReplacesSomethingLargerIsTaken() {
        byte[] noise = new byte[900_000];
        new java.util.Random(7).nextBytes(noise);
        int taken = 0;
        Decision last = null;
        for (int i = 0; i < 20 && !(last instanceof Decision.Rejected); i++) {
            DocumentKey key = new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-0001" + (10 + i) + "--", "", "", "");
            last = decide(new RecordDocument(new OdfDocument(key, stamp(0, 1, "n" + i), ResultStatus.LIVE, false, Content.of(noise)), Entries.none()));
            if (last instanceof Decision.Accepted accepted) {
                accepted.events().forEach(event -> state = Evolver.apply(state, event));
                taken++;
            }
        }
        assertEquals(new Rejection.TooMany("bytes", Limits.BYTES_MAX), assertInstanceOf(Decision.Rejected.class, last).rejection());
        assertEquals(13, taken);
        assertTrue(state.weight() <= Limits.BYTES_MAX);
    }

    @Test
    void largeVersionsOfADocumentDoNotPileUp() {
        for (int version = 1; version <= 8; version++) {
            byte[] noise = new byte[600_000];
            new java.util.Random(version).nextBytes(noise);
            take(new RecordDocument(new OdfDocument(RESULT, stamp(0, version, "v" + version), ResultStatus.LIVE, false, Content.of(noise)), Entries.none()));
        }
        assertEquals(1, state.documents().get(RESULT).newestFirst().size());
        assertEquals(8, state.document(RESULT).orElseThrow().version());
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

    @Test
    void moreDocumentsThanTheLimitAreRefused() {
        take(result(1, "a", false));
        java.util.SortedMap<DocumentKey, DocumentVersions> full = new java.util.TreeMap<>();
        DocumentVersions versions = state.documents().values().iterator().next();
        for (int i = 0; i < Limits.DOCUMENTS_MAX; i++) {
            full.put(new DocumentKey("DT_X", "code" + i, "", "", ""), versions);
        }
        state = new Competition(
                state.position(), state.clock(), full, state.voids(), state.units(), state.sessions(), state.participants(), state.teams(), state.members());
        Decision.Rejected rejected = assertInstanceOf(Decision.Rejected.class, decide(result(1, "a", false)));
        assertEquals(new Rejection.TooMany("documents", Limits.DOCUMENTS_MAX), rejected.rejection());
    }
}
