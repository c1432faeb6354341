package org.palmares.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Digest;
import org.palmares.competition.ReplicaId;
import org.palmares.feed.BoardDigest;
import org.palmares.feed.FeedMessage;
import org.palmares.feed.FeedMessage.GetFeedStatus;
import org.palmares.feed.FeedStatus;
import org.palmares.ops.Metrics;

/** For operations: where the data centres are, how the feed stands, positions and digests of boards and journals. */
final class OpsRoutes extends AllDirectives {

    private static final Duration ASK = Duration.ofSeconds(10);
    private static final int PARALLELISM = 16;

    private final ActorSystem<?> system;
    private final Board board;
    private final ActorRef<FeedMessage> feed;
    private final Function<CompetitionId, CompletionStage<Competition>> journal;
    private final ReplicaId self;
    private final ApiRoutes.Parts parts;

    OpsRoutes(ApiRoutes.Parts parts) {
        this.parts = parts;
        this.system = parts.system();
        this.board = parts.board();
        this.feed = parts.feed();
        this.journal = parts.journal();
        this.self = parts.self();
    }

    Route routes() {
        // The method is looked at last: at an address that is nobody's, what is missing is the address and not the method.
        return concat(
                path("sites", () -> get(() -> complete(json(sites())))),
                pathPrefix("ops", () -> concat(
                        path("feed", () -> get(() -> onSuccess(this::status, status -> complete(json(status(status)))))),
                        path("boards", () -> get(() -> complete(json(digests(boards()))))),
                        path(segment("journals").slash(segment()), code -> get(() -> extractRequest(request ->
                                onSuccess(() -> parts.history().apply(competition(request, code)), events -> complete(json(history(code, events))))))),
                        path("journals", () -> get(() -> onSuccess(this::journals, journals -> complete(json(digests(journals)))))))));
    }

    private static HttpResponse json(Object value) {
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Json.bytes(value)));
    }

    private Map<String, Object> sites() {
        List<Map<String, String>> list = new ArrayList<>();
        parts.sites().forEach((site, url) -> list.add(
                Map.of("site", site.name(), "url", url, "state", parts.serving().isEvacuated(site) ? "evacuated" : "serving")));
        return Map.of("self", self.name(), "sites", list);
    }

    private CompetitionId competition(HttpRequest request, String code) {
        Parameters parameters = new Parameters(request);
        return new CompetitionId(parameters.games(board, parts.games()), Parameters.competitionCode(code));
    }

    /** Every event in the journals of a competition's replicas: what was acknowledged has to be among them. */
    private static Map<String, Object> history(String code, List<CompetitionEvent> events) {
        return Map.of("competition", code, "events", events.stream().map(OpsRoutes::event).toList());
    }

    private static Map<String, Object> event(CompetitionEvent event) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("replica", event.origin().replica().name());
        shape.put("number", event.origin().number());
        shape.put("accepted", event.origin().accepted().instant().toString());
        if (event instanceof CompetitionEvent.DocumentRecorded recorded) {
            shape.put("type", recorded.document().key().type());
            shape.put("code", recorded.document().key().code());
            shape.put("version", recorded.document().version());
            shape.put("hash", recorded.document().stamp().hash());
            shape.put("resultStatus", recorded.document().status().name());
        }
        return shape;
    }

    private CompletionStage<FeedStatus> status() {
        return AskPattern.ask(feed, GetFeedStatus::new, ASK, system.scheduler());
    }

    private Map<String, Object> status(FeedStatus status) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("node", status.node());
        shape.put("ready", status.ready());
        shape.put("cursor", status.cursor());
        shape.put("readers", status.readers());
        shape.put("readersCutOff", parts.watch().metrics().total(Metrics.Counter.LIVE_CUT_OFF));
        shape.put("digest", status.digest());
        shape.put("nodes", status.nodes());
        shape.put("behind", status.behind());
        shape.put("counts", status.counts());
        return shape;
    }

    private record Known(CompetitionId competition, String position, String digest) {}

    private List<Known> boards() {
        return board.all().stream()
                .map(view -> new Known(view.id(), view.state().position().toString(), view.digest()))
                .toList();
    }

    /** Reads every journal now, at QUORUM: what would be known after everything was switched off and on. */
    private CompletionStage<List<Known>> journals() {
        return Source.from(List.copyOf(board.all()))
                .map(CompetitionView::id)
                .mapAsync(PARALLELISM, id -> journal.apply(id)
                        .thenApply(state -> new Known(id, state.position().toString(), Digest.of(state))))
                .runWith(Sink.seq(), system);
    }

    private Map<String, Object> digests(List<Known> known) {
        Map<String, Object> competitionShapes = new LinkedHashMap<>();
        known.forEach(one -> competitionShapes.put(
                one.competition().value(), Map.of("position", one.position(), "digest", one.digest())));
        return Map.of("site", self.name(), "digest", BoardDigest.of(board), "competitions", competitionShapes);
    }
}
