package org.palmares.tools.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplayTest {

    private static final LocalDateTime START = LocalDateTime.of(2024, 8, 1, 10, 0);

    private static MessageRef message(String code, int minute) {
        return new MessageRef(START.plusMinutes(minute), "DT_RESULT", code, Path.of(code + minute), "");
    }

    @Test
    void givesOutMessagesOfADisciplineOneAfterTheOtherAndTheEarliestFirst() throws InterruptedException {
        MessageRef athletics1 = message("ATH", 1);
        MessageRef athletics2 = message("ATHM", 2);
        MessageRef swimming3 = message("SWM", 3);
        Lanes lanes = new Lanes(List.of(athletics1, athletics2, swimming3));

        assertEquals(Optional.of(athletics1), lanes.take());
        assertEquals(Optional.of(swimming3), lanes.take(), "the second of athletics waits for the first");
        lanes.done(athletics1);
        assertEquals(Optional.of(athletics2), lanes.take());
        lanes.done(swimming3);
        lanes.done(athletics2);
        assertEquals(Optional.empty(), lanes.take());
    }

    @Test
    void replaysByTheMessagesOwnTimesAsManyTimesFasterAsAsked() throws InterruptedException {
        List<Duration> pauses = new ArrayList<>();
        long[] now = {0};
        Tempo pace = Tempo.of(START, 60, new Tempo.WaitingClock() {
            @Override
            public long nanos() {
                return now[0];
            }

            @Override
            public void pause(Duration time) {
                pauses.add(time);
                now[0] += time.toNanos();
            }
        });

        pace.await(START);
        pace.await(START.plusMinutes(1));
        now[0] += Duration.ofMillis(400).toNanos();
        pace.await(START.plusMinutes(2));
        now[0] += Duration.ofMinutes(1).toNanos();
        pace.await(START.plusMinutes(3));

        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofMillis(600)), pauses, "what is late is not waited for");
    }

    @Test
    void putsWhatBeginsAnewBeforeItsUpdatesOfTheSameMoment() {
        MessageRef update = new MessageRef(START, "DT_PARTIC_UPDATE", "ATH", Path.of("a"), "");
        MessageRef full = new MessageRef(START, "DT_PARTIC", "ATH", Path.of("b"), "");
        MessageRef result = new MessageRef(START, "DT_RESULT", "ATH", Path.of("0"), "");
        List<MessageRef> messages = new ArrayList<>(List.of(result, update, full));

        messages.sort(MessageRef.ORDER);

        assertEquals(List.of(full, update, result), messages);
    }

    @Test
    void readsTheHeaderOfDamagedMessagesToo() {
        HeaderScan header = HeaderScan.of("<?xml version='1.0'?><OdfBody LogicalDate=\"2024-07-31\"\n Date='2024-08-01' Time=\"003000123\" DocumentCode=\"X"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();

        assertEquals(LocalDateTime.of(2024, 8, 1, 0, 30, 0, 123_000_000), header.time());
        assertEquals("", header.documentCode());
        assertTrue(HeaderScan.of(new byte[0]).isEmpty());
        assertFalse(HeaderScan.of("<OdfBody Date=\"2024-08-01\" Time=\"12:00\" />".getBytes(java.nio.charset.StandardCharsets.UTF_8)).isPresent());
    }

    @Test
    void sendsNoMoreThanTheRateAllows() throws InterruptedException {
        List<Duration> pauses = new ArrayList<>();
        long[] now = {0};
        Tempo pace = Tempo.atMost(10, new Tempo.WaitingClock() {
            @Override
            public long nanos() {
                return now[0];
            }

            @Override
            public void pause(Duration time) {
                pauses.add(time);
                now[0] += time.toNanos();
            }
        });

        pace.await(START);
        pace.await(START);
        now[0] += Duration.ofSeconds(5).toNanos();
        pace.await(START);
        pace.await(START);

        assertEquals(List.of(Duration.ofMillis(100), Duration.ofMillis(100)), pauses, "what was not used up is lost");
    }
}
