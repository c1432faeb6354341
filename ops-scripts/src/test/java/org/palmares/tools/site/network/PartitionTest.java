package org.palmares.tools.site.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.Place;
import org.palmares.tools.site.layout.Ports;
import org.palmares.tools.site.network.Partition.Direction;
import org.palmares.tools.site.process.ManagedProcess;

/** Two small processes, in the groups of two data centres, between which the packet filter stands. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class PartitionTest {

    /** Nobody else's groups and tables. */
    private static final int NOBODYS_OFFSET = 40_000;

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SHORT_MILLIS = 1_500;

    @TempDir
    private Path folder;

    private final List<ManagedProcess> started = new ArrayList<>();
    private Layout layout;
    private Partition partition;

    @BeforeEach
    void isPossibleHere() {
        layout = new Layout(folder, folder, NOBODYS_OFFSET);
        partition = new Partition(layout);
        Optional<String> reason = partition.impossible();
        Assumptions.assumeTrue(reason.isEmpty(), () -> "skipped, no partition is possible here: " + reason.orElse(""));
    }

    @AfterEach
    void nothingIsLeft() {
        started.forEach(ManagedProcess::kill);
        if (partition.impossible().isEmpty()) {
            partition.heal();
        }
    }

    @Test
    void whatIsCutIsSwallowedInOneDirectionAndEverythingElseGoesOn() throws IOException {
        int madrid = freePort();
        int paris = freePort();
        start("madrid", "server", madrid);
        start("paris", "server", paris);
        partition.cut(Set.of(new Direction("paris", "madrid")));
        assertFalse(connects("paris", madrid), "paris to madrid is cut");
        assertFalse(connects("madrid", paris), "the answers of paris are cut too, so no connection comes about");
        assertTrue(connects("paris", paris), "within paris");
        assertTrue(connects("madrid", madrid), "within madrid");
        try (Socket outsider = open(madrid)) {
            assertEquals("hello", hear(outsider));
        }
        partition.heal();
        assertTrue(connects("paris", madrid));
        assertTrue(connects("madrid", paris));
    }

    @Test
    void anOpenConnectionStallsAndGoesOnAfterwards() throws IOException {
        int port = freePort();
        start("madrid", "ticks", port);
        ManagedProcess client = start("paris", "client", port);
        Path heard = client.words();
        eventually(() -> client.words().toFile().length() > 0);
        partition.cut(Set.of(new Direction("madrid", "paris")));
        long before = heard.toFile().length();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SHORT_MILLIS));
        assertTrue(heard.toFile().length() - before <= "tick\n".length() * 2, "next to nothing arrives");
        assertTrue(client.running().isPresent(), "nothing is refused");
        long stalled = heard.toFile().length();
        partition.heal();
        eventually(() -> heard.toFile().length() > stalled);
    }

    @Test
    void cuttingAgainCutsOnlyWhatWasSaidLastAndHealingTwiceDoesNoHarm() throws IOException {
        int madrid = freePort();
        start("madrid", "server", madrid);
        partition.cut(Set.of(new Direction("paris", "madrid")));
        partition.cut(Set.of(new Direction("paris", "barcelona")));
        assertTrue(connects("paris", madrid));
        // By another tool, as after a crash of the first.
        assertTrue(new Partition(layout).isCut());
        new Partition(layout).heal();
        new Partition(layout).heal();
        assertFalse(new Partition(layout).isCut());
    }

    @Test
    void addressesAreEnoughWhereEachDataCentreHasItsOwn() {
        Layout apart = new Layout(folder, folder, 1, 1, Map.of(
                "paris", new Place("10.77.1.2", List.of()), "madrid", new Place("10.77.2.2", List.of()), "barcelona", new Place("10.77.3.2", List.of())));
        String rules = new Partition(apart).rulesOf("madrid", Set.of(new Direction("paris", "madrid"), new Direction("madrid", "barcelona")));
        assertTrue(rules.contains("ip saddr 10.77.1.2 counter drop"), rules);
        assertEquals(1, rules.split("drop", -1).length - 1, rules);
    }

    private ManagedProcess start(String site, String name, int port) {
        ManagedProcess process = new ManagedProcess(name, layout.site(site));
        process.start(inGroup(site, name, port));
        started.add(process);
        if (!name.equals("client")) {
            eventually(() -> Ports.answers(layout.host(site), port));
        }
        return process;
    }

    private List<String> inGroup(String site, String role, int port) {
        return SiteGroup.of(layout, site).joined(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Talk.class.getName(), role, Integer.toString(port)));
    }

    /** Whether a process of {@code site} gets a connection and an answer. */
    private boolean connects(String site, int port) throws IOException {
        Process process = new ProcessBuilder(inGroup(site, "ask", port)).inheritIO().start();
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(SHORT_MILLIS);
        return socket;
    }

    private static String hear(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes("hello".length()), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static void eventually(java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not in time");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** What the processes do. */
    static final class Talk {
        private Talk() {}

        /** Role and port. */
        public static void main(String[] arguments) throws IOException {
            int port = Integer.parseInt(arguments[1]);
            switch (arguments[0]) {
                case "ask" -> ask(port);
                case "client" -> listen(port);
                default -> serve(port, arguments[0].equals("ticks"));
            }
        }

        private static void ask(int port) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(new java.net.InetSocketAddress("127.0.0.1", port), SHORT_MILLIS);
                socket.setSoTimeout(SHORT_MILLIS);
                System.exit(hear(socket).equals("hello") ? 0 : 1);
            } catch (SocketTimeoutException swallowed) {
                System.exit(1);
            }
        }

        private static void listen(int port) throws IOException {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                InputStream in = socket.getInputStream();
                for (int read = in.read(); read >= 0; read = in.read()) {
                    System.out.write(read);
                    System.out.flush();
                }
            }
        }

        private static void serve(int port, boolean ticks) throws IOException {
            try (ServerSocket server = new ServerSocket(port)) {
                while (true) {
                    Socket socket = server.accept();
                    new Thread(() -> speak(socket, ticks)).start();
                }
            }
        }

        private static void speak(Socket socket, boolean ticks) {
            try (socket) {
                socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
                while (ticks) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                    socket.getOutputStream().write("tick\n".getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException gone) {
                // The other has ended.
            }
        }
    }
}
