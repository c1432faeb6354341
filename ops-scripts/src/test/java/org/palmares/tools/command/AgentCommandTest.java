package org.palmares.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.tools.drill.DrillGround;
import org.palmares.tools.drill.OperationsServer;
import org.palmares.tools.drill.UserName;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine;

/** Which drills the agent takes and what it tells, on a machine where none is possible: so it breaks nothing. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class AgentCommandTest {

    private static final int PARIS_HTTP = 8101;
    private static final Instant NOW = Instant.parse("2030-08-04T20:00:00Z");
    private static final Mark PLANNED = new Mark(NOW, "planned", "asked for by Ana");
    private static final Mark TAKEN = new Mark(NOW, "taken", "by another");
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final OperationsServer paris = new OperationsServer();

    @BeforeEach
    void thereIsAKey() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("keys")).resolve("ops.key"), OperationsServer.KEY + "\n");
    }

    @AfterEach
    void stop() {
        paris.close();
    }

    private static Drill drill(String id, DrillKind kind, Drill.State state, Mark... marks) {
        return new Drill(id, 1, kind.title(), kind.atSite() ? "madrid" : "", state, "Ana", "a test", false, NOW, 10, NOW.plusSeconds(310),
                kind.hypothesis(), List.of(), List.of(), List.of(marks), "", Map.of());
    }

    private static Drill fresh(String id, DrillKind kind) {
        return drill(id, kind, Drill.State.RUNNING, PLANNED);
    }

    /** What the agent says, which works until {@code done}. */
    private String agentUntil(BooleanSupplier done) {
        StringWriter words = new StringWriter();
        CommandLine command = new CommandLine(new AgentCommand()).setOut(new PrintWriter(words));
        AtomicInteger exit = new AtomicInteger(-1);
        Thread agent = new Thread(() ->
                exit.set(command.execute("--var", folder.toString(), "--port-offset", Integer.toString(paris.port() - PARIS_HTTP))));
        UserName.notRoot(() -> {
            agent.start();
            try {
                eventually(done, words);
            } finally {
                agent.interrupt();
            }
            eventually(() -> !agent.isAlive(), words);
        });
        assertEquals(0, exit.get(), words.toString());
        return words.toString();
    }

    private static void eventually(BooleanSupplier holds, Object otherwise) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "not in time: " + otherwise);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean isOver(String id) {
        return !paris.drill(id).isRunning();
    }

    @ParameterizedTest
    @CsvSource({"PARTITION,a packet filter needs root", "DISK_FULL,by root only", "NODE_IN_TURN,--nodes-per-site 2"})
    void aDrillThatIsNotPossibleHereIsTakenAndToldAsAborted(DrillKind kind, String reason) {
        paris.has(fresh("one", kind));
        String words = agentUntil(() -> isOver("one"));

        Drill drill = paris.drill("one");
        assertEquals(List.of("planned", "taken", "aborted"), drill.timeline().stream().map(Mark::what).toList());
        assertEquals("ABORTED INCONCLUSIVE", drill.state() + " " + drill.verdict());
        assertTrue(drill.last().orElseThrow().text().contains(reason), drill.toString());
        assertTrue(words.contains("one: ") && words.contains(reason), words);
        assertEquals("drills/one", drill.report().get("evidence"));
    }

    @Test
    void onlyRunningDrillsThatBreakSomethingAndThatNobodyHasTakenAreTaken() {
        paris.has(fresh("evacuation", DrillKind.EVACUATE));
        paris.has(fresh("return", DrillKind.RETURN));
        paris.has(drill("taken", DrillKind.NODE_IN_TURN, Drill.State.RUNNING, PLANNED, TAKEN));
        paris.has(drill("cancelled", DrillKind.NODE_IN_TURN, Drill.State.CANCELLED, PLANNED));
        paris.has(fresh("mine", DrillKind.NODE_IN_TURN));
        agentUntil(() -> isOver("mine") && paris.listed.get() > 2);
        assertEquals(Set.of("mine"), Set.copyOf(paris.told));
        assertFalse(Files.exists(folder.resolve("drills/taken")));
    }

    @Test
    void whatAnotherAgentHasTakenMeanwhileIsLeftToItAndNotTriedAgain() {
        paris.has(fresh("theirs", DrillKind.NODE_IN_TURN));
        paris.hasMeanwhile(paris.drill("theirs").marked(TAKEN));
        String words = agentUntil(() -> paris.listed.get() > 3);
        assertTrue(words.contains("theirs has been taken on by somebody else"), words);
        assertEquals(List.of("theirs"), paris.told);
        assertEquals(2, paris.drill("theirs").version());
    }

    /** Who starts again what ends in a rolling restart is palmares keep. */
    @Test
    void anAgentLeavesARollingRestartToWhoKeepsTheNodes() {
        paris.has(fresh("rolling", DrillKind.ROLLING_RESTART));
        paris.has(fresh("other", DrillKind.NODE_IN_TURN));
        String words = agentUntil(() -> isOver("other"));
        assertFalse(words.contains("rolling"), words);
        assertEquals(Set.of("other"), Set.copyOf(paris.told));
    }

    @Test
    void withoutTheKeyOfOperationsItSaysHowToGetOne() {
        Layout nothing = new Layout(folder, folder.resolve("nothing"), 0);
        ToolException told = assertThrows(ToolException.class, () -> DrillGround.of(nothing, line -> {}));
        assertTrue(told.getMessage().contains("palmares up"), told.getMessage());
    }
}
