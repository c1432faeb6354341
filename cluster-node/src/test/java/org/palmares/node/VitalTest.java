package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.Kill;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.PossiblyHarmful;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the node cannot live without ends it when it ends, in whatever way, and asks for a restart: every actor of the node is tried, and its ports. */
class VitalTest {

    /** Whoever adds an actor adds it here. */
    private static final Set<String> VITAL =
            Set.of("/user/conductor", "/user/desk", "/user/feed", "/user/live", "/user/heartbeat", "/user/peer-directory");

    private static final Duration WAIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    static Set<String> vital() {
        return new TreeSet<>(VITAL);
    }

    private ActorSystem<Void> start() throws Exception {
        return RunningNode.start(RunningNode.config(folder, "pekko.coordinated-shutdown.exit-jvm = off"));
    }

    /** Only what is over is asked: nothing can be begun in what is ending. */
    private static CoordinatedShutdown.Reason reason(ActorSystem<?> system) throws Exception {
        system.getWhenTerminated().toCompletableFuture().get(WAIT.toSeconds(), TimeUnit.SECONDS);
        return CoordinatedShutdown.get(system).getShutdownReason().orElseThrow();
    }

    /** As the library looks it up: that of the reason, or of all that have none. */
    private static int exitCode(ActorSystem<?> system) throws Exception {
        String reason = reason(system).getClass().getName();
        Config settings = system.settings().config().getConfig("pekko.coordinated-shutdown");
        return settings.getConfig("reason-overrides").root().containsKey(reason)
                ? settings.getInt("reason-overrides.\"" + reason + "\".exit-code")
                : settings.getInt("exit-code");
    }

    private void endsTheNode(String actor, PossiblyHarmful how) throws Exception {
        ActorSystem<Void> system = start();
        RunningNode.end(system, actor, how);

        assertInstanceOf(Restart.class, reason(system));
    }

    @Test
    void everyActorOfTheNodeIsInTheListOfWhatIsTried() throws Exception {
        ActorSystem<Void> system = start();
        try {
            TestProbe.create(system).awaitAssert(WAIT, Duration.ofMillis(200), () -> {
                assertEquals(VITAL, RunningNode.actors(system));
                return null;
            });
            assertTrue(CoordinatedShutdown.get(system).getShutdownReason().isEmpty(), "it waits for Cassandra and lives");
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(WAIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @MethodSource("vital")
    void whenAVitalActorFailsTheNodeEndsAndAsksForARestart(String actor) throws Exception {
        endsTheNode(actor, Kill.getInstance());
    }

    @ParameterizedTest
    @MethodSource("vital")
    void whenAVitalActorEndsInOrderTheNodeDoesAllTheSame(String actor) throws Exception {
        endsTheNode(actor, PoisonPill.getInstance());
    }

    /** The library's own part in the cluster. */
    @Test
    void whenTheClusterFailsTheNodeEndsAndAsksForARestart() throws Exception {
        ActorSystem<Void> system = start();
        RunningNode.end(system, "/system/cluster/core/daemon", Kill.getInstance());

        assertEquals(Restart.EXIT_CODE, exitCode(system));
    }

    /** The port of the cluster is tried in {@link ExitCodeTest}. */
    @ParameterizedTest
    @ValueSource(strings = {"palmares.http.port", "palmares.link.port", "pekko.management.http.port"})
    void aNodeOneOfWhosePortsIsTakenEndsAndAsksForARestart(String port) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ActorSystem<Void> system = RunningNode.start(
                    RunningNode.config(folder, "pekko.coordinated-shutdown.exit-jvm = off, " + port + " = " + other.getLocalPort()));

            assertEquals(Restart.EXIT_CODE, exitCode(system));
        }
    }

    @Test
    void aNodeWithoutItsKeysEndsAndSaysThatAStartWouldNotHelp() throws Exception {
        ActorSystem<Void> system = RunningNode.start(
                RunningNode.config(folder, "pekko.coordinated-shutdown.exit-jvm = off, palmares.keys = \"" + folder.resolve("none") + '"'));
        assertInstanceOf(Unusable.class, reason(system));
    }
}
