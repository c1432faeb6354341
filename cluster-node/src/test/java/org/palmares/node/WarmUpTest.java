package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.junit.jupiter.api.Test;
import org.palmares.node.server.PlainEdge;

class WarmUpTest {

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    @Test
    void theWaysAreGoneAndItEndsWhateverIsAnswered() throws Exception {
        WarmUp.of(at -> PlainEdge.bind(request -> {
                    asked.merge(request.method().value() + ' ' + request.getUri().path(), 1, Integer::sum);
                    return CompletableFuture.completedFuture(HttpResponse.create().withStatus(StatusCodes.SERVICE_UNAVAILABLE));
                }, 10))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertEquals(10, asked.get("GET /v1/medals"));
    }

    @Test
    void theMessageIsSound() throws Exception {
        assertEquals("DT_RESULT", WarmUp.plan().header().documentType());
    }
}
