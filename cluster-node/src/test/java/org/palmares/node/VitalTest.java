package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** What the node cannot live without ends it when it ends, in whatever way, and asks for a restart: every actor of the node is tried. */
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

    @Test
    void aNodeWithoutItsKeysEndsAndSaysThatAStartWouldNotHelp() throws Exception {
        ActorSystem<Void> system = RunningNode.start(
                RunningNode.config(folder, "pekko.coordinated-shutdown.exit-jvm = off, palmares.keys = \"" + folder.resolve("none") + '"'));
        assertInstanceOf(Unusable.class, reason(system));
    }
}
