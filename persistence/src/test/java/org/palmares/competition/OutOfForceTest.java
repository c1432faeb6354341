package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.protocol.odf.ResultStatus;

/** What sources withdraw, and what operations take out of force. */
class OutOfForceTest extends Deciding {

    @Test
    void aWithdrawalTakesTheDocumentBackEvenWithItsOwnVersion() {
        take(result(3, "a", false));
        assertEquals(Outcome.WITHDRAWN, take(result(3, "w", true)));
        assertTrue(state.document(RESULT).isEmpty());
        assertEquals(Outcome.APPLIED, take(result(4, "b", false)));
        assertEquals(4, state.document(RESULT).orElseThrow().version());
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
        CompetitionCommand voids = new CompetitionCommand.VoidDocument(RESULT, 0, 999_999_999, new Request("ops", ""), "a typing error");
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
        take(new CompetitionCommand.VoidDocument(key, 0, 2, new Request("ops", ""), "wrong date"));
        assertEquals("B", venue(1));
        assertEquals("none", venue(2));
    }

    @Test
    void aCounterThatStartedAgainGoesOnFromItsBeginning() {
        take(result(500, "a", false));
        take(new CompetitionCommand.VoidDocument(RESULT, 0, 501, new Request("ops", ""), "the database was set up anew"));
        assertEquals(500, state.document(RESULT).orElseThrow().version());
        assertEquals(Outcome.APPLIED, take(result(1, "b", false)));
        assertEquals(1, state.document(RESULT).orElseThrow().version());
        for (int version = 2; version < 9; version++) {
            assertEquals(Outcome.APPLIED, take(result(version, "c" + version, false)));
        }
    }

    @Test
    void aWithdrawalThatOperationsTakeBackGivesTheDocumentBack() {
        take(result(3, "a", false));
        assertEquals(Outcome.WITHDRAWN, take(result(4, "by mistake", true)));
        take(new CompetitionCommand.VoidDocument(RESULT, 0, 4, new Request("ops", ""), "withdrawn by mistake"));
        assertEquals(3, state.document(RESULT).orElseThrow().version());
    }

    @Test
    void moreVersionsMayBeTakenOutOfForceByASecondOrder() {
        take(result(1, "a", false));
        take(result(2, "wrong", false));
        take(result(3, "wrong too", false));
        take(new CompetitionCommand.VoidDocument(RESULT, 0, 3, new Request("ops", ""), "wrong"));
        assertEquals(2, state.document(RESULT).orElseThrow().version());
        assertEquals(Outcome.APPLIED, take(new CompetitionCommand.VoidDocument(RESULT, 0, 2, new Request("ops", ""), "wrong as well")));
        assertEquals(1, state.document(RESULT).orElseThrow().version());
        assertEquals(Outcome.DUPLICATE, take(new CompetitionCommand.VoidDocument(RESULT, 0, 3, new Request("ops", ""), "wrong")));
    }

    @Test
    void theWithdrawalOfAnUpdateThatIsNotKnownSaysThatNothingChanged() {
        take(schedule("DT_SCHEDULE_UPDATE", stamp(1, 1, "u1"), unit(1, "B")));
        DocumentKey key = new DocumentKey("DT_SCHEDULE_UPDATE", DISCIPLINE, "", "", "", "SCH");
        OdfDocument withdrawal = new OdfDocument(key, stamp(3, 2, "w"), ResultStatus.NONE, true, Content.empty());
        assertEquals(Outcome.STALE, take(new RecordDocument(withdrawal, Entries.none())));
        assertEquals("B", venue(1));
        assertEquals(Outcome.STALE, take(schedule("DT_SCHEDULE_UPDATE", stamp(2, 2, "u2"), unit(1, "C"))), "it was withdrawn before it came");
        assertEquals("B", venue(1));
    }
}
