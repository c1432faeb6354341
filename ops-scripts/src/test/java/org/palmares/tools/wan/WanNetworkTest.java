package org.palmares.tools.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.network.Partition.Direction;
import org.palmares.tools.site.network.Partition;

/** Real network spaces with the router between them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class WanNetworkTest {

    /** A busy machine adds to the delay, which itself is exact. */
    private static final double MOST_ADDED_MILLIS = 15;

    @TempDir
    private Path folder;

    /** Its own, so that a lab of the user goes on. */
    private final WanNetwork network = new WanNetwork("paltest", 79);

    @BeforeEach
    void isPossibleHere() {
        Optional<String> reason = WanNetwork.impossible();
        Assumptions.assumeTrue(reason.isEmpty(), () -> "skipped, networks of their own are not possible here: " + reason.orElse(""));
    }

    @AfterEach
    void nothingIsLeft() {
        if (WanNetwork.impossible().isEmpty()) {
            network.close();
            assertFalse(Programs.run("ip", "netns", "list").contains("paltest"));
        }
    }

    @Test
    void anEchoTakesAsLongAsTheWayAndNoneComesThroughAPartition() {
        network.up();
        List<Double> fromParis = network.echoes("paris", List.of("madrid", "barcelona"));
        assertAbout(20, fromParis.get(0));
        assertAbout(20, fromParis.get(1));
        assertAbout(10, network.echoes("madrid", List.of("barcelona")).get(0));

        Partition partition = new Partition(new Layout(folder, folder, 0, 1, network.places()));
        partition.cut(Set.of(new Direction("paris", "madrid")));
        assertEquals(List.of(-1.0, -1.0), List.of(
                network.echoes("paris", List.of("madrid")).get(0), network.echoes("madrid", List.of("paris")).get(0)));
        assertAbout(20, network.echoes("paris", List.of("barcelona")).get(0));
        partition.heal();
        assertAbout(20, network.echoes("paris", List.of("madrid")).get(0));
    }

    @Test
    void isMadeAnewWhereAnEarlierOneWasLeft() {
        network.up();
        try (WanNetwork later = new WanNetwork("paltest", 79)) {
            // The router of a tool that ended suddenly ends with it.
            network.close();
            Programs.run("ip", "netns", "add", "paltest-madrid");
            later.up();
            assertAbout(10, later.echoes("madrid", List.of("barcelona")).get(0));
        }
    }

    private static void assertAbout(double expected, double millis) {
        assertTrue(millis >= expected && millis < expected + MOST_ADDED_MILLIS, millis + " ms");
    }
}
