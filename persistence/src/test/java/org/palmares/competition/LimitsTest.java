package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.Entries.Kind;
import org.palmares.protocol.odf.ResultStatus;

/** The state of a competition does not grow without end. */
class LimitsTest extends Deciding {

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
    void moreDocumentsThanTheLimitAreRefused() {
        take(result(1, "a", false));
        java.util.SortedMap<DocumentKey, DocumentVersions> full = new java.util.TreeMap<>();
        DocumentVersions versions = state.documents().values().iterator().next();
        for (int i = 0; i < Limits.DOCUMENTS_MAX; i++) {
            full.put(new DocumentKey("DT_X", "code" + i, "", "", ""), versions);
        }
        state = new Competition(
                state.position(), state.clock(), full, state.voids(), state.units(), state.edits(), state.timetable(), state.sessions(), state.participants(), state.teams(), state.members());
        Decision.Rejected rejected = assertInstanceOf(Decision.Rejected.class, decide(result(1, "a", false)));
        assertEquals(new Rejection.TooMany("documents", Limits.DOCUMENTS_MAX), rejected.rejection());
    }

    @Test
    void anUpdateOlderThanAllThatIsKeptIsNotWrittenAtEachRepeat() {
        DocumentKey key = new DocumentKey("DT_SCHEDULE_UPDATE", DISCIPLINE, "", "", "", "SCH");
        byte[] noise = new byte[600_000];
        new java.util.Random(7).nextBytes(noise);
        RecordDocument old = new RecordDocument(new OdfDocument(key, stamp(1, 1, "u1"), ResultStatus.NONE, false, Content.of(noise)), units(1, false).entries());
        take(old);
        take(new RecordDocument(new OdfDocument(key, stamp(2, 2, "u2"), ResultStatus.NONE, false, Content.of(noise)), units(2, false, unit(1, "A")).entries()));
        Decision.Accepted repeat = (Decision.Accepted) decide(old);
        assertEquals(List.of(), repeat.events());
        assertEquals(Outcome.STALE, repeat.outcome());
    }

    @Test
    void moreFullListsThanTheLimitAreRefused() {
        Decision last = null;
        for (int i = 0; i <= Limits.FULL_DOCUMENTS_MAX; i++) {
            DocumentKey key = new DocumentKey("DT_SCHEDULE", DISCIPLINE, "SUB" + i, "", "");
            last = decide(new RecordDocument(new OdfDocument(key, stamp(i, 1, "h"), ResultStatus.NONE, false, Content.empty()), units(1, true).entries()));
            if (last instanceof Decision.Accepted accepted) {
                accepted.events().forEach(event -> state = Evolver.apply(state, event));
            }
        }
        Decision.Rejected rejected = assertInstanceOf(Decision.Rejected.class, last);
        assertEquals(new Rejection.TooMany("different full lists", Limits.FULL_DOCUMENTS_MAX), rejected.rejection());
    }

    @Test
    void moreEventsOfADisciplineThanTheLimitAreRefused() {
        Set<String> members = IntStream.rangeClosed(0, Limits.MEMBERS_MAX).mapToObj(i -> "ATH" + i).collect(Collectors.toSet());
        DocumentKey key = new DocumentKey("DT_SCHEDULE", DISCIPLINE, "", "", "");
        Entries entries = new Entries(EnumSet.of(Kind.UNITS), List.of(), List.of(), List.of(), List.of(), members);
        Decision.Rejected rejected = assertInstanceOf(
                Decision.Rejected.class,
                decide(new RecordDocument(new OdfDocument(key, stamp(1, 1, "h"), ResultStatus.NONE, false, Content.empty()), entries)));
        assertEquals(new Rejection.TooMany("events of a discipline", Limits.MEMBERS_MAX), rejected.rejection());
    }

    @Test
    void whatIsOutOfForceWeighsToo() {
        long before = state.weight();
        take(new CompetitionCommand.VoidDocument(RESULT, 0, 1, new Request("ops", ""), "a mistake"));
        assertTrue(state.weight() > before);
    }
}
