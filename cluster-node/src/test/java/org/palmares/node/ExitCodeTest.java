package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigRenderOptions;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How real processes end: the exit code tells a supervisor whether to start the node again. */
class ExitCodeTest {

    private static final int SECONDS = 180;

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private void start(Class<?> program, List<String> arguments, String... properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback.xml"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log()).start();
    }

    private File log() {
        return folder.resolve("log").toFile();
    }

    private String said() {
        try {
            return Files.exists(log().toPath()) ? Files.readString(log().toPath()) : "";
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), this::said);
        return process.exitValue();
    }

    /** A node as it is started, with the configuration of a test in a file. */
    private void startNode(String more) throws IOException {
        Path file = folder.resolve("node.conf");
        Files.writeString(file, RunningNode.config(folder, more).root().render(ConfigRenderOptions.concise()));
        start(Main.class, List.of(), "-Dconfig.file=" + file);
    }

    private void await(String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!said().contains(text)) {
            assertTrue(System.nanoTime() < end && process.isAlive(), this::said);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private void signal(String name) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor());
    }

    /** Nothing of ours says what follows from this one. Why else a node ends is tried in {@link VitalTest}, within this process. */
    @Test
    void aNodeWhoseGuardianFailsAsksToBeStartedAgain() throws Exception {
        start(RunningNode.class, List.of(folder.toString(), "/user"));
        assertEquals(75, exitCode(), this::said);
        assertTrue(said().contains("ActorKilledException"), this::said);
    }

    /** A node on one of whose threads an error is thrown that Java itself may not survive: no supervision hears of it. */
    static final class NodeWithAnError {

        private NodeWithAnError() {}

        public static void main(String[] arguments) throws IOException {
            RunningNode.start(RunningNode.config(Path.of(arguments[0]), "")).executionContext().execute(() -> {
                throw new NoClassDefFoundError("a class that is missing");
            });
        }
    }

    @Test
    void anErrorThatNoActorCanOutliveEndsTheNodeWithACodeOfItsOwn() throws Exception {
        start(NodeWithAnError.class, List.of(folder.toString()));
        assertEquals(255, exitCode(), this::said);
        assertTrue(said().contains("a class that is missing"), this::said);
    }

    /** Without it there is no actor system yet that could end. */
    @Test
    void aNodeWhosePortOfTheClusterIsTakenAsksToBeStartedAgain() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            startNode("pekko.remote.artery.canonical.port = " + other.getLocalPort());
            assertEquals(75, exitCode(), this::said);
            assertTrue(said().contains("Bind"), this::said);
        }
    }

    @Test
    void aNodeThatWasStoppedForTooLongAsksToBeStartedAgain() throws Exception {
        startNode("palmares.longest-pause = 3s");
        await("The node is not ready");
        signal("STOP");
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(6));
        signal("CONT");
        assertEquals(75, exitCode(), this::said);
        assertTrue(said().contains("may have been replaced"), this::said);
    }

    @Test
    void aNodeThatIsConfiguredWronglyDoesNot() throws Exception {
        startNode("palmares.node-number = 27");
        assertEquals(2, exitCode(), this::said);
    }

    @Test
    void aNodeWithoutKeysDoesNot() throws Exception {
        startNode("palmares.keys = \"" + folder.resolve("none") + '"');
        assertEquals(2, exitCode(), this::said);
    }
}
