package org.palmares.tools.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.client.Connections;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Sent;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.BiographyMaker;
import org.palmares.tools.testfeed.ResultMaker;

/** Brings the biographies of a whole Games to the test feed: what is about no discipline is many, and not to be felt by the others. */
final class Biographies {

    private static final int AT_ONCE = 16;
    private static final int OK = 200;

    private final SiteClient client;

    Biographies(SiteClient client) {
        this.client = client;
    }

    /** Sends {@code count} of them unless an earlier run has; returns how many were sent. */
    int bring(int count) {
        if (count == 0 || isThere(count - 1)) {
            return 0;
        }
        Deque<CompletableFuture<Sent>> sending = new ArrayDeque<>();
        for (int number = 0; number < count; number++) {
            if (sending.size() == AT_ONCE) {
                Feeding.require(sending.removeFirst());
            }
            sending.addLast(client.send(Outgoing.plain(BiographyMaker.message(number, LocalDateTime.now())), number % client.sites().size()));
        }
        sending.forEach(Feeding::require);
        return count;
    }

    private boolean isThere(int number) {
        String path = Paths.of(Paths.ODF, BiographyMaker.TYPE, BiographyMaker.code(number)) + "?games=" + ResultMaker.GAMES;
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(client.sites().at(0).url() + path)).timeout(Duration.ofSeconds(3)).build();
            return Connections.client(Duration.ofSeconds(1)).send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException unanswered) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }
}
