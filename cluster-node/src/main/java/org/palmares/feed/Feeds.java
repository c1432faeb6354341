package org.palmares.feed;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.palmares.board.Board;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionListener;
import org.palmares.journal.DataCentres;
import org.palmares.live.LiveHub;
import org.palmares.live.LiveMessage;
import org.palmares.ops.Metrics;
import org.palmares.ops.Watch;

/** Starts the feed of a node. */
public final class Feeds {

    private static final String NAME = "feed";

    private Feeds() {}

    /**
     * Starts the actor of the feed and what tells it of other nodes.
     *
     * @param context of the guardian: the feed is its child
     * @param node this node's name in cursors
     * @param dataCentre this node's data centre
     * @param pulse time between two pulses
     * @param silent told of each data centre of which a node fell silent
     * @param watch makes visible what goes wrong
     */
    public static ActorRef<FeedMessage> start(
            ActorContext<?> context,
            String node,
            ReplicaId dataCentre,
            Duration pulse,
            Board board,
            LiveHub live,
            DataCentres dataCentres,
            Consumer<ReplicaId> silent,
            Watch watch) {
        ActorRef<Heartbeat.Message> heartbeat = context.spawn(
                Heartbeat.create(dataCentre, pulse, dataCentres), Heartbeat.NAME, DispatcherSelector.fromConfig("palmares.heartbeat-dispatcher"));
        CoordinatedShutdown.get(context.getSystem()).addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "say that the node leaves", () -> {
            heartbeat.tell(Heartbeat.Local.LEAVING);
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        BiFunction<ActorRef<FeedMessage>, Consumer<LiveMessage>, Feed> feed = (self, told) -> new Feed(new Feed.Surroundings(
                node, dataCentre, board, told, live::readers, dataCentres, silent, () -> heartbeat.tell(Heartbeat.Local.READY), java.time.InstantSource.system(), watch));
        ActorRef<FeedMessage> actor = context.spawn(FeedActor.create(pulse, feed, live), NAME);
        context.spawn(PeerDirectory.create(actor, "/user/" + NAME), "peer-directory");
        return actor;
    }

    /** Brings what competitions come to know to {@code feed}, and failures of their journals to {@code metrics}. */
    public static CompetitionListener listener(ActorRef<FeedMessage> feed, Metrics metrics) {
        return new FeedListener(feed, metrics);
    }
}
