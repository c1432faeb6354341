package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.node.api.TestSite.Answer;

/** What a scheduler asks for that takes a look at all units is done apart, and holds up no short request. */
class DeskThreadsTest {

    private static final String ONE_THREAD = "palmares.http.messages-dispatcher.thread-pool-executor.fixed-pool-size = 1";
    private static final String HOLD = "/v1/schedule/holds/discipline/ATH?games=SG2030";
    private static final String CHANGES = "/v1/schedule/changes";

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys, ONE_THREAD);
        site.take(schedule(1, unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Answer ask(String method, String address, String body) throws Exception {
        HttpRequest request = HttpRequest.create(address).withMethod(HttpMethods.lookup(method).orElseThrow());
        return site.ask(
                body.isEmpty() ? request : request.withEntity(ContentTypes.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8)), "X-API-KEY", TestSite.SCHEDULER_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/schedule/conflicts?games=SG2030", "GET, /v1/schedule/holds?games=SG2030", "PUT, " + HOLD, "DELETE, " + HOLD, "POST, undo"})
    void itWaitsForItsOwnThreadsOnly(String method, String address) throws Exception {
        ask("PUT", HOLD, "{}");
        String change = ask("POST", CHANGES + "?games=SG2030", "{\"select\": {\"units\": [\"" + HEAT + "\"]}, \"action\": \"delay\"}").json().path("id").asText();
        Executor threads = site.system().dispatchers().lookup(DispatcherSelector.fromConfig("palmares.http.messages-dispatcher"));
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        threads.execute(goOn::join);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return ask(method, address.equals("undo") ? CHANGES + '/' + change + "/undo" : address, method.equals("GET") ? "" : "{}");
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThrows(TimeoutException.class, () -> answer.get(300, TimeUnit.MILLISECONDS));
        goOn.complete(null);
        assertEquals(200, answer.get(20, TimeUnit.SECONDS).status());
    }
}
