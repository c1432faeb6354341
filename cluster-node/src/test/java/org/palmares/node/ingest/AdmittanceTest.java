package org.palmares.node.ingest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.message;
import static org.palmares.node.api.Messages.result;
import static org.palmares.node.api.Messages.row;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.OdfReader;

/** What is taken when the board is full. */
class AdmittanceTest {

    private static final String START = "2030-08-04T21:50:00+02:00";

    private final Recorder recorder = new Recorder();
    private Admittance full;

    @BeforeEach
    void fill() throws Exception {
        recorder.take(schedule(1, unit(FINAL, START, "Final", "Finale")));
        recorder.take(news("A1", 1));
        full = new Admittance(recorder.board(), recorder.board().weight() - 1);
    }

    private static byte[] news(String code, int version) {
        return message("SG2030", "DT_NEWS", code, version, "", "");
    }

    private MessagePlan plan(byte[] message) throws Exception {
        return recorder.ingestion().plan(OdfReader.read(message), message);
    }

    private void assertTaken(byte[] message) {
        assertDoesNotThrow(() -> full.requireRoom(plan(message)));
    }

    private void assertRefused(byte[] message) {
        Problem problem = assertThrows(ProblemException.class, () -> full.requireRoom(plan(message))).problem();
        assertEquals(ProblemType.STORE_FULL, problem.type());
        assertEquals(507, problem.type().status());
        assertTrue(problem.detail().contains("PUT /v1/games/{code}"), problem.detail());
    }

    @Test
    void aFullStoreRefusesWhatIsNew() {
        assertRefused(message("TYPO1", "DT_NEWS", "A1", 1, "", ""));
        assertRefused(message("SG2030", "DT_RESULT", "SWMM100MFR------------FNL-000100--", 1, "", ""));
        assertRefused(news("B2", 1));
        assertRefused(schedule(2, unit(FINAL, START, "Final", "Finale"), unit("ATHW100M--------------FNL-000100--", START, "Final", "Finale")));
    }

    @Test
    void aFullStoreGoesOnWithWhatIsThere() {
        assertTaken(news("A1", 2));
        assertTaken(schedule(2, unit(FINAL, START, "Final", "Finale"), unit(HEAT, START, "Heat", "Série")));
        assertTaken(result(FINAL, 1, row(1, "NOR", "DAHL", "Kai", "9.99")));
        assertTaken(message("SG2030", "DT_MEDALLISTS", EVENT + "-".repeat(12), 1, "", ""));
    }

    @Test
    void aStoreThatHasRoomTakesWhatIsNew() {
        full = new Admittance(recorder.board(), recorder.board().weight());

        assertTaken(news("B2", 1));
    }
}
