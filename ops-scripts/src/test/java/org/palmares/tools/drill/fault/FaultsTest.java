package org.palmares.tools.drill.fault;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.tools.drill.UserName;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.network.Partition;
import org.palmares.tools.terminal.ToolException;

/** What is broken, what that needs, and in which order. */
final class FaultsTest {

    private static final int NOBODYS_OFFSET = 40_000;

    @TempDir
    private Path folder;

    private LocalSites sites(int nodesPerSite) {
        return new LocalSites(new Layout(folder, folder.resolve("var"), NOBODYS_OFFSET).withNodesPerSite(nodesPerSite), line -> {});
    }

    private Fault fault(DrillKind kind) {
        LocalSites sites = sites(1);
        return new Faults(sites, new Partition(sites.layout())).of(kind, "madrid");
    }

    /** {@code up} would have made keys first. */
    private void assertNothingIsStarted() {
        assertFalse(Files.exists(folder.resolve("var")));
    }

    @Test
    void itIsKnownWhoCannotBeExpectedToAnswer() {
        assertEquals(Set.of("madrid"), fault(DrillKind.KILL).down());
        assertEquals(Set.of("madrid"), fault(DrillKind.FREEZE).down());
        assertEquals(Set.of(), fault(DrillKind.KILL_CASSANDRA).down(), "the others are a quorum");
        assertEquals(Set.of(), fault(DrillKind.DISK_FULL).down(), "the others are a quorum");
        assertEquals(Set.copyOf(Layout.SITES), fault(DrillKind.OFF_AND_ON).down());
    }

    @ParameterizedTest
    @EnumSource(names = {"PARTITION", "PARTITION_ONE_WAY", "PARTITION_ALL"})
    void aPartitionIsRefusedWhereTheMachineCannot(DrillKind kind) {
        UserName.notRoot(() -> {
            ToolException refused = assertThrows(ToolException.class, () -> fault(kind));
            assertEquals("A partition is not possible here: a packet filter needs root", refused.getMessage());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"EVACUATE", "RETURN", "ROLLING_RESTART"})
    void whatBreaksNothingIsNoFault(DrillKind kind) {
        assertThrows(IllegalArgumentException.class, () -> fault(kind));
    }

    @Test
    void aWrongClockNeedsLibfaketimeAndIsRefusedBeforeAnythingIsStopped() {
        WrongClock clock = new WrongClock(sites(1), "madrid", List.of(folder.resolve("none.so")));
        ToolException refused = assertThrows(ToolException.class, clock::prepare);
        assertTrue(refused.getMessage().contains("apt-get install libfaketime"), refused.getMessage());
        assertThrows(ToolException.class, clock::begin);
        clock.heal();
        assertNothingIsStarted();
    }

    @Test
    void aWrongClockIsFiveMinutesBehindAndItsTimeOutsAreRight() throws IOException {
        Path library = Files.createFile(folder.resolve("libfaketimeMT.so.1"));
        WrongClock clock = new WrongClock(sites(1), "madrid", List.of(folder.resolve("none.so"), library));
        assertDoesNotThrow(clock::prepare);
        assertEquals(
                Map.of("LD_PRELOAD", library.toString(), "FAKETIME", "-5m", "DONT_FAKE_MONOTONIC", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1"),
                clock.environment());
    }

    @Test
    void nodesInTurnNeedTwoInEachDataCentreAndNothingIsStartedWhereThereIsOne() {
        NodeInTurn one = new NodeInTurn(sites(1), "madrid");
        ToolException refused = assertThrows(ToolException.class, one::prepare);
        assertTrue(refused.getMessage().contains("palmares up --nodes-per-site 2"), refused.getMessage());
        one.heal();
        assertNothingIsStarted();
        assertDoesNotThrow(new NodeInTurn(sites(2), "madrid")::prepare);
    }

    @Test
    void theSecondNodeIsKilledOnlyWhenTheFirstIsBack() {
        List<String> course = new ArrayList<>();
        NodeInTurn.inTurn(node -> course.add("kill " + node), () -> course.add("wait"), node -> course.add("back " + node));
        assertEquals(List.of("kill 1", "wait", "back 1", "kill 2"), course);

        Set<Integer> killed = new TreeSet<>();
        assertThrows(ToolException.class, () -> NodeInTurn.inTurn(killed::add, () -> {}, node -> {
            throw new ToolException("was not ready");
        }));
        assertEquals(Set.of(1), killed);
    }
}
