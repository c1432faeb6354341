package org.palmares.node.sites;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.palmares.node.feed.FeedMessage.GetFeedStatus;
import org.palmares.node.feed.FeedMessage;
import org.palmares.node.feed.FeedStatus;

/**
 * Readiness for {@code /ready}: the board holds what the journal holds, the journal answers, and the data centre is not evacuated. Pekko Management
 * makes it by its class name, so what it asks is kept with the actor system.
 */
public final class Readiness implements Supplier<CompletionStage<Boolean>> {

    private static final Duration ASK = Duration.ofSeconds(1);

    private final Check check;

    /** What is asked; nothing is ready before that is known. */
    private static final class Check implements Extension {

        private static final ExtensionId<Check> ID = new ExtensionId<>() {
            @Override
            public Check createExtension(org.apache.pekko.actor.typed.ActorSystem<?> system) {
                return new Check();
            }
        };

        private final AtomicReference<Supplier<CompletionStage<Boolean>>> asked =
                new AtomicReference<>(() -> CompletableFuture.completedFuture(false));
    }

    /** Made by Pekko Management. */
    public Readiness(ActorSystem system) {
        this.check = Adapter.toTyped(system).registerExtension(Check.ID);
    }

    /** @param journal completes when the journal answers a read; fails while it has not been reached yet */
    public static void watch(
            ActorRef<FeedMessage> feed, Supplier<? extends CompletionStage<?>> journal, Serving serving, org.apache.pekko.actor.typed.ActorSystem<?> system) {
        system.registerExtension(Check.ID).asked.set(() -> AskPattern.<FeedMessage, FeedStatus>ask(feed, GetFeedStatus::new, ASK, system.scheduler())
                .thenCombine(journal.get(), (status, row) -> serving.isReady() && status.ready() && !serving.isSelfEvacuated())
                .exceptionally(failure -> false));
    }

    @Override
    public CompletionStage<Boolean> get() {
        return check.asked.get().get();
    }
}
