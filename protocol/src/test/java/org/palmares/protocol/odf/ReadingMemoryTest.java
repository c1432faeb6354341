package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What reading a large message takes. */
class ReadingMemoryTest {

    private static final int ROWS = 60_000;
    private static final int ELEMENTS_OF_A_ROW = 2;
    /** Measured: 176, with five or six attributes, a third of whose values are all different. */
    private static final int BYTES_OF_AN_ELEMENT_MAX = 300;

    @Test
    void anElementTakesFewBytes() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= ROWS; i++) {
            rows.append("<Result SortOrder=\"").append(i).append("\" Rank=\"").append(i)
                    .append("\" Result=\"9.79\" ResultType=\"TIME\" IRM=\"DNF\" WLT=\"L\" Pty=\"1\" Diff=\"+1\">")
                    .append("<Competitor Code=\"c").append(i).append("\" Type=\"A\" Organisation=\"NOR\"/></Result>");
        }
        byte[] xml = ("<a>" + rows + "</a>").getBytes(StandardCharsets.UTF_8);
        long before = used();

        OdfElement read = OdfReader.readElement(xml);

        long bytes = (used() - before) / (ROWS * ELEMENTS_OF_A_ROW);
        System.out.println("An element takes " + bytes + " bytes.");
        assertTrue(bytes < BYTES_OF_AN_ELEMENT_MAX, bytes + " bytes");
        assertEquals(ROWS, read.elements("Result").size());
    }

    @Test
    void textsThatComeAgainAreOneObject() throws Exception {
        OdfElement read = OdfReader.readElement("<a><b Organisation=\"NOR\"/><b Organisation=\"NOR\"/></a>".getBytes(StandardCharsets.UTF_8));

        assertSame(read.elements("b").get(0).attribute("Organisation"), read.elements("b").get(1).attribute("Organisation"));
        assertSame(read.elements("b").get(0).name(), read.elements("b").get(1).name());
    }

    private static long used() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return used;
    }
}
