package org.palmares.tools.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillProgress;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.protocol.json.Json;
import org.palmares.tools.client.Connections;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;

/** Asks the operations of whichever data centre answers. */
public final class OpsClient {

    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int SERVER_FAULT = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sites sites;
    private final String key;
    private final HttpClient http = Connections.client(Duration.ofSeconds(1));

    /** @param key of the role ops */
    public OpsClient(Sites sites, String key) {
        this.sites = sites;
        this.key = key;
    }

    /** An answer: its status, and its body as JSON. */
    public record Answer(int status, byte[] body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                return JSON.createObjectNode();
            }
        }
    }

    /**
     * Starts a drill; a refusal is a {@link ToolException} that says why. A data centre that did not answer in time may have begun it, and the next one
     * then refuses a second: that first one is the drill that was asked for. Who else thinks so finds it taken on.
     */
    Drill start(DrillRequest request) {
        Instant asked = Instant.now();
        Answer answer = ask("POST", Paths.of(Paths.OPS, Paths.DRILLS), Optional.of(request));
        if (answer.status() == CREATED) {
            return read(answer, Drill.class);
        }
        return running().stream().filter(drill -> answer.status() == CONFLICT && isOf(request, drill, asked)).findFirst().orElseThrow(() -> refused(answer));
    }

    private static boolean isOf(DrillRequest request, Drill drill, Instant asked) {
        return drill.name().equals(request.name()) && drill.site().equals(request.site()) && drill.reason().equals(request.reason())
                && drill.requested().isAfter(asked.minus(CLOCKS_APART));
    }

    /** What would be if the drill were started: {@code drill}, {@code missing}, {@code calendar}. */
    public JsonNode plan(DrillRequest request) {
        Answer answer = ask("POST", Paths.of(Paths.OPS, Paths.DRILLS), Optional.of(request));
        if (answer.status() != OK) {
            throw refused(answer);
        }
        return answer.json();
    }

    /** The drill as it is now; empty where nobody knows it, or nobody answers. */
    Optional<Drill> drill(String id) {
        try {
            Answer answer = ask("GET", Paths.of(Paths.OPS, Paths.DRILLS) + "/" + id, Optional.empty());
            return answer.status() == OK ? Optional.of(read(answer, Drill.class)) : Optional.empty();
        } catch (ToolException nobody) {
            return Optional.empty();
        }
    }

    /** Drills that are under way; none where nobody answers. */
    public List<Drill> running() {
        try {
            Answer answer = ask("GET", Paths.of(Paths.OPS, Paths.DRILLS) + "?limit=100", Optional.empty());
            return answer.status() == OK ? List.of(JSON.convertValue(answer.json().path(Paths.DRILLS), JsonNode[].class)).stream()
                    .map(node -> read(new Answer(OK, node.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)), Drill.class))
                    .filter(Drill::isRunning)
                    .toList() : List.of();
        } catch (ToolException nobody) {
            return List.of();
        }
    }

    /** Tells what happened; empty when the drill has changed meanwhile or nobody answers. */
    Optional<Drill> tell(String id, DrillProgress progress) {
        try {
            Answer answer = ask("POST", Paths.of(Paths.OPS, Paths.DRILLS) + "/" + id + "/progress", Optional.of(progress));
            return answer.status() == OK ? Optional.of(read(answer, Drill.class)) : Optional.empty();
        } catch (ToolException nobody) {
            return Optional.empty();
        }
    }

    /** Cancels a drill. */
    Answer cancel(String id, String by) {
        return ask("POST", Paths.of(Paths.OPS, Paths.DRILLS) + "/" + id + "/cancel", Optional.of(java.util.Map.of("by", by)));
    }

    /** JSON of {@code path} from the data centre at {@code index} only; empty when it does not answer. */
    Optional<JsonNode> from(int index, String path) {
        return answer(index, path).filter(answer -> answer.status() == OK).map(Answer::json);
    }

    /** What the data centre at {@code index} answers to a GET, whatever it is; empty when it does not answer. */
    Optional<Answer> answer(int index, String path) {
        try {
            return Optional.of(send(index, "GET", path, Optional.empty()));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    private Answer ask(String method, String path, Optional<Object> body) {
        String last = "";
        for (int index = 0; index < sites.size(); index++) {
            try {
                Answer answer = send(index, method, path, body);
                if (answer.status() < SERVER_FAULT) {
                    return answer;
                }
                last = sites.at(index).name() + " answers " + answer.status();
            } catch (IOException silent) {
                last = sites.at(index).name() + ": " + silent;
            }
        }
        throw new ToolException("No data centre answers " + method + ' ' + path + "; the last: " + last + ". Are they up? See: palmares status");
    }

    private Answer send(int index, String method, String path, Optional<Object> body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sites.at(index).url() + path))
                .timeout(ANSWER)
                .header(Headers.API_KEY, key)
                .header("Content-Type", "application/json")
                .method(method, body.map(Json::bytes).map(HttpRequest.BodyPublishers::ofByteArray).orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }

    private static <T> T read(Answer answer, Class<T> form) {
        try {
            return Json.read(answer.body(), form);
        } catch (IOException unreadable) {
            throw new ToolException("An answer of operations cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static ToolException refused(Answer answer) {
        JsonNode problem = answer.json();
        StringBuilder text = new StringBuilder("refused (" + answer.status() + "): " + problem.path("detail").asText());
        problem.path(Paths.UNITS).forEach(unit -> text.append("\n  in the way: ").append(unit.asText()));
        problem.path("quietWindows").forEach(window -> text.append("\n  quiet: ").append(window.path("from").asText()).append(" to ")
                .append(window.path("to").asText()));
        return new ToolException(text.toString());
    }
}
