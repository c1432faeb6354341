package org.palmares.tools.testfeed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.odf.OdfMessage;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.ResultMessage;
import org.palmares.protocol.odf.ResultStatus;

final class ResultMakerTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 7, 30, 21, 5, 1, 7_000_000);

    @Test
    void makesValidLiveResultsOfATestFeed() throws Exception {
        OdfMessage message = OdfReader.read(new ResultMaker(12).message(7, 42, NOW));
        var parsed = ResultMessage.read(message);

        assertEquals("BENCH-T", message.header().games());
        assertEquals(42, message.header().version());
        assertEquals(ResultStatus.LIVE, message.header().resultStatus());
        assertEquals(NOW.toLocalTime(), message.header().time());
        assertEquals(List.of(), parsed.faults());
        assertEquals(List.of(), parsed.warnings());
        assertEquals(12, parsed.value().rows().size());
    }

    @Test
    void makesBiographiesThatAreAboutNoDiscipline() throws Exception {
        OdfMessage message = OdfReader.read(BiographyMaker.message(3, NOW));

        assertEquals("BENCH-T", message.header().games());
        assertEquals("DT_BIO_PAR", message.header().documentType());
        assertEquals("8000003", message.header().documentCode());
    }

    @Test
    void makesTheSameFromTheSameAndAnotherForEachVersion() {
        ResultMaker maker = new ResultMaker(8);

        assertArrayEquals(maker.message(1, 1, NOW), maker.message(1, 1, NOW));
        assertFalse(Arrays.equals(maker.message(1, 1, NOW), maker.message(1, 2, NOW)));
    }
}
