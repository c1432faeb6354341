package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
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
        return new SourceStamp(LocalDateTime.of(2030, 8, 4, 12, minute), version, hash);
    }

    private static RecordDocument result(long version, String hash, boolean withdrawn) {
        SourceStamp stamp = stamp(0, version, hash);
        return new RecordDocument(new OdfDocument(RESULT, stamp, ResultStatus.LIVE, withdrawn, Content.empty()), Entries.none(stamp));
    }

    private static Unit unit(int number, String venue) {
        return new Unit(
                new Rsc("ATHM100M--------------FNL-000" + number + "00--"), "3", "", ScheduleStatus.SCHEDULED, Optional.empty(), Optional.empty(),
                false, false, Optional.empty(), Optional.empty(), "", 0, venue, "", "", "", "", "", Map.of(), Map.of(), List.of());
    }

    private static RecordEntries units(int minute, boolean full, Unit... units) {
        Set<Kind> replaced = full ? EnumSet.of(Kind.UNITS) : Set.of();
        return new RecordEntries(
                new Entries(stamp(minute, minute, "h" + minute), replaced, List.of(units), List.of(), List.of(), List.of(), Set.of()));
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
    void updatesCountByWhenTheyWereSentNotByWhenTheyCame() {
        assertEquals(Outcome.APPLIED, take(units(5, false, unit(1, "NEW"))));
        assertEquals(Outcome.STALE, take(units(4, false, unit(1, "OLD"))));
        assertEquals(Outcome.APPLIED, take(units(3, false, unit(2, "OTHER"))));
        assertEquals("NEW", state.units().get(unit(1, "").code().value()).orElseThrow().venue());
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
    void aSliceSentAgainChangesNothing() {
        take(units(5, true, unit(1, "A")));
        Competition before = state;
        now = now.plusSeconds(60);
        assertEquals(Outcome.DUPLICATE, take(units(5, true, unit(1, "A"))));
        assertEquals(before, state);
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
        Map<DocumentKey, DocumentVersions> full = new java.util.TreeMap<>();
        DocumentVersions versions = state.documents().values().iterator().next();
        for (int i = 0; i < Limits.DOCUMENTS_MAX; i++) {
            full.put(new DocumentKey("DT_X", "code" + i, "", "", ""), versions);
        }
        state = new Competition(
                state.position(), state.clock(), full, state.units(), state.sessions(), state.participants(), state.teams(), state.members());
        Decision.Rejected rejected = assertInstanceOf(Decision.Rejected.class, decide(result(1, "a", false)));
        assertEquals(new Rejection.TooMany("documents", Limits.DOCUMENTS_MAX), rejected.rejection());
    }
}
