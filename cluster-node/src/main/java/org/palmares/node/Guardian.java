package org.palmares.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.palmares.access.Keys;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.competition.ReplicaId;
import org.palmares.feed.FeedMessage.GetFeedStatus;
import org.palmares.feed.FeedMessage.JournalRead;
import org.palmares.feed.FeedMessage;
import org.palmares.feed.FeedStatus;
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
import org.palmares.ops.CountedDetours;
import org.palmares.ops.Metrics;
import org.palmares.ops.Watch;
import org.palmares.ops.drill.Conductor;
import org.palmares.ops.drill.Drills;
import org.palmares.ops.drill.OpsRecords;
import org.palmares.ops.drill.Redundancy;
import org.palmares.ops.drill.Serving;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a node together; the only place that knows them all. */
final class Guardian {

    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);
    private static final Duration ASK = Duration.ofSeconds(5);
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
        LiveHub live = new LiveHub(board, settings.games(), InstantSource.system(), Metrics.of(system));
        DataCentres dataCentres = new DataCentres(settings.site(), settings.silence(), settings.rest(), System::nanoTime);
        Watch watch = watch(system, settings, board, dataCentres);
        AtomicReference<JournalReading> reading = new AtomicReference<>();
        ActorRef<FeedMessage> feed = Feeds.start(
                context,
                settings.nodeName(),
                settings.site(),
                settings.pulse(),
                board,
                live,
                dataCentres,
                silent -> reading.get().readSilent(silent),
                watch);
        CassandraJournal journal = new CassandraJournal(system);
        reading.set(new JournalReading(system, journal, board, dataCentres, feed, settings.startParallelism(), watch.metrics()));
        Surroundings surroundings = new Surroundings(
                Feeds.listener(feed, watch.metrics()),
                competition -> board.get(competition).map(CompetitionView::state),
                InstantSource.system(),
                settings.snapshotEvery());
        CompetitionSharding competitions = new CompetitionSharding(system, settings.site(), settings.order(), surroundings);
        CompetitionGateway gateway = new CompetitionGateway(
                new Succession(settings.order()), dataCentres, competitions, settings.patience(), new CountedDetours(watch.metrics()));
        Serving serving = new Serving(settings.site(), settings.sites());
        OpsRecords records = new OpsRecords(board, gateway::decide, InstantSource.system());
        Supplier<CompletionStage<FeedStatus>> status = () -> AskPattern.ask(feed, GetFeedStatus::new, ASK, system.scheduler());
        context.spawn(
                Conductor.create(new Conductor.Surroundings(
                        settings.nodeName(), settings.site(), records, serving, dataCentres, feed, status, () -> Restart.of(system), InstantSource.system())),
                "conductor");
        Drills drills = new Drills(new Drills.Surroundings(
                board,
                records,
                new Succession(settings.order()),
                settings.destructiveDrills(),
                () -> redundancy(settings, dataCentres, serving, journal, status.get()),
                () -> status.get().thenApply(FeedStatus::nodes),
                InstantSource.system()));
        Readiness.watch(feed, journal, serving, system);
        PekkoManagement.get(system).start();
        CompletionStage<Done> fit = journal.requireSchema();
        whenUp(system).thenCompose(up -> fit).thenCompose(done -> reading.get().readAll()).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("The journal cannot be used; the node stops. {}", failure.getMessage());
                system.terminate();
            } else {
                feed.tell(JournalRead.JOURNAL_READ);
            }
        });
        Route routes = new ApiRoutes(new ApiRoutes.Parts(
                system, board, settings.games(), new Ingestion(gateway::decide), keys, feed, id -> journal.read(id, settings.order()), settings.site(), settings.sites(),
                id -> journal.history(id, settings.order()), drills, serving, watch)).routes();
        WarmUp.of(system, routes).thenRun(() -> bind(system, settings, routes));
    }

    private static Watch watch(ActorSystem<?> system, NodeSettings settings, Board board, DataCentres dataCentres) {
        List<ReplicaId> others = settings.order().stream().filter(site -> !site.equals(settings.site())).toList();
        return Watch.over(
                board,
                dataCentres,
                Metrics.of(system),
                new Watch.Settings(settings.nodeName(), others, settings.silence(), settings.differAfter(), InstantSource.system()));
    }

    private static CompletionStage<Redundancy> redundancy(
            NodeSettings settings, DataCentres dataCentres, Serving serving, CassandraJournal journal, CompletionStage<FeedStatus> status) {
        return status.thenCombine(journal.connected(), (feed, cassandra) -> new Redundancy(
                settings.order().stream().filter(site -> dataCentres.silenceOf(site).compareTo(settings.silence()) > 0).map(ReplicaId::name).toList(),
                serving.evacuated().stream().map(ReplicaId::name).sorted().toList(),
                cassandra,
                feed.behind()));
    }

    /** A node takes part once it is a member that is up. */
    private static CompletableFuture<Done> whenUp(ActorSystem<?> system) {
        CompletableFuture<Done> up = new CompletableFuture<>();
        Cluster.get(system).registerOnMemberUp(() -> up.complete(Done.getInstance()));
        return up;
    }

    private static void bind(ActorSystem<?> system, NodeSettings settings, Route routes) {
        Http.get(system)
                .newServerAt(settings.httpHost(), settings.httpPort())
                .bind(routes)
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
