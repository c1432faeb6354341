package org.palmares.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Nobody keeps all connections. */
class ConnectionsTest {

    private static final int WAIT_SECONDS = 20;
    private static final ActorTestKit KIT = ActorTestKit.create("connections", ConfigFactory.defaultReference());

    private final Connections connections = new Connections(new Connections.Bounds(Duration.ofSeconds(WAIT_SECONDS), Duration.ofSeconds(WAIT_SECONDS), 2));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    /** A connection of {@code address} that has asked once and stays open. */
    private SinkQueueWithCancel<HttpResponse> connect(String address) throws Exception {
        HttpRequest request = HttpRequest.GET("/").addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(InetAddress.getByName(address)));
        return Source.single(request)
                .concat(Source.maybe())
                .via(connections.guard().join(Flow.of(HttpRequest.class).map(asked -> HttpResponse.create())))
                .runWith(Sink.queue(), KIT.system());
    }

    private static int status(SinkQueueWithCancel<HttpResponse> connection) throws Exception {
        return connection.pull().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS).orElseThrow().status().intValue();
    }

    @Test
    void anAddressHasSoManyConnectionsAndGetsOneBackWhenItClosesOne() throws Exception {
        SinkQueueWithCancel<HttpResponse> first = connect("192.0.2.1");
        assertEquals(200, status(first));
        assertEquals(200, status(connect("192.0.2.1")));
        assertEquals(429, status(connect("192.0.2.1")));
        assertEquals(200, status(connect("192.0.2.2")), "another address has its own");

        first.cancel();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        int status = 429;
        while (status == 429 && System.nanoTime() < end) {
            status = status(connect("192.0.2.1"));
        }
        assertEquals(200, status);
    }

    @Test
    void thoseOfTheMachineItselfAreNotCounted() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertEquals(200, status(connect("127.0.0.1")));
        }
    }
}
