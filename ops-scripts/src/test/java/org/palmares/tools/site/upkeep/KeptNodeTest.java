package org.palmares.tools.site.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Kill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.FreePorts;
import org.palmares.tools.site.KeyFiles;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.Kept;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.site.process.ManagedProcess;

/**
 * A real node, alone and without Cassandra, that loses a vital actor. Which actors are vital, and that each of them ends its node, is tried where
 * nodes are tested.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class KeptNodeTest {

    private static final Duration WAIT = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final int port = new Layout(Path.of("."), Path.of("."), FreePorts.offset()).remote("paris", 1);
    private final List<String> told = new ArrayList<>();
    /** Reaches into the node as another node could. */
    private final ActorSystem outside = ActorSystem.create("outside", ConfigFactory.parseMap(Map.of(
                    "pekko.actor.provider", "remote",
                    "pekko.remote.warn-about-direct-use", "off",
                    "pekko.remote.artery.canonical.hostname", "127.0.0.1",
                    "pekko.remote.artery.canonical.port", 0,
                    "pekko.loglevel", "WARNING"))
            .withFallback(ConfigFactory.defaultReference()));

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        node().kill();
        outside.terminate();
        outside.getWhenTerminated().toCompletableFuture().get(WAIT.toSeconds(), TimeUnit.SECONDS);
    }

    private KeptProcess node() {
        return new KeptProcess(new ManagedProcess("node", folder.resolve("paris")));
    }

    private void launch() {
        node().process().start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback-file.xml", "-Dpalmares.log=" + node().process().log(),
                "-Dpekko.remote.artery.canonical.port=" + port, "-Dpekko.management.http.port=0", "-Dpalmares.http.port=0", "-Dpalmares.link.port=0",
                "-Dpalmares.cassandra.contact-points.0=127.0.0.1:1", "-Dpalmares.keys=" + folder,
                "-cp", System.getProperty("java.class.path"), "org.palmares.node.Main"));
    }

    private void look() {
        LocalSites sites = new LocalSites(new Layout(folder, folder, 0), told::add);
        new Keeper(sites, told::add).look(node(), this::launch, Instant.now());
    }

    private ActorRef actor(String path) throws Exception {
        long end = System.nanoTime() + WAIT.toNanos();
        while (true) {
            try {
                return outside.actorSelection("pekko://palmares@127.0.0.1:" + port + path)
                        .resolveOne(Duration.ofSeconds(1)).toCompletableFuture().get();
            } catch (ExecutionException notYet) {
                assertTrue(System.nanoTime() < end && node().process().running().isPresent(), this::said);
            }
        }
    }

    private String said() {
        try {
            return told + "\n" + Files.readString(node().process().log());
        } catch (IOException nothing) {
            return told + "\n" + nothing;
        }
    }

    private void awaitEnd() {
        long end = System.nanoTime() + WAIT.toNanos();
        while (node().process().running().isPresent()) {
            assertTrue(System.nanoTime() < end, this::said);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void aNodeThatLosesAVitalActorIsStartedAgainAtOnceAndHasThatActorAgain() throws Exception {
        KeyFiles.makeMissing(folder);
        node().start(this::launch);
        ActorRef first = actor("/user/live");
        first.tell(Kill.getInstance(), ActorRef.noSender());
        awaitEnd();

        look();
        assertEquals(Integer.valueOf(Kept.RESTART), node().kept().last().map(ManagedProcess.End::code).orElseThrow(), this::said);
        look();
        assertEquals(1, node().kept().restarts(), this::said);
        assertNotEquals(first, actor("/user/live"));
    }
}
