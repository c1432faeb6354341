package org.palmares.node.live.transport;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.Board;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.http.Answers;
import org.palmares.node.http.HttpSettings;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Queries;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.live.LiveFilter;
import org.palmares.node.live.LiveMessage;
import org.palmares.node.live.LivePlaces;
import org.palmares.node.live.LiveStream.Asked;
import org.palmares.node.live.LiveStream;
import org.palmares.node.live.Signs;
import org.palmares.node.sites.Serving;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;

/** {@code GET /v1/live}: changes as server-sent events, or as messages of a WebSocket. */
public final class LiveRoutes extends AllDirectives {

    private static final Pattern GAMES = Pattern.compile("[A-Za-z0-9\\-][A-Za-z0-9.\\-]{0,16}");
    private static final int RETRY_SECONDS = 2;

    private final ActorSystem<?> system;
    private final Board board;
    private final GamesSettings settings;
    private final ActorRef<LiveMessage> live;
    private final Serving serving;
    private final LivePlaces places;
    private final Pace pace;

    /** @param live takes live readers */
    public LiveRoutes(ActorSystem<?> system, Board board, GamesSettings settings, ActorRef<LiveMessage> live, Serving serving) {
        this.system = system;
        this.board = board;
        this.settings = settings;
        this.live = live;
        this.serving = serving;
        this.places = LivePlaces.of(system);
        this.pace = new Pace(
                HttpSettings.of(system.settings().config()).liveBegins(),
                System::nanoTime,
                (after, what) -> system.scheduler().scheduleOnce(after, what, system.executionContext()));
    }

    /** The route, below {@code /v1}. */
    public Route routes() {
        return path(Paths.LIVE, () -> get(() -> extractRequest(request -> onSuccess(pace::begin, turn -> complete(live(request))))));
    }

    private HttpResponse live(HttpRequest request) {
        Queries.requireReady(serving);
        boolean messages = WebSocketMessages.areWanted(request);
        if (serving.isSelfEvacuated()) {
            return messages ? WebSocketMessages.answer(new Moved(Signs.move(serving.elsewhere()), WebSocketMessages.FORM)) : redirect(request);
        }
        Parameters parameters = new Parameters(request);
        LiveFilter filter = filter(parameters);
        requirePlace();
        // Read by name: the typed header class is known not to work for this one.
        Optional<String> cursor = Answers.header(request, Headers.LAST_EVENT_ID).filter(id -> !id.isEmpty()).or(() -> parameters.text("cursor"));
        Transport transport = messages ? Transport.MESSAGES : Transport.ofEvents(request);
        LiveStream stream = new LiveStream(system, live, new Asked(filter, parameters.text("games").isPresent(), parameters.language(), cursor, transport.form()));
        return transport.answer(stream).addHeader(RawHeader.create(Headers.CONTENT_LANGUAGE, parameters.language().tag()));
    }

    /** Not for WebSockets: browsers neither follow it there nor show it to a page, which has to be told in a message. */
    private HttpResponse redirect(HttpRequest request) {
        String address = serving.elsewhere().get(ThreadLocalRandom.current().nextInt(serving.elsewhere().size()));
        return HttpResponse.create()
                .withStatus(StatusCodes.TEMPORARY_REDIRECT)
                .addHeader(RawHeader.create("Location", address + request.getUri().toRelative()))
                .addHeader(RawHeader.create("Cache-Control", "no-store"));
    }

    private LiveFilter filter(Parameters parameters) {
        return new LiveFilter(
                games(parameters),
                parameters.text("competition").map(Parameters::competitionCode),
                parameters.text("unit").map(Parameters::rsc).map(rsc -> rsc.value()),
                parameters.text("discipline"),
                parameters.text("venue"),
                parameters.text("noc"));
    }

    /** Readers may come before the first message of their Games; what can be no Games, and what is operations' alone, is not there. */
    private String games(Parameters parameters) {
        Optional<String> asked = parameters.text("games");
        if (asked.isPresent() && (!GAMES.matcher(asked.get()).matches() || asked.get().equals(CompetitionId.OPERATIONS.games()))) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No Games can be called \"" + asked.get() + "\"; GET /v1/games lists those that are known."));
        }
        if (asked.filter(board.decisions().retired()::containsKey).isPresent()) {
            throw Parameters.retiredGames(asked.get());
        }
        return asked.orElseGet(() -> parameters.games(board, settings));
    }

    private void requirePlace() {
        if (places.areFull()) {
            Metrics.of(system).count(Metrics.Counter.LIVE_REFUSED);
            throw new ProblemException(Problem.of(
                            ProblemType.BUSY, "The node has " + places.max() + " live readers, as many as it takes. Turn to another data centre, or here again in some seconds.")
                    .header(Headers.RETRY_AFTER, String.valueOf(RETRY_SECONDS + ThreadLocalRandom.current().nextInt(RETRY_SECONDS + 1)))
                    .header(Headers.MOVE, String.join(", ", serving.elsewhere())));
        }
    }
}
