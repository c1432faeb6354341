package org.palmares.node.api;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.Competitions;
import org.palmares.journal.Contents;
import org.palmares.node.access.Access;
import org.palmares.node.access.AccessRoutes;
import org.palmares.node.access.KeyRoutes;
import org.palmares.node.access.Keys;
import org.palmares.node.access.Principal.Role;
import org.palmares.node.access.Principal;
import org.palmares.node.board.Board;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.feed.JournalHistory;
import org.palmares.node.games.GamesDecisionRoutes;
import org.palmares.node.games.GamesRoutes;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.Budget;
import org.palmares.node.http.HttpSettings;
import org.palmares.node.http.Problems;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Reads;
import org.palmares.node.ingest.Admittance;
import org.palmares.node.ingest.Ingestion;
import org.palmares.node.ingest.OdfIntake;
import org.palmares.node.ingest.OdfRoutes;
import org.palmares.node.ingest.VoidRoutes;
import org.palmares.node.ingest.Voiding;
import org.palmares.node.live.LiveMessage;
import org.palmares.node.live.transport.LiveRoutes;
import org.palmares.node.ops.IncidentRoutes;
import org.palmares.node.ops.OpsRoutes;
import org.palmares.node.ops.drill.DrillRoutes;
import org.palmares.node.ops.drill.Drills;
import org.palmares.node.pages.ApiPageRoutes;
import org.palmares.node.pages.PageRoutes;
import org.palmares.node.participants.ParticipantRoutes;
import org.palmares.node.records.Records;
import org.palmares.node.results.ResultRoutes;
import org.palmares.node.schedule.ClashRoutes;
import org.palmares.node.schedule.Desk;
import org.palmares.node.schedule.Editor;
import org.palmares.node.schedule.GamesClashes;
import org.palmares.node.schedule.PatchRoutes;
import org.palmares.node.schedule.ScheduleRoutes;
import org.palmares.node.schedule.change.ChangeRoutes;
import org.palmares.node.schedule.change.Changes;
import org.palmares.node.schedule.change.Planner;
import org.palmares.node.schedule.file.FileRoutes;
import org.palmares.node.schedule.clash.ClashSettings;
import org.palmares.node.schedule.conflict.ConflictRoutes;
import org.palmares.node.schedule.history.Chronicles;
import org.palmares.node.schedule.history.HistoryRoutes;
import org.palmares.node.schedule.hold.HoldRoutes;
import org.palmares.node.schedule.hold.Holds;
import org.palmares.node.schedule.proposal.PlannerProcess;
import org.palmares.node.schedule.proposal.PlannerSettings;
import org.palmares.node.schedule.proposal.ProposalRoutes;
import org.palmares.node.schedule.proposal.StormDesk;
import org.palmares.node.server.HttpServer;
import org.palmares.node.sites.Serving;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.contract.Paths;

/** All routes of a node; reads like a table of contents. */
public final class ApiRoutes extends AllDirectives {

    /**
     * What the routes work with.
     *
     * @param competitions brings commands to competitions
     * @param contents brings large contents
     * @param live takes live readers
     * @param status how the feed stands
     * @param journal reads what the journals hold of a competition
     * @param node this node's name
     * @param sites all data centres with their public addresses, in the order of succession
     * @param history what each replica of a competition journalled, event by event
     * @param records what operations decided
     * @param changes changes of many units
     * @param holds what feeds do not change
     * @param drills failover drills
     * @param serving which data centres are evacuated
     * @param watch what goes wrong
     * @param clashes how strictly timetables are checked
     * @param planner where the storm desk's planner is and what it may take
     */
    public record Parts(
            ActorSystem<?> system,
            Board board,
            GamesSettings games,
            Competitions competitions,
            Ingestion ingestion,
            Contents contents,
            Keys keys,
            ActorRef<LiveMessage> live,
            Supplier<CompletionStage<FeedStatus>> status,
            Function<CompetitionId, CompletionStage<Competition>> journal,
            String node,
            ReplicaId self,
            Map<ReplicaId, String> sites,
            JournalHistory history,
            Records records,
            Changes changes,
            Holds holds,
            Drills drills,
            Serving serving,
            Watch watch,
            ClashSettings clashes,
            PlannerSettings planner) {

        /** The same for other callers: who has a key of {@code keys}, and is answered as {@code serving} says; what comes in goes through {@code ingestion}. */
        public Parts apart(Ingestion ingestion, Keys keys, Serving serving, Watch watch) {
            return new Parts(
                    system, board, games, competitions, ingestion, contents, keys, live, status, journal, node, self, sites, history, records, changes, holds,
                    drills, serving, watch, clashes, planner);
        }
    }

    private final Parts parts;
    private final HttpSettings settings;
    private final Bodies bodies;
    private final Reads reads;
    private final Queries queries;

    /** The routes over {@code parts}; bounds are read from {@code palmares.http} of the system's configuration. */
    public ApiRoutes(Parts parts) {
        this.parts = parts;
        this.settings = HttpSettings.of(parts.system().settings().config());
        this.bodies = new Bodies(parts.system(), settings.bodies());
        this.reads = new Reads(threads("reads"), settings.readsAtOnce(), parts.watch().metrics());
        this.queries = new Queries(parts.board(), parts.games(), parts.serving(), reads);
    }

    /** Listens with these routes. */
    public CompletionStage<HttpServer> bind(InetSocketAddress at) {
        return HttpServer.bind(at, wrapped(), settings.connections(), parts.system().dispatchers().lookup(DispatcherSelector.defaultDispatcher()));
    }

    /** The routes, with what is done round all of them. */
    Wrap wrapped() {
        return new Wrap(routes().handler(parts.system()), queries::ready, bodies, parts.serving(), parts.watch().metrics());
    }

    /** The routes, sealed: every error is answered as problem+json. */
    private Route routes() {
        // What is kept is made here, once: the suppliers below are asked again with every request.
        ApiPageRoutes described = new ApiPageRoutes(parts.sites().values());
        Calendar calendar = new Calendar(parts.board(), parts.games(), (unit, fault) -> parts.board().fence().leftOut("unit", unit, fault));
        GamesClashes clashes = new GamesClashes(parts.board(), parts.clashes());
        Route v1 = concat(
                described.description(), //             GET  openapi.yaml
                odf().routes(), //                      POST odf
                queries(calendar, clashes), //          GET  games, disciplines, competitions, schedule, units, medals, participants, odf
                changes(calendar, clashes), //          PATCH units/{rsc}/schedule; schedule/changes, conflicts, holds
                new AccessRoutes(parts.keys()).routes(), // GET access
                decisions().routes(), //                PUT  games/{code}
                live().routes(), //                     GET  live
                sites().routes(), //                    GET  sites
                operations(reads)) //                   GET, POST ops
                .seal(Problems.rejections(), Problems.exceptions()); // what is wrong here is not looked for among the pages
        Route all = concat(
                pathPrefix(Paths.V1, () -> v1),
                pathPrefix(Paths.PROBLEMS, () -> path(segment(), slug -> get(() -> complete(Problems.meaning(slug))))),
                described.page(), //                    GET  /api
                // A node that has just started does not know yet which there are.
                new PageRoutes(parts.sites().values(), games -> !parts.serving().isReady() || parts.board().games().contains(games)).routes());
        return all.seal(Problems.rejections(), Problems.exceptions());
    }

    private OdfRoutes odf() {
        return new OdfRoutes(
                new OdfIntake(bodies, new Budget(settings.bodyBytes(), settings.budgetWait()), OdfIntake.reading(settings.budgetWait()), threads("messages")),
                parts.ingestion(), parts.keys(), parts.serving(), parts.watch(), new Admittance(parts.board()));
    }

    private Route queries(Calendar calendar, GamesClashes clashes) {
        return concat(
                new GamesRoutes(queries, parts.games(), calendar, InstantSource.system()).routes(),
                new ScheduleRoutes(queries, calendar).routes(),
                new FileRoutes(queries, calendar, parts.sites().values().iterator().next()).routes(),
                new ClashRoutes(queries, calendar, clashes).routes(),
                new ResultRoutes(queries, calendar, parts.contents()).routes(),
                new HistoryRoutes(queries, new Chronicles(parts.system(), parts.history(), List.copyOf(parts.sites().keySet())), parts.keys()).routes(),
                new ParticipantRoutes(queries).routes());
    }

    private Route changes(Calendar calendar, GamesClashes clashes) {
        Desk with = new Desk(
                parts.board(), parts.games(), calendar, new Editor(parts.board(), parts.competitions()), parts.keys(), bodies, parts.serving(), threads("messages"));
        Planner planner = new Planner(with, clashes, parts.changes(), parts.node(), InstantSource.system());
        StormDesk storms = new StormDesk(
                with, clashes, new PlannerProcess(parts.planner(), threads("messages"), parts.watch().metrics()), parts.node(), InstantSource.system());
        return concat(
                new PatchRoutes(with).routes(),
                new ChangeRoutes(planner, with).routes(),
                new ConflictRoutes(with).routes(),
                new HoldRoutes(with, parts.holds()).routes(),
                new ProposalRoutes(storms, clashes, with).routes());
    }

    private GamesDecisionRoutes decisions() {
        return new GamesDecisionRoutes(new GamesDecisionRoutes.With(
                parts.board(), parts.games(), parts.records(), parts.keys(), bodies, parts.serving()));
    }

    private LiveRoutes live() {
        return new LiveRoutes(parts.system(), parts.board(), parts.games(), parts.live(), parts.serving());
    }

    private SiteRoutes sites() {
        return new SiteRoutes(parts.self(), parts.sites(), parts.serving());
    }

    /** All of it needs the role, and is looked at only then. */
    private Route operations(Reads reads) {
        Voiding voiding = new Voiding(parts.board(), parts.ingestion());
        OpsRoutes.Parts told = new OpsRoutes.Parts(
                parts.system(), parts.board(), parts.games(), parts.status(), parts.journal(), parts.history(), parts.self(), List.copyOf(parts.sites().keySet()),
                parts.watch().metrics());
        Route all = concat(
                new VoidRoutes(parts.board(), parts.games(), voiding, bodies, parts.serving()).routes(), // POST ops/documents
                new OpsRoutes(told, reads).routes(), //                                    GET  ops/feed, boards, journals
                new DrillRoutes(parts.drills(), bodies).routes(), //                       GET, POST ops/drills
                new IncidentRoutes(parts.watch().incidents()).routes(), //                 GET  ops/incidents
                new KeyRoutes(parts.keys(), parts.records(), bodies).routes()); //         GET  ops/keys, POST ops/keys/{name}/revocation
        return pathPrefix(Paths.OPS, () -> extractRequest(request -> {
            Principal who = Access.require(request, parts.keys(), Role.OPS);
            return mapRequest(asked -> Access.by(asked, who), () -> all);
        }));
    }

    private Executor threads(String whose) {
        return parts.system().dispatchers().lookup(DispatcherSelector.fromConfig("palmares.http." + whose + "-dispatcher"));
    }
}
