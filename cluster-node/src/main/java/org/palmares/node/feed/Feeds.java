package org.palmares.node.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.journal.CompetitionListener;
import org.palmares.journal.Tenure;
import org.palmares.node.board.Board;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.link.Links;
import org.palmares.node.presence.FeedTicks;
import org.palmares.node.presence.Heartbeat;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.watch.Vital;
import org.palmares.node.watch.Watch;

/** Starts the feed of a node. */
public final class Feeds {

    private static final String NAME = "feed";

    private Feeds() {}

    /**
     * What the feed and what tells it of other nodes work with.
     *
     * @param node this node's name in cursors
     * @param site this node's data centre
     * @param pulse time between two pulses
     * @param board what is kept up to date
     * @param live told of all that changes, in order
     * @param readers how many follow
     * @param dataCentres who is heard
     * @param silent told of each node that fell silent
     * @param links the short way to other nodes
     * @param tenure told that the node runs
     * @param onReady run once, when the board may be shown
     * @param onStuck run when the feed's actor works no more
     * @param watch makes visible what goes wrong
     */
    public record Surroundings(
            String node,
            ReplicaId site,
            Duration pulse,
            Board board,
            Consumer<News> live,
            IntSupplier readers,
            DataCentres dataCentres,
            SilentNodes silent,
            Links links,
            Tenure tenure,
            Runnable onReady,
            Runnable onStuck,
            Watch watch) {}

    /**
     * Starts the actor of the feed and what tells it of other nodes.
     *
     * @param guardian whose children they are, all of them {@link Vital}
     */
    public static ActorRef<FeedMessage> start(ActorContext<?> guardian, Surroundings with) {
        FeedTicks ticks = new FeedTicks(System::nanoTime);
        ActorRef<Heartbeat.Message> heartbeat = Vital.spawn(
                guardian,
                Heartbeat.create(new Heartbeat.Surroundings(
                        with.node(), with.site(), with.pulse(), with.dataCentres(), with.silent(), with.links(), ticks, with.tenure(), with.onStuck())),
                Heartbeat.NAME,
                DispatcherSelector.fromConfig("palmares.heartbeat-dispatcher"));
        CoordinatedShutdown.get(guardian.getSystem()).addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "say that the node leaves", () -> {
            heartbeat.tell(Heartbeat.Local.LEAVING);
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        Runnable ready = () -> {
            heartbeat.tell(Heartbeat.Local.READY);
            with.onReady().run();
        };
        Function<ActorRef<FeedMessage>, Feed> feed = self -> new Feed(new Feed.Surroundings(
                with.node(), with.site(), with.board(), with.live(), with.readers(), with.dataCentres(), with.silent(), ready,
                InstantSource.system(), with.watch()));
        ActorRef<FeedMessage> actor = Vital.spawn(guardian, heard(FeedActor.create(with.pulse(), ticks::tick, feed), with.silent()), NAME);
        Vital.spawn(guardian, PeerDirectory.create(actor, "/user/" + NAME, with.silent(), with.links()), "peer-directory");
        with.links().receive(FeedMessage.class, actor::tell);
        return actor;
    }

    /** The feed's own behaviour, which tells what nodes are heard. */
    private static Behavior<FeedMessage> heard(Behavior<FeedMessage> feed, SilentNodes silent) {
        return Behaviors.intercept(
                () -> new BehaviorInterceptor<FeedMessage, FeedMessage>(FeedMessage.class) {
                    @Override
                    public Behavior<FeedMessage> aroundReceive(TypedActorContext<FeedMessage> context, FeedMessage message, ReceiveTarget<FeedMessage> target) {
                        if (message instanceof FeedPulse pulse) {
                            silent.heard(pulse.node());
                        }
                        return target.apply(context, message);
                    }
                },
                feed);
    }

    /** Brings what the competitions of {@code site} come to know to {@code feed}, and failures of their journals to {@code watch}. */
    public static CompetitionListener listener(ActorRef<FeedMessage> feed, ReplicaId site, Watch watch) {
        return new FeedListener(feed, site, watch);
    }
}
