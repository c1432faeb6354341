package org.palmares.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.json.Json;
import org.palmares.tools.client.Sites.Site;
import org.palmares.tools.terminal.ToolException;

/** A scheduler at one data centre, who looks at one Games and changes it. */
public final class Desk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Site site;
    private final String games;
    private final String key;

    /** @param key of the role scheduler */
    public Desk(Site site, String games, String key) {
        this.site = site;
        this.games = games;
        this.key = key;
    }

    /** All units of a day. */
    List<JsonNode> units(String date) {
        List<JsonNode> units = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(Paths.of(Paths.SCHEDULE), "&limit=1000&date=" + date + cursor);
            page.path("units").forEach(units::add);
            cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return units;
    }

    JsonNode get(String path, String more) {
        return ask("GET", path, more, BodyPublishers.noBody());
    }

    /** What a change of many units would be, or becomes. */
    JsonNode change(Map<String, Object> change) {
        return ask("POST", Paths.of(Paths.SCHEDULE, Paths.CHANGES), "", BodyPublishers.ofByteArray(Json.bytes(change)));
    }

    JsonNode patch(String unit, Map<String, Object> change) {
        return ask("PATCH", Paths.of(Paths.UNITS, unit, Paths.SCHEDULE), "", BodyPublishers.ofByteArray(Json.bytes(change)));
    }

    private JsonNode ask(String method, String path, String more, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.url().toString().replaceAll("/+$", "") + path + "?games=" + Paths.encoded(games) + more))
                .timeout(WAIT)
                .header(Headers.API_KEY, key)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != OK) {
                throw new ToolException(method + ' ' + path + " was answered " + response.statusCode() + ": " + answer.path("detail").asText() + ' ' + answer.path("faults"));
            }
            return answer;
        } catch (IOException failed) {
            throw new ToolException(site.name() + " does not answer: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", interrupted);
        }
    }
}
