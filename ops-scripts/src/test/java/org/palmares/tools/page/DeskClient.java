package org.palmares.tools.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.Sent;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;
import org.palmares.tools.site.layout.Layout;

/** A venue and another scheduler, who change {@link DeskGames} from elsewhere while somebody looks at the page. */
final class DeskClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WAIT = Duration.ofSeconds(10);
    /** Whole timetables, to nodes that have just been started. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final LocalSites sites;

    DeskClient(LocalSites sites) {
        this.sites = sites;
    }

    /** A unit, as Paris knows it. */
    JsonNode unit(String code) throws Exception {
        return ask("GET", "/v1/units/" + code, "");
    }

    OffsetDateTime start(String unit) throws Exception {
        return OffsetDateTime.parse(unit(unit).path("start").asText());
    }

    /** Asks Paris as a scheduler. */
    JsonNode ask(String method, String path, String body) throws Exception {
        return ask("paris", method, path, body);
    }

    /** Changes many units from another data centre. */
    void change(String site, String body) throws Exception {
        ask(site, "POST", "/v1/schedule/changes", body);
    }

    /** What stands at an address, for everybody. */
    String text(URI address) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(address).timeout(WAIT).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private JsonNode ask(String site, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sites.layout().url(site) + path + "?games=" + DeskGames.CODE))
                .timeout(WAIT)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("X-API-KEY", RunningSites.key("scheduler"))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    /** Messages of venues. */
    void send(List<byte[]> messages) {
        List<Sites.Site> addresses = Layout.SITES.stream().map(site -> new Sites.Site(site, URI.create(sites.layout().url(site)))).toList();
        SiteClient client = new SiteClient(new Sites(addresses), RunningSites.key("feed"), Patience.SHORT.withAttempt(WAIT).withBudget(LONG));
        List<CompletableFuture<Sent>> sent = messages.stream().map(message -> client.send(Outgoing.plain(message), 0)).toList();
        sent.forEach(one -> assertTrue(one.join() instanceof Acknowledged, () -> String.valueOf(one.join())));
    }
}
