package org.palmares.node.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Outcome;
import org.palmares.protocol.odf.OdfHeader;
import org.palmares.protocol.odf.ResultStatus;

class StaleSourcesTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");

    private final Incidents incidents = new Incidents("p", new Metrics(), InstantSource.system());
    private final StaleSources sources = new StaleSources(incidents);

    private void answered(String source, Outcome outcome, int times) {
        for (int i = 0; i < times; i++) {
            sources.answered(ID, header(source, "ATHM100M--------------FNL-000100--"), outcome);
        }
    }

    private static OdfHeader header(String source, String code) {
        return new OdfHeader(
                "SG2030", code, "", "DT_RESULT", "", 1, ResultStatus.LIVE, "", false, LocalDate.EPOCH, LocalTime.NOON, LocalDate.EPOCH, source);
    }

    @Test
    void oneDocumentThatIsFrozenIsNoticedThoughAllOthersGoOn() {
        for (int i = 0; i < StaleSources.IN_A_ROW; i++) {
            answered("ATH1", Outcome.STALE, 1);
            sources.answered(ID, header("ATH1", "ATHM100M--------------FNL-000200--"), Outcome.APPLIED);
        }
        assertEquals(1, incidents.newestFirst().size());
        assertTrue(incidents.newestFirst().get(0).isOpen());
        answered("ATH1", Outcome.APPLIED, 1);
        assertFalse(incidents.newestFirst().get(0).isOpen());
    }

    @Test
    void aSourceThatIsStaleAgainAndAgainOpensAnIncidentUntilOneOfItsMessagesCounts() {
        answered("ATH1", Outcome.STALE, StaleSources.IN_A_ROW - 1);
        assertTrue(incidents.newestFirst().isEmpty());
        answered("ATH1", Outcome.DUPLICATE, 3);
        answered("ATH1", Outcome.STALE, 4);
        assertEquals(1, incidents.newestFirst().size());
        assertEquals(Incidents.Kind.SOURCE_STALE, incidents.newestFirst().get(0).kind());
        answered("ATH1", Outcome.APPLIED, 1);
        assertFalse(incidents.newestFirst().get(0).isOpen());
    }

    @Test
    void sourcesAreLookedAtApart() {
        for (int i = 0; i < StaleSources.IN_A_ROW; i++) {
            answered("S" + i, Outcome.STALE, StaleSources.IN_A_ROW - 1);
        }
        assertTrue(incidents.newestFirst().isEmpty());
    }
}
