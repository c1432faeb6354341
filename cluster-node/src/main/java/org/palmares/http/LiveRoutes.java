package org.palmares.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.board.Board;
import org.palmares.board.GamesSettings;
import org.palmares.feed.FeedMessage;
import org.palmares.live.LiveFilter;
import org.palmares.ops.drill.Serving;
import org.palmares.live.LiveSource;

/** {@code GET /v1/live}: changes as server-sent events. */
final class LiveRoutes extends AllDirectives {

    private static final ContentType EVENT_STREAM = MediaTypes.TEXT_EVENT_STREAM.toContentType();
    /** Connections are ended now and then, so that load spreads again after a node has come back. */
    private static final long LONGEST_SECONDS = 600;

    private final Board board;
    private final GamesSettings settings;
    private final ActorRef<FeedMessage> feed;
    private final Serving serving;

    LiveRoutes(Board board, GamesSettings settings, ActorRef<FeedMessage> feed, Serving serving) {
        this.serving = serving;
        this.board = board;
        this.settings = settings;
        this.feed = feed;
    }

    Route routes() {
        return path("live", () -> get(() -> extractRequest(request -> complete(live(request)))));
    }

    private HttpResponse live(HttpRequest request) {
        QueryRoutes.requireReady(serving);
        if (serving.isSelfEvacuated()) {
            String address = serving.elsewhere().get(ThreadLocalRandom.current().nextInt(serving.elsewhere().size()));
            return HttpResponse.create()
                    .withStatus(StatusCodes.TEMPORARY_REDIRECT)
                    .addHeader(RawHeader.create("Location", address + request.getUri().toRelative()))
                    .addHeader(RawHeader.create("Cache-Control", "no-store"));
        }
        Parameters parameters = new Parameters(request);
        LiveFilter filter = new LiveFilter(
                // Who waits for the first message of a Games may follow it before it is known.
                parameters.text("games").orElseGet(() -> parameters.games(board, settings)),
                parameters.text("competition").map(Parameters::competitionCode),
                parameters.text("unit").map(Parameters::rsc).map(rsc -> rsc.value()),
                parameters.text("discipline"),
                parameters.text("venue"),
                parameters.text("noc"));
        // Read by name: the typed header class is known not to work for this one.
        var cursor = Answers.header(request, "last-event-id").filter(id -> !id.isEmpty()).or(() -> parameters.text("cursor"));
        long seconds = LONGEST_SECONDS + ThreadLocalRandom.current().nextLong(LONGEST_SECONDS / 5);
        var events = Source.fromGraph(new LiveSource(feed, filter, parameters.language(), cursor)).takeWithin(Duration.ofSeconds(seconds));
        return HttpResponse.create()
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
                .addHeader(RawHeader.create("Content-Language", parameters.language().tag()))
                .withEntity(HttpEntities.createChunked(EVENT_STREAM, events));
    }
}
