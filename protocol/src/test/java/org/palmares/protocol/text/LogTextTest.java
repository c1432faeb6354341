package org.palmares.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void inputCannotWriteALineOfItsOwn() {
        assertEquals("a??2030-08-04 INFO all is well", LogText.of("a\r\n2030-08-04 INFO all is well"));
        assertEquals("?[31m?x?y?z", LogText.of("\u001b[31m\u0085x\u2028y\u202ez"));
        assertEquals("Palmarès 東京", LogText.of("Palmarès 東京"));
    }

    @Test
    void inputIsBounded() {
        assertEquals(301, LogText.of("x".repeat(10_000)).length());
    }
}
