package org.palmares.node.live;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.palmares.node.feed.News;
import org.palmares.node.live.LiveMessage.SendAway;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Vital;

/**
 * Those who follow, as the rest of the node knows them.
 *
 * @param hub who follows what
 * @param actor takes readers
 * @param queue takes what changes
 */
public record Live(LiveHub hub, ActorRef<LiveMessage> actor, LiveQueue queue) {

    private static final String DISPATCHER = "palmares.live-actor-dispatcher";

    /** Starts what tells readers; a {@link Vital} child of {@code guardian}, for without it nobody would be told of anything any more. */
    public static Live start(ActorContext<?> guardian, LiveHub hub) {
        AtomicInteger waiting = new AtomicInteger();
        ActorRef<LiveMessage> actor =
                Vital.spawn(guardian, LiveActor.create(hub, waiting), "live", DispatcherSelector.fromConfig(DISPATCHER));
        return new Live(hub, actor, new LiveQueue(actor::tell, waiting, Metrics.of(guardian.getSystem())));
    }

    /** Brings what the feed tells; never waits. By one thread at a time. */
    public void tell(News news) {
        queue.tell(news);
    }

    /** Every reader is to go on elsewhere: to one of {@code addresses}. */
    public void sendAway(List<String> addresses) {
        actor.tell(new SendAway(addresses));
    }
}
