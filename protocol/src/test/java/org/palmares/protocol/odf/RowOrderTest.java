package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows come out in the order that the message means. */
class RowOrderTest {

    @Test
    void aStartListWithoutSortOrderStandsInStartOrder() throws Exception {
        assertEquals(List.of("9", "1", "5"), codes(row("StartSortOrder=\"2\" StartOrder=\"3\"", 1), row("StartSortOrder=\"10\"", 5), row("StartSortOrder=\"1\" StartOrder=\"4\"", 9)));
        assertEquals(List.of("9", "1", "5"), codes(row("StartOrder=\"3\"", 1), row("StartOrder=\"10\"", 5), row("StartOrder=\"2\"", 9)));
    }

    @Test
    void aSortOrderOfNothingIsNone() throws Exception {
        assertEquals(List.of("9", "1"), codes(row("SortOrder=\"0\" StartSortOrder=\"2\"", 1), row("SortOrder=\"0\" StartSortOrder=\"1\"", 9)));
    }

    @Test
    void lanesThatAreTextStandAfterNumbersAsSent() throws Exception {
        assertEquals(List.of("3", "9", "1", "5"), codes(row("StartOrder=\"RED\"", 9), row("StartOrder=\"BLUE\"", 1), row("StartOrder=\"7\"", 3), row("", 5)));
    }

    @Test
    void theSortOrderGoesBeforeTheStartAndEqualOnesStayAsSent() throws Exception {
        assertEquals(
                List.of("7", "9", "3", "1"),
                codes(row("StartSortOrder=\"1\"", 1), row("SortOrder=\"2\" StartSortOrder=\"9\"", 9), row("SortOrder=\"2\" StartSortOrder=\"2\"", 3), row("SortOrder=\"1\"", 7)));
    }

    @Test
    void aMistypedSortOrderCostsTheRowItsPlaceAndNotTheResult() throws Exception {
        Parsed<ResultMessage> parsed = read(row("SortOrder=\"first\"", 1), row("SortOrder=\"2\"", 2));

        assertTrue(parsed.faults().isEmpty());
        assertTrue(parsed.warnings().get(0).message().contains("first"));
        assertEquals(List.of("2", "1"), codes(parsed));
    }

    @Test
    void theStartersOfAUnitStandInTheirOrderToo() throws Exception {
        String header = OdfReaderTest.HEADER.replace("DT_RESULT", "DT_SCHEDULE").replace("ATHM100M--------------FNL-000100--", "ATH" + "-".repeat(31));
        String starts = "<Start StartOrder=\"2\"><Competitor Code=\"1\"/></Start><Start StartOrder=\"1\"><Competitor Code=\"9\"/></Start>";
        OdfMessage message = OdfReader.read(OdfReaderTest.message(
                header, "<Competition><Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"UNSCHEDULED\"><StartList>" + starts + "</StartList></Unit></Competition>"));

        assertEquals(List.of("9", "1"), ScheduleMessage.read(message).value().units().get(0).startList().stream().map(Competitor::code).toList());
    }

    private static String row(String attributes, int code) {
        return "<Result " + attributes + "><Competitor Code=\"" + code + "\"/></Result>";
    }

    private static List<String> codes(String... rows) throws Exception {
        return codes(read(rows));
    }

    private static List<String> codes(Parsed<ResultMessage> parsed) {
        return parsed.value().rows().stream().map(row -> row.competitor().code()).toList();
    }

    private static Parsed<ResultMessage> read(String... rows) throws Exception {
        return ResultMessage.read(OdfReader.read(OdfReaderTest.message(OdfReaderTest.HEADER, "<Competition>" + String.join("", rows) + "</Competition>")));
    }
}
