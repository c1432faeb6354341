package org.palmares.node.ops;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.UnitEdited;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Digest;
import org.palmares.competition.Provenance;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.node.board.Board;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.BoardDigest;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.feed.JournalHistory;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Reads;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;

/** For operations: how the feed stands, positions and digests of boards and journals. Everything is given in pages. */
public final class OpsRoutes extends AllDirectives {

    private static final int BOARDS_MAX = 1_000;
    /** Each is read from its last snapshot on, at QUORUM. */
    private static final int JOURNALS_MAX = 200;
    private static final int PARALLELISM = 4;
    private static final int EVENTS_MAX = 1_000;
    /** Shorter than a request may take. */
    private static final Duration JOURNAL_TIME = Duration.ofSeconds(15);

    /**
     * What they tell of.
     *
     * @param status how the feed stands
     * @param journal reads what the journals hold of a competition
     * @param history what each replica of a competition journalled, event by event
     * @param sites all data centres, in the order of succession
     */
    public record Parts(
            ActorSystem<?> system,
            Board board,
            GamesSettings games,
            Supplier<CompletionStage<FeedStatus>> status,
            Function<CompetitionId, CompletionStage<Competition>> journal,
            JournalHistory history,
            ReplicaId self,
            List<ReplicaId> sites,
            Metrics metrics) {}

    private final Parts parts;
    private final Reads reads;
    private final AtomicBoolean reading = new AtomicBoolean();

    /** Whoever comes here has the role of operations. */
    public OpsRoutes(Parts parts, Reads reads) {
        this.parts = parts;
        this.reads = reads;
    }

    /** The routes, below {@code /v1/ops}. */
    public Route routes() {
        // The method is checked last: an address that no route has is answered 404, whatever the method.
        return concat(
                path(Paths.FEED, () -> get(() -> completeWithFuture(parts.status().get().thenApply(status -> Replies.json(status(status)))))),
                path(Paths.BOARDS, () -> get(() -> extractRequest(request -> completeWithFuture(reads.make(() -> boards(request)))))),
                path(segment(Paths.JOURNALS).slash(segment()), code -> get(() -> extractRequest(request ->
                        completeWithFuture(oneAtATime(() -> history(request, code)))))),
                path(Paths.JOURNALS, () -> get(() -> extractRequest(request -> completeWithFuture(oneAtATime(() -> journals(request)))))));
    }

    /** Journals are read by one at a time: they are on the disks that messages are waiting for. */
    private CompletionStage<HttpResponse> oneAtATime(Supplier<CompletionStage<HttpResponse>> work) {
        if (!reading.compareAndSet(false, true)) {
            return CompletableFuture.failedFuture(new ProblemException(Problem.of(
                            ProblemType.BUSY, "Journals are being read here for somebody else. Ask again in a second, or another data centre.")
                    .header(Headers.RETRY_AFTER, "1")));
        }
        try {
            return work.get().whenComplete((answer, failure) -> reading.set(false));
        } catch (RuntimeException refused) {
            reading.set(false);
            throw refused;
        }
    }

    private CompletionStage<HttpResponse> history(HttpRequest request, String code) {
        Parameters parameters = new Parameters(request);
        CompetitionId id = new CompetitionId(parameters.games(parts.board(), parts.games()), Parameters.competitionCode(code));
        int limit = parameters.limit(EVENTS_MAX);
        Place from = parameters.text("cursor").map(this::place).orElse(new Place(0, 0));
        List<ReplicaId> replicas = parts.sites();
        return Source.range(from.replica(), replicas.size() - 1)
                .flatMapConcat(replica -> parts.history().after(id, replicas.get(replica), replica == from.replica() ? from.number() : 0))
                .map(OpsRoutes::event)
                .take(limit + 1L)
                .completionTimeout(JOURNAL_TIME)
                .runWith(Sink.seq(), parts.system())
                .thenApply(events -> Replies.json(page(code, events, limit)));
    }

    /** Where a page begins: after this number of this replica, in the order of succession. */
    private record Place(int replica, long number) {}

    private Place place(String cursor) {
        List<String> names = parts.sites().stream().map(ReplicaId::name).toList();
        String[] place = Parameters.decode(cursor).split(" ");
        if (place.length != 2 || !names.contains(place[0]) || !place[1].matches("\\d{1,18}")) {
            throw Parameters.bad("cursor", "is none that was given here");
        }
        return new Place(names.indexOf(place[0]), Long.parseLong(place[1]));
    }

    /** Every event in the journals of a competition's replicas: what was acknowledged has to be among them. */
    private static Map<String, Object> page(String code, List<Map<String, Object>> events, int limit) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("competition", code);
        page.put("events", events.subList(0, Math.min(limit, events.size())));
        Map<String, Object> last = events.size() > limit ? events.get(limit - 1) : Map.of();
        page.put("next", last.isEmpty() ? null : Parameters.encode(last.get("replica") + " " + last.get("number")));
        return page;
    }

    private static Map<String, Object> event(CompetitionEvent event) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("replica", event.origin().replica().name());
        shape.put("number", event.origin().number());
        shape.put("accepted", event.origin().accepted().instant().toString());
        return event.fold(new CompetitionEvent.Cases<>() {
            @Override
            public Map<String, Object> documentRecorded(DocumentRecorded recorded) {
                document(recorded.document().provenance());
                shape.put("resultStatus", recorded.document().status().name());
                return asked(recorded.request());
            }

            @Override
            public Map<String, Object> entriesRecorded(EntriesRecorded recorded) {
                document(recorded.by());
                return asked(recorded.request());
            }

            private Map<String, Object> asked(Request request) {
                shape.put("by", request.by());
                shape.put("correlationId", request.correlation());
                return shape;
            }

            private void document(Provenance of) {
                shape.put("type", of.document().type());
                shape.put("code", of.document().code());
                shape.put("version", of.source().version());
                shape.put("hash", of.source().hash());
            }

            @Override
            public Map<String, Object> documentVoided(DocumentVoided voided) {
                shape.put("voided", voided.key().type() + ' ' + voided.key().code());
                shape.put("from", voided.from());
                shape.put("reason", voided.reason());
                return asked(voided.request());
            }

            @Override
            public Map<String, Object> unitEdited(UnitEdited edited) {
                shape.put("unit", edited.unit());
                shape.put("new", edited.edit().values());
                shape.put("reason", edited.edit().by().reason());
                return asked(new Request(edited.edit().by().name(), edited.edit().by().correlation()));
            }
        });
    }

    private Map<String, Object> status(FeedStatus status) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("node", status.node());
        shape.put("ready", status.ready());
        shape.put("cursor", status.cursor());
        shape.put("readers", status.readers());
        shape.put("readersCutOff", parts.metrics().total(Metrics.Counter.LIVE_CUT_OFF));
        shape.put("digest", status.digest());
        shape.put("nodes", status.nodes());
        shape.put("behind", status.behind());
        shape.put("counts", status.counts());
        return shape;
    }

    private record Known(CompetitionId competition, String position, String digest) {}

    private HttpResponse boards(HttpRequest request) {
        Parameters.Page<CompetitionView> page = competitions(request, BOARDS_MAX);
        return Replies.json(digests(page, page.items().stream()
                .map(view -> new Known(view.id(), view.state().position().toString(), view.digest()))
                .toList()));
    }

    /** Reads journals now, at QUORUM: what would be known after everything was switched off and on. */
    private CompletionStage<HttpResponse> journals(HttpRequest request) {
        Parameters.Page<CompetitionView> page = competitions(request, JOURNALS_MAX);
        return Source.from(page.items())
                .map(CompetitionView::id)
                .mapAsync(PARALLELISM, id -> parts.journal().apply(id)
                        .thenApply(state -> new Known(id, state.position().toString(), Digest.of(state))))
                .completionTimeout(JOURNAL_TIME)
                .runWith(Sink.seq(), parts.system())
                .thenApply(known -> Replies.json(digests(page, known)));
    }

    private Parameters.Page<CompetitionView> competitions(HttpRequest request, int max) {
        return new Parameters(request).page(List.copyOf(parts.board().all()), view -> view.id().value(), max);
    }

    private Map<String, Object> digests(Parameters.Page<CompetitionView> page, List<Known> known) {
        Map<String, Object> competitionShapes = new LinkedHashMap<>();
        known.forEach(one -> competitionShapes.put(
                one.competition().value(), Map.of("position", one.position(), "digest", one.digest())));
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("site", parts.self().name());
        shape.put("digest", BoardDigest.of(parts.board()));
        shape.put("competitions", competitionShapes);
        shape.put("next", page.next());
        return shape;
    }
}
