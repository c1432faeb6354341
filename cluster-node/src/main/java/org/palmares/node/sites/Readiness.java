package org.palmares.node.sites;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.palmares.node.feed.FeedMessage.GetFeedStatus;
import org.palmares.node.feed.FeedMessage;
import org.palmares.node.feed.FeedStatus;

/**
 * Readiness for {@code /ready}: the board holds what the journal holds, the journal answers, and the data centre is not evacuated. Pekko Management makes it by its class name,
 * so the parts it asks are handed over at the start.
 */
public final class Readiness implements Supplier<CompletionStage<Boolean>> {

    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Map<String, Supplier<CompletionStage<Boolean>>> CHECKS = new ConcurrentHashMap<>();

    private final String system;

    /** Made by Pekko Management. */
    public Readiness(ActorSystem system) {
        this.system = Integer.toHexString(System.identityHashCode(system));
    }

    /** @param journal completes when the journal answers a read; fails while it has not been reached yet */
    public static void watch(
            ActorRef<FeedMessage> feed, Supplier<? extends CompletionStage<?>> journal, Serving serving, org.apache.pekko.actor.typed.ActorSystem<?> system) {
        String name = Integer.toHexString(System.identityHashCode(system.classicSystem()));
        CHECKS.put(name, () -> AskPattern.<FeedMessage, FeedStatus>ask(feed, GetFeedStatus::new, ASK, system.scheduler())
                .thenCombine(journal.get(), (status, row) -> serving.isReady() && status.ready() && !serving.isSelfEvacuated())
                .exceptionally(failure -> false));
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CHECKS.getOrDefault(system, () -> CompletableFuture.completedFuture(false)).get();
    }
}
