package org.palmares.node.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.ScheduleMessage;

/** When a competition has begun and when it is over. */
class CompetitionStatusTest {

    private int units;

    @Test
    void isOverWhenItsMedalUnitsAre() throws Exception {
        assertEquals("FINISHED", status(unit("FINISHED", 0), unit("FINISHED", 1)));
        assertEquals("FINISHED", status(unit("SCHEDULED", 0), unit("FINISHED", 1)), "a swim-off that was never held");
        assertEquals("FINISHED", status(unit("UNSCHEDULED", 1), unit("FINISHED", 1)), "a place for a tie-break");
        assertEquals("FINISHED", status(unit("FINISHED", 0), unit("CANCELLED", 1)), "the medals were given for the heats");
        assertEquals("CANCELLED", status(unit("CANCELLED", 0), unit("CANCELLED", 1)));
    }

    @Test
    void isNotOverBeforeItsMedalUnitsAre() throws Exception {
        assertEquals("RUNNING", status(unit("FINISHED", 0), unit("SCHEDULED", 1)));
        assertEquals("RUNNING", status(unit("FINISHED", 0), unit("UNSCHEDULED", 1)), "the final has no time yet");
        assertEquals("RUNNING", status(unit("FINISHED", 3), unit("SCHEDULED", 1)), "bronze is settled, gold is not");
        assertEquals("RUNNING", status(unit("FINISHED", 0), unit("CANCELLED", 0), unit("UNSCHEDULED", 1)));
    }

    @Test
    void withoutMedalUnitsTheRuleForPhasesCounts() throws Exception {
        assertEquals("FINISHED", status(unit("FINISHED", 0), unit("CANCELLED", 0)));
        assertEquals("SCHEDULED", status(unit("SCHEDULED", 0), unit("RESCHEDULED", 0)));
        assertEquals("RESCHEDULED", status(unit("RESCHEDULED", 0)));
        assertEquals("RUNNING", status(unit("FINISHED", 0), unit("SCHEDULED", 0)));
        assertNull(status(unit("UNSCHEDULED", 0)));
    }

    @Test
    void aStatusThatIsNotKnownHereIsNeitherPlannedNorOver() throws Exception {
        assertEquals("RUNNING", status(unit("FINISHED", 0), unit("SUSPENDED", 1)));
        assertEquals("SUSPENDED", status(unit("SUSPENDED", 1)));
    }

    private String unit(String status, int medal) {
        return "<Unit Code=\"ATHM100M--------------FNL-000" + ++units + "00--\" PhaseType=\"3\" ScheduleStatus=\"" + status + "\" Medal=\"" + medal + "\"/>";
    }

    private static String status(String... units) throws Exception {
        String header = "CompetitionCode=\"SG2030\" DocumentCode=\"" + "ATH" + "-".repeat(31) + "\" DocumentType=\"DT_SCHEDULE\" Version=\"1\" FeedFlag=\"P\""
                + " Date=\"2030-08-04\" Time=\"100000000\" LogicalDate=\"2030-08-04\" Source=\"OVR\"";
        byte[] xml = ("<OdfBody " + header + "><Competition>" + String.join("", units) + "</Competition></OdfBody>").getBytes(StandardCharsets.UTF_8);
        return CompetitionStatus.of(ScheduleMessage.read(OdfReader.read(xml)).value().units());
    }
}
