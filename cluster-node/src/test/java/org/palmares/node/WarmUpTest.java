package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final ActorTestKit kit = ActorTestKit.create(
            "warm-up", ConfigFactory.parseResources("http.conf").withFallback(ConfigFactory.defaultReference()).resolve());

    @Test
    void theWaysAreGoneAndItEndsWhateverIsAnswered() throws Exception {
        Route routes = Directives.extractRequest(request -> {
            asked.merge(request.method().value() + ' ' + request.getUri().path(), 1, Integer::sum);
            return Directives.complete(org.apache.pekko.http.javadsl.model.StatusCodes.SERVICE_UNAVAILABLE);
        });
        try {
            WarmUp.of(kit.system(), routes).toCompletableFuture().get(20, TimeUnit.SECONDS);
        } finally {
            kit.shutdownTestKit();
        }
        assertEquals(10, asked.get("GET /v1/medals"));
    }

    @Test
    void theMessageIsSound() throws Exception {
        assertEquals("DT_RESULT", WarmUp.plan().header().documentType());
    }
}
