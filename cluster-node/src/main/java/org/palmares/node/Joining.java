package org.palmares.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.palmares.journal.ClusterClaim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node comes into the cluster: by any of {@code palmares.seeds}, or as the first, where none of them is in one. It may begin one only when
 * {@link ClusterClaim} is its own, and a claim is held for as long as a cluster lives: a node that others do not hear would otherwise be left behind with a
 * cluster of its own for good, and with a fixed first node nothing could start while that one is lost (docs/decisions/0015).
 */
final class Joining {

    /** For so long the others are asked first, and so often the claim is held again. */
    static final Duration EVERY = Duration.ofSeconds(10);

    /** An answer that took longer may be of a claim that has run out. */
    private static final Duration ANSWER_MAX = ClusterClaim.HELD.dividedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private final Cluster cluster;
    private final Supplier<CompletionStage<Boolean>> claim;

    /** @param claim asks for the claim: true where it is this node's */
    Joining(Cluster cluster, Supplier<CompletionStage<Boolean>> claim) {
        this.cluster = cluster;
        this.claim = claim;
    }

    /** Asks the others, and goes on to until one has answered. Without seeds the node joins whom Pekko's own settings or an operator name. */
    static void others(ActorSystem<?> system, List<String> seeds) {
        Cluster cluster = Cluster.get(system);
        List<Address> others = seeds.stream()
                .map(seed -> AddressFromURIString.parse(cluster.selfAddress().protocol() + "://" + system.name() + '@' + seed))
                .filter(seed -> !seed.equals(cluster.selfAddress()))
                .toList();
        if (!others.isEmpty()) {
            cluster.joinSeedNodes(others);
        }
    }

    /** A node takes part once it is a member that is up. */
    static CompletionStage<Done> whenUp(ActorSystem<?> system) {
        CompletableFuture<Done> up = new CompletableFuture<>();
        Cluster.get(system).registerOnMemberUp(() -> up.complete(Done.getInstance()));
        return up;
    }

    /** From now on the node may begin a cluster where there is none. Cassandra has to have answered. */
    static void orBegin(ActorSystem<?> system, List<String> seeds) {
        if (!seeds.isEmpty()) {
            Cluster cluster = Cluster.get(system);
            String owner = cluster.selfUniqueAddress().toString();
            Joining joining = new Joining(cluster, new ClusterClaim(system, owner)::hold);
            system.scheduler().scheduleWithFixedDelay(EVERY, EVERY, joining::look, system.executionContext());
        }
    }

    /** Holds the claim on, and begins the cluster where there is none. */
    void look() {
        long begin = System.nanoTime();
        claim.get().whenComplete((mine, failure) -> {
            if (failure != null) {
                LOG.debug("Cassandra did not say who may begin the cluster", failure);
            } else if (mine && isAlone() && System.nanoTime() - begin < ANSWER_MAX.toNanos()) {
                LOG.info("No other node is in a cluster; this one begins it.");
                cluster.join(cluster.selfAddress());
            }
        });
    }

    private boolean isAlone() {
        return !cluster.isTerminated() && !cluster.state().getMembers().iterator().hasNext();
    }
}
