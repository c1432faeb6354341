package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes of one process; that Cassandra gives the claim to one alone is tried with a real one. */
class JoiningTest {

    private static final Duration WAIT = Duration.ofSeconds(20);

    private final ActorTestKit first = node();
    private final ActorTestKit second = node();

    private static ActorTestKit node() {
        return ActorTestKit.create("palmares", ConfigFactory.parseString("""
                pekko { actor.provider = cluster, coordinated-shutdown.exit-jvm = off, cluster.jmx.multi-mbeans-in-same-jvm = on
                  remote.artery.canonical { hostname = "127.0.0.1", port = 0 } }
                """).withFallback(ConfigFactory.load("testkit")));
    }

    @AfterEach
    void end() {
        second.shutdownTestKit();
        first.shutdownTestKit();
    }

    private static Cluster cluster(ActorTestKit node) {
        return Cluster.get(node.system());
    }

    private static String seed(ActorTestKit node) {
        return "127.0.0.1:" + cluster(node).selfAddress().port().get();
    }

    private static boolean isMember(ActorTestKit node) {
        return cluster(node).state().getMembers().iterator().hasNext();
    }

    private static void awaitMembers(ActorTestKit node, int members) {
        node.createTestProbe().awaitAssert(WAIT, () -> {
            int found = 0;
            for (var member : cluster(node).state().getMembers()) {
                found++;
            }
            assertEquals(members, found);
            return null;
        });
    }

    @Test
    void whoeverHasTheClaimBeginsAndTheOthersCome() {
        List<String> seeds = List.of(seed(first), seed(second));
        AtomicBoolean free = new AtomicBoolean();
        Joining.others(first.system(), seeds);
        Joining.others(second.system(), seeds);
        Joining joining = new Joining(cluster(second), () -> CompletableFuture.completedFuture(free.get()));

        joining.look();
        assertFalse(isMember(second), "another cluster is there, or was until lately");
        free.set(true);
        joining.look();

        // Not only the node that all name first can begin.
        awaitMembers(second, 2);
        awaitMembers(first, 2);
    }

    @Test
    void whoIsInAClusterBeginsNoOther() {
        cluster(first).join(cluster(first).selfAddress());
        awaitMembers(first, 1);
        Joining.others(second.system(), List.of(seed(first)));
        awaitMembers(second, 2);
        new Joining(cluster(second), () -> CompletableFuture.completedFuture(true)).look();
        awaitMembers(second, 2);
    }

    @Test
    void aCassandraThatDoesNotAnswerLetsNobodyBegin() {
        new Joining(cluster(first), () -> CompletableFuture.failedFuture(new IllegalStateException("no quorum"))).look();
        assertFalse(isMember(first));
    }
}
