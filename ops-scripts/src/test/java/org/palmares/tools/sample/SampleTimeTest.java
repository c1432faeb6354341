package org.palmares.tools.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.ScheduleMessage;
import org.palmares.protocol.odf.ScheduleStatus;

final class SampleTimeTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-12-31T00:00:00Z");

    @Test
    void wheneverItIsMadeItIsAboutTenInTheMorningThere() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            Instant now = MIDNIGHT.plus(Duration.ofMinutes(minute));
            SampleTime time = SampleTime.morningAt(now);
            assertEquals(10, time.now().getHour());
            assertTrue(Duration.between(now, time.present()).abs().compareTo(Duration.ofMinutes(30)) <= 0, time::toString);
        }
    }

    @Test
    void theUsualOnesAreThoseOf2030() {
        assertEquals("SAMPLE2030", SampleTime.USUAL.games());
        assertEquals(LocalDateTime.of(2030, 7, 12, 0, 0), SampleTime.USUAL.firstDay().atStartOfDay());
        assertEquals(LocalDateTime.of(2030, 7, 29, 0, 0), SampleTime.USUAL.end());
    }

    @Test
    void onTheMorningOfTheNinthDaySomethingRunsAndHasANewValueInEveryQuarterOfAnHour() throws Exception {
        SampleTime time = SampleTime.morningAt(MIDNIGHT);
        Map<String, ScheduleStatus> statuses = new HashMap<>();
        boolean[] quarters = new boolean[4];
        for (SampleMessage message : Story.of(new Games(Sample.USUAL_SEED, time))) {
            long minutes = Duration.between(time.now(), message.time()).toMinutes();
            if (!message.time().isAfter(time.now()) && message.type().startsWith("DT_SCHEDULE")) {
                ScheduleMessage.read(OdfReader.read(message.xml())).value().units().forEach(unit -> statuses.put(unit.code().value(), unit.status()));
            } else if (message.time().isAfter(time.now()) && minutes < 60) {
                quarters[(int) minutes / 15] = true;
            }
        }
        assertTrue(statuses.values().stream().filter(ScheduleStatus.RUNNING::equals).count() >= 5);
        assertTrue(quarters[0] && quarters[1] && quarters[2] && quarters[3]);
    }
}
