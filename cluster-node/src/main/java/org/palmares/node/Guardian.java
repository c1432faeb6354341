package org.palmares.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.stream.javadsl.Sink;
import org.palmares.access.Keys;
import org.palmares.board.Board;
import org.palmares.competition.CompetitionId;
import org.palmares.feed.FeedMessage;
import org.palmares.feed.FeedMessage.JournalRead;
import org.palmares.feed.Feeds;
import org.palmares.http.ApiRoutes;
import org.palmares.ingest.Ingestion;
import org.palmares.journal.CassandraJournal;
import org.palmares.journal.CompetitionEntity.Surroundings;
import org.palmares.journal.CompetitionGateway;
import org.palmares.journal.CompetitionSharding;
import org.palmares.journal.DataCentres;
import org.palmares.journal.Succession;
import org.palmares.live.LiveHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a node together; the only place that knows them all. */
final class Guardian {

    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration WAKE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration UNBIND_TIMEOUT = Duration.ofSeconds(3);

    private Guardian() {}

    static Behavior<Void> create(NodeSettings settings) {
        return Behaviors.setup(context -> {
            start(context, settings);
            return Behaviors.empty();
        });
    }

    private static void start(ActorContext<Void> context, NodeSettings settings) {
        ActorSystem<Void> system = context.getSystem();
        Keys keys = Keys.read(settings.keys());
        Board board = new Board();
        LiveHub live = new LiveHub(board, settings.games(), InstantSource.system());
        DataCentres dataCentres = new DataCentres(settings.site(), settings.silence(), settings.rest(), System::nanoTime);
        AtomicReference<CompetitionSharding> competitions = new AtomicReference<>();
        ActorRef<FeedMessage> feed = Feeds.start(
                context,
                settings.nodeName(),
                settings.site(),
                settings.pulse(),
                board,
                live,
                dataCentres,
                competition -> wake(competitions.get(), competition));
        CassandraJournal journal = new CassandraJournal(system);
        Surroundings surroundings = new Surroundings(
                Feeds.listener(feed), InstantSource.system(), settings.order().size(), settings.snapshotEvery(), journal);
        competitions.set(new CompetitionSharding(
                system, settings.site(), settings.order(), CassandraReadJournal.Identifier(), surroundings));
        CompetitionGateway gateway = new CompetitionGateway(
                new Succession(settings.order()), dataCentres, competitions.get(), settings.commandTimeout(), Readiness.FALLBACKS::count);
        Readiness.watch(feed, journal, system);
        PekkoManagement.get(system).start();
        Cluster cluster = Cluster.get(system);
        whenUp(cluster, system).thenCompose(up -> readJournal(system, journal, competitions.get(), settings)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("The journal could not be read; the node stops. Is Cassandra up, and its schema there?", failure);
                system.terminate();
            } else {
                feed.tell(JournalRead.JOURNAL_READ);
            }
        });
        bind(system, settings, new ApiRoutes(new ApiRoutes.Parts(
                system, board, settings.games(), new Ingestion(gateway::decide), keys, feed, competitions.get(), settings.site(), settings.sites())));
    }

    private static void wake(CompetitionSharding competitions, CompetitionId competition) {
        if (competitions != null) {
            competitions.localState(competition, WAKE_TIMEOUT).whenComplete((state, failure) -> {
                if (failure != null) {
                    LOG.warn("{}: the local replica did not start: {}", competition, failure.toString());
                }
            });
        }
    }

    /** A node takes part once it is a member that is up; the cluster extension tells in a callback. */
    private static CompletionStage<Done> whenUp(Cluster cluster, ActorSystem<?> system) {
        var up = new java.util.concurrent.CompletableFuture<Done>();
        if (cluster.selfMember().status() == MemberStatus.up()) {
            up.complete(Done.getInstance());
        }
        org.apache.pekko.cluster.Cluster.get(system).registerOnMemberUp(() -> up.complete(Done.getInstance()));
        return up;
    }

    /** Starts every competition once: that fills the board, and lets the replicas of this data centre catch up with the others. */
    private static CompletionStage<Done> readJournal(
            ActorSystem<?> system, CassandraJournal journal, CompetitionSharding competitions, NodeSettings settings) {
        return journal.competitions()
                .statefulMapConcat(() -> {
                    var seen = new java.util.HashSet<CompetitionId>();
                    return id -> seen.add(id) ? java.util.List.of(id) : java.util.List.of();
                })
                .mapAsyncUnordered(settings.startParallelism(), id -> competitions
                        .localState(id, START_TIMEOUT)
                        .handle((state, failure) -> {
                            if (failure != null) {
                                LOG.warn("{}: did not start in time and is left to start later: {}", id, failure.toString());
                            }
                            return Done.getInstance();
                        }))
                .runWith(Sink.ignore(), system);
    }

    private static void bind(ActorSystem<?> system, NodeSettings settings, ApiRoutes routes) {
        Http.get(system)
                .newServerAt(settings.httpHost(), settings.httpPort())
                .bind(routes.routes())
                .whenComplete((binding, failure) -> {
                    if (failure == null) {
                        binding.addToCoordinatedShutdown(UNBIND_TIMEOUT, system);
                        LOG.info("{} listens at http://{}:{}", settings.site(), settings.httpHost(), settings.httpPort());
                    } else {
                        LOG.error("Port {} of {} cannot be used; the node stops", settings.httpPort(), settings.httpHost(), failure);
                        system.terminate();
                    }
                });
    }
}
