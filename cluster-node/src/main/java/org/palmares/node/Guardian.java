package org.palmares.node;

import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.CompetitionGateway;
import org.palmares.gateway.DataCentres;
import org.palmares.gateway.Succession;
import org.palmares.journal.CassandraContents;
import org.palmares.journal.CassandraJournal;
import org.palmares.journal.CassandraStart.WrongSchema;
import org.palmares.journal.CassandraStart;
import org.palmares.journal.CompetitionEntity;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.CompetitionSharding;
import org.palmares.journal.Competitions;
import org.palmares.journal.Contents;
import org.palmares.journal.JournalId;
import org.palmares.journal.Tenure;
import org.palmares.node.access.Keys;
import org.palmares.node.api.ApiRoutes;
import org.palmares.node.board.Board;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.FeedMessage.JournalRead;
import org.palmares.node.feed.FeedMessage;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.feed.Feeds;
import org.palmares.node.feed.JournalReading;
import org.palmares.node.ingest.Ingestion;
import org.palmares.node.link.Links;
import org.palmares.node.live.Live;
import org.palmares.node.live.LiveHub;
import org.palmares.node.ops.drill.Conductor;
import org.palmares.node.ops.drill.DrillRecords;
import org.palmares.node.ops.drill.Drills;
import org.palmares.node.ops.drill.Redundancy;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.records.Records;
import org.palmares.node.schedule.Editor;
import org.palmares.node.schedule.Keeper;
import org.palmares.node.schedule.change.Changes;
import org.palmares.node.schedule.hold.Holds;
import org.palmares.node.sites.Readiness;
import org.palmares.node.sites.Serving;
import org.palmares.node.sites.SiteRecords;
import org.palmares.node.watch.CountedDetours;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Vital;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.odf.OdfHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the parts of a node together; the only place that knows them all. Its children are {@link Vital}: when one ends, so does the node. Nothing
 * touches a journal before Cassandra has answered and its tables were found right; until then the node takes part in the cluster and is not ready.
 */
final class Guardian {

    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);
    private static final Duration ASK = Duration.ofSeconds(5);
    /** A key that is taken out of the file does not count for much longer. */
    private static final Duration KEYS_EVERY = Duration.ofMillis(500);

    /** What can be used once Cassandra has answered. */
    private record Store(CassandraJournal journal, CompetitionSharding competitions, JournalReading reading) {}

    private final ActorSystem<Void> system;
    private final NodeSettings settings;
    private final Board board;
    private final DataCentres dataCentres;
    private final Serving serving;
    private final Watch watch;
    private final Tenure tenure;
    private final SilentNodes silent = new SilentNodes(this::fellSilent);
    private final Links links;
    private final Live live;
    private final ActorRef<FeedMessage> feed;
    /** Until then nobody can be answered. */
    private final CompletableFuture<Done> boardIsReady = new CompletableFuture<>();
    private final CompletableFuture<Store> store = new CompletableFuture<>();
    private final CompetitionGateway gateway;
    /** Without those that this node cannot serve. */
    private final Competitions competitions;

    private Guardian(ActorContext<Void> context, NodeSettings settings) {
        this.system = context.getSystem();
        this.settings = settings;
        this.board = new Board(Metrics.of(system).fence());
        this.dataCentres = new DataCentres(settings.site(), settings.silence(), settings.rest(), System::nanoTime);
        this.serving = new Serving(settings.site(), settings.sites());
        this.watch = watch(Metrics.of(system));
        this.tenure = new Tenure(settings.longestPause(), System::nanoTime, InstantSource.system(), this::tenureIsLost);
        this.links = new Links(system, settings.site());
        this.live = Live.start(context, new LiveHub(board, settings.games(), InstantSource.system(), Metrics.of(system)));
        this.feed = Feeds.start(context, new Feeds.Surroundings(
                settings.nodeName(), settings.site(), settings.pulse(), board, live::tell, live.hub()::readers, dataCentres, silent, links, tenure,
                () -> boardIsReady.complete(Done.getInstance()), () -> Restart.of(system), watch));
        this.gateway = new CompetitionGateway(
                new Succession(settings.order()), dataCentres, this::ask, settings.patience(), new CountedDetours(watch.metrics()));
        this.competitions = serving.setAside().guarding(gateway);
    }

    static Behavior<Void> create(NodeSettings settings) {
        return Behaviors.setup(context -> {
            try {
                new Guardian(context, settings).start(context);
            } catch (IllegalArgumentException | ConfigException unusable) {
                LOG.error("The node cannot start: {}", unusable.getMessage());
                Unusable.of(context.getSystem());
            }
            return Behaviors.receive(Void.class)
                    .onSignal(Terminated.class, ended -> {
                        vitalEnded(context.getSystem(), ended);
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    /** Half a node is worse than none: the others would go on to take it for alive. */
    private static void vitalEnded(ActorSystem<?> system, Terminated ended) {
        LOG.error("{} has ended, and the node with it; it is to be started again",
                ended.getRef().path().name(), ended instanceof ChildFailed failed ? failed.getCause() : null);
        Restart.of(system);
    }

    private void tenureIsLost() {
        LOG.error("The node was stopped for longer than {} and may have been replaced; it acknowledges nothing any more and ends, to be started again",
                settings.longestPause());
        Restart.of(system);
    }

    private void fellSilent(String node, ReplicaId site) {
        if (store.isDone()) {
            store.join().reading().readSilent(node, site);
        }
    }

    private void start(ActorContext<Void> context) {
        Keys keys = Keys.read(settings.keys(), hash -> board.decisions().revokedKeys().contains(hash));
        system.scheduler().scheduleWithFixedDelay(KEYS_EVERY, KEYS_EVERY, keys::refresh, system.executionContext());
        Records records = new Records(board, gateway, InstantSource.system(), watch.metrics());
        Vital.spawn(context, Conductor.create(new Conductor.Surroundings(
                        settings.nodeName(), settings.site(), new DrillRecords(records), new SiteRecords(records), serving, dataCentres, live::sendAway, this::status, watch.metrics(), () -> Restart.of(system),
                        InstantSource.system())), "conductor");
        Editor editor = new Editor(board, competitions);
        Changes changes = new Changes(records, editor);
        Holds holds = new Holds(board, records, editor, InstantSource.system());
        Vital.spawn(context, Keeper.create(new Keeper.Surroundings(settings.nodeName(), List.of(changes, holds), this::status, watch.metrics())), "desk");
        Readiness.watch(feed, () -> journal(CassandraJournal::check), serving, system);
        ManagementPort.open(system);
        LinkPort.open(system, links, settings.linkPort(), (id, command) -> replica(id, settings.site(), command, settings.patience().answer()));
        read();
        ApiRoutes.Parts parts = parts(keys, records, changes, holds);
        new PublicPort(system, settings, new ApiRoutes(parts)::bind).openOnce(
                boardIsReady.thenCombine(store, (board, journals) -> board).thenCompose(done -> Rehearsal.of(new Stage(parts, watch(new Metrics())), gateway, id -> board.get(id).map(CompetitionView::state), settings.nodeName(), settings.rehearsal())),
                serving::becomeReady);
    }

    /** As long as it takes; only what waiting cannot mend ends the node. */
    private void read() {
        StartLog log = new StartLog(system);
        CompletionStage<Done> up = Joining.whenUp(system);
        Joining.others(system, settings.seeds());
        CassandraStart.journals(system, log::waitsFor)
                .thenAccept(journal -> store.complete(store(journal)))
                .thenRun(() -> Joining.orBegin(system, settings.seeds()))
                .thenRun(() -> log.waitsFor("the cluster"))
                .thenCompose(done -> up)
                .thenCompose(done -> store.join().reading().readAll(log::waitsFor))
                .whenComplete((done, failure) -> {
                    log.done();
                    if (failure == null) {
                        feed.tell(JournalRead.JOURNAL_READ);
                    } else {
                        cannotRead(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
                    }
                });
    }

    private void cannotRead(Throwable failure) {
        if (failure instanceof WrongSchema || failure instanceof IllegalArgumentException || failure instanceof ConfigException) {
            LOG.error("The journal cannot be used; the node ends. {}", failure.getMessage());
            Unusable.of(system);
        } else {
            LOG.error("The journal cannot be used; the node ends, to be started again", failure);
            Restart.of(system);
        }
    }

    private Store store(CassandraJournal journal) {
        CompetitionEntity.Surroundings surroundings = new CompetitionEntity.Surroundings(
                Feeds.listener(feed, settings.site(), watch),
                competition -> board.get(competition).map(CompetitionView::state),
                InstantSource.system(),
                settings.snapshots(),
                tenure);
        return new Store(
                journal,
                new CompetitionSharding(system, settings.site(), settings.order(), surroundings),
                new JournalReading(
                        system,
                        journal,
                        new JournalReading.Surroundings(board, feed, silent, serving.setAside(), watch),
                        JournalReading.Pace.of(settings.startParallelism())));
    }

    private CompletionStage<CompetitionReply> ask(CompetitionId competition, ReplicaId site, CompetitionCommand command, Duration timeout) {
        return site.equals(settings.site())
                ? replica(competition, site, command, timeout)
                : links.ask(competition, site, command, timeout).orElseGet(() -> replica(competition, site, command, timeout));
    }

    private CompletionStage<CompetitionReply> replica(CompetitionId competition, ReplicaId site, CompetitionCommand command, Duration timeout) {
        return store.isDone()
                ? store.join().competitions().ask(competition, site, command, timeout)
                : CompletableFuture.failedFuture(new IllegalStateException("Cassandra has not answered yet"));
    }

    private <T> CompletionStage<T> journal(Function<CassandraJournal, CompletionStage<T>> reading) {
        return store.isDone()
                ? reading.apply(store.join().journal())
                : CompletableFuture.failedFuture(new IllegalStateException("Cassandra has not answered yet"));
    }

    private CompletionStage<FeedStatus> status() {
        return AskPattern.ask(feed, FeedMessage.GetFeedStatus::new, ASK, system.scheduler());
    }

    private ApiRoutes.Parts parts(Keys keys, Records records, Changes changes, Holds holds) {
        Drills drills = new Drills(new Drills.Surroundings(
                board,
                new DrillRecords(records),
                new SiteRecords(records),
                new Succession(settings.order()),
                settings.destructiveDrills(),
                this::redundancy,
                () -> status().thenApply(FeedStatus::nodes),
                InstantSource.system()));
        Contents contents = new CassandraContents(system);
        Ingestion ingestion = new Ingestion(competitions, contents, this::sent);
        return new ApiRoutes.Parts(
                system, board, settings.games(), competitions, ingestion, contents, keys, live.actor(), this::status, id -> journal(known -> known.read(id, settings.order())),
                settings.nodeName(), settings.site(), settings.sites(), this::history, records, changes, holds, drills, serving, watch, settings.clashes(), settings.planner());
    }

    private Source<CompetitionEvent, NotUsed> history(CompetitionId id, ReplicaId replica, long number) {
        return store.isDone()
                ? store.join().journal().history(new JournalId(id, replica), number)
                : Source.failed(new IllegalStateException("Cassandra has not answered yet"));
    }

    /** Sources are in the zone that their units' times tell of, else where the Games are. */
    private Instant sent(OdfHeader header, Collection<OffsetDateTime> times) {
        return board.zones()
                .clock(header.games(), header.source(), times, settings.games().zone())
                .instant(LocalDateTime.of(header.date(), header.time()), board.zones().latest(header.games(), header.source()));
    }

    private Watch watch(Metrics metrics) {
        List<ReplicaId> others = settings.order().stream().filter(site -> !site.equals(settings.site())).toList();
        return Watch.over(
                board, dataCentres, metrics,
                new Watch.Settings(settings.nodeName(), others, settings.differAfter(), InstantSource.system()));
    }

    private CompletionStage<Redundancy> redundancy() {
        return status().thenCombine(journal(CassandraJournal::connected), (status, cassandra) -> new Redundancy(
                settings.order().stream().filter(dataCentres::isSilent).map(ReplicaId::name).toList(),
                serving.evacuated().stream().map(ReplicaId::name).sorted().toList(),
                cassandra,
                status.behind()));
    }
}
