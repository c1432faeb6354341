package org.palmares.protocol.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedKeyTest {

    private static final NamedKey KEY = new NamedKey(
            "Ömer.Timing", Set.of("ops", "feed"), Set.of("ATH", "SWM"), Set.of(), Set.of("DT_RESULT"), Instant.parse("2024-07-26T10:00:00Z"), NamedKey.hash("secret"));

    @Test
    void aLineIsReadAsItWasWritten() {
        assertEquals(KEY, NamedKey.parse(KEY.line()));
        assertTrue(!KEY.line().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "name", "na/me roles=feed made=2024-07-26T10:00:00Z", "name roles=king made=2024-07-26T10:00:00Z", "name roles=feed made=yesterday",
        "name roles=feed nonsense", "name roles=feed disciplines=a/b made=2024-07-26T10:00:00Z", "name roles=feed made=2024-07-26T10:00:00Z sha256=12"
    })
    void whatIsNoKeyIsRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> NamedKey.parse(line));
    }
}
