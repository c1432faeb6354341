package org.palmares.node.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.palmares.competition.ReplicaId;
import org.palmares.node.link.Frame.Ask;
import org.palmares.node.link.Frame.Form;

/** What looks after the links goes on whatever happens: without it nobody is called and no silence is noticed. */
class ConnectionsTest {

    private static final Link.Messages NONE = new Link.Messages() {
        @Override
        public void told(Form message) {}

        @Override
        public CompletionStage<Form> asked(Ask ask) {
            return new CompletableFuture<>();
        }

        @Override
        public void unreadable(String what, Throwable fault) {}
    };

    @Test
    void aLookThatFailsIsNotTheLast() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(4);
        Connections connections = new Connections(
                new Connections.Own("127.0.0.1:8301", new ReplicaId("paris"), "127.0.0.1"), Optional.empty(), NONE, (linked, lacking) -> {
                    looks.countDown();
                    if (looks.getCount() % 2 == 0) {
                        throw new OutOfMemoryError("thrown by the test");
                    }
                    throw new IllegalStateException("thrown by the test");
                });
        try {
            assertTrue(looks.await(20, TimeUnit.SECONDS));
        } finally {
            connections.close();
        }
    }
}
