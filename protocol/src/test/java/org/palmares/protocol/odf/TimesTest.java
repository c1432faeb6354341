package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times of the timetable: which forms mean one moment, and which would have to be guessed. */
class TimesTest {

    private static final String SCHEDULE = OdfReaderTest.HEADER
            .replace("DT_RESULT", "DT_SCHEDULE")
            .replace("ATHM100M--------------FNL-000100--", "ATH-------------------------------");

    @ParameterizedTest
    @CsvSource({
        "2030-08-04T21:50:00+02:00, 2030-08-04T21:50+02:00",
        "2030-08-04T21:50+02:00, 2030-08-04T21:50+02:00",
        "2030-08-04T21:50:01.25+02:00, 2030-08-04T21:50:01.250+02:00",
        "2030-08-04T19:50:00Z, 2030-08-04T19:50Z",
        "2030-08-04T21:50:00+0200, 2030-08-04T21:50+02:00",
        "2030-08-04T21:50:00+02, 2030-08-04T21:50+02:00",
        "2030-12-31T24:00:00-10:00, 2031-01-01T00:00-10:00",
        "2020-01-01T00:00:00Z, 2020-01-01T00:00Z",
        "2040-12-31T23:59:59Z, 2040-12-31T23:59:59Z"
    })
    void formsThatMeanOneMomentAreTaken(String text, String time) throws Exception {
        Parsed<ScheduleMessage> parsed = start(text);

        assertEquals(List.of(), parsed.faults());
        assertEquals(time, parsed.value().units().get(0).start().orElseThrow().toString());
        assertEquals(text.contains("T24") ? 1 : 0, parsed.warnings().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-08-04T21:50:00", "2030-08-04", "21:50", "2030-08-04 21:50:00+02:00", "2030-08-04T24:00:01+02:00", "2030-08-04T25:00:00Z",
                "2030-02-30T10:00:00Z", "2030-08-04T21:50:00+15:00", "+999999999-12-31T23:59:59-18:00", "-2030-08-04T10:00:00Z", "12030-08-04T10:00:00Z",
                "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2019-12-31T23:59:59Z", "2041-01-01T00:00:00Z", "9999-12-31T24:00:00Z", "0000-01-01T00:00:00Z"
            })
    void formsThatWouldHaveToBeGuessedAreFaultsThatNameUnitAndAttribute(String text) throws Exception {
        Parsed<ScheduleMessage> parsed = start(text);

        assertEquals(List.of("/OdfBody/Competition/Unit[1]/@StartDate"), parsed.faults().stream().map(Fault::place).toList());
        assertEquals("ATHM100M--------------FNL-000100--", parsed.faults().get(0).code());
    }

    @Test
    void everyTimeOfUnitsAndSessionsIsHeldToTheSameRules() throws Exception {
        String far = "=\"2204-08-04T10:00:00Z\"";
        String unit = "<Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"RUNNING\" StartDate" + far + " EndDate" + far + " ActualStartDate" + far
                + " ActualEndDate" + far + "/>";
        Parsed<ScheduleMessage> parsed = schedule("<Session SessionCode=\"ATH01\" StartDate" + far + " EndDate" + far + "/>" + unit);

        assertEquals(6, parsed.faults().size(), parsed.faults().toString());
    }

    @Test
    void whatEndsBeforeItStartsIsAWarning() throws Exception {
        String turned = "StartDate=\"2030-08-04T10:00:00Z\" EndDate=\"2030-08-04T09:00:00Z\"";
        Parsed<ScheduleMessage> parsed = schedule("<Session SessionCode=\"ATH01\" " + turned
                + "/><Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"FINISHED\" " + turned
                + " ActualStartDate=\"2030-08-04T10:00:00Z\" ActualEndDate=\"2030-08-04T09:00:00Z\"/>");

        assertEquals(List.of(), parsed.faults());
        assertEquals(3, parsed.warnings().size(), parsed.warnings().toString());
    }

    @Test
    void aUnitWithoutTimeIsTakenWithAWarning() throws Exception {
        Parsed<ScheduleMessage> parsed = schedule("<Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"POSTPONED\"/>");

        assertTrue(parsed.faults().isEmpty());
        assertTrue(parsed.warnings().get(0).message().contains("StartDate"));
    }

    @Test
    void aStatusOfALaterDictionaryIsCarriedWithAWarningAndTheUnitStays() throws Exception {
        Parsed<ScheduleMessage> parsed = schedule(
                "<Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"SUSPENDED\" PhaseType=\"3A\" StartDate=\"2030-08-04T10:00:00Z\"/>");

        assertTrue(parsed.faults().isEmpty());
        assertEquals("SUSPENDED", parsed.value().units().get(0).status().name());
        assertEquals(
                List.of("/OdfBody/Competition/Unit[1]/@ScheduleStatus", "/OdfBody/Competition/Unit[1]/@PhaseType"),
                parsed.warnings().stream().map(Fault::place).toList());
    }

    private static Parsed<ScheduleMessage> start(String time) throws Exception {
        return schedule("<Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"SCHEDULED\" StartDate=\"" + time + "\"/>");
    }

    private static Parsed<ScheduleMessage> schedule(String content) throws Exception {
        return ScheduleMessage.read(OdfReader.read(OdfReaderTest.message(SCHEDULE, "<Competition>" + content + "</Competition>")));
    }
}
