package org.palmares.tools.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.drill.proof.Evidence.Ready;
import org.palmares.tools.drill.proof.Evidence;

/** What data centres say of themselves is written down. */
final class ReadyWatchTest {

    @TempDir
    private Path folder;

    @Test
    void everyDataCentreIsAskedAgainAndAgainAndItsAnswerKept() throws Exception {
        // Asked a second time, the first answer has been kept.
        Map<String, CountDownLatch> asked = Map.of("madrid", new CountDownLatch(2), "barcelona", new CountDownLatch(2));
        ReadyWatch watch = ReadyWatch.start(folder, asked.keySet(), site -> {
            asked.get(site).countDown();
            return site.equals("madrid");
        });
        for (CountDownLatch site : asked.values()) {
            assertTrue(site.await(20, TimeUnit.SECONDS));
        }
        watch.close();

        assertEquals(
                Set.of("madrid true", "barcelona false"),
                Evidence.read(folder).ready().stream().map((Ready one) -> one.site() + ' ' + one.ready()).collect(Collectors.toSet()));
    }
}
