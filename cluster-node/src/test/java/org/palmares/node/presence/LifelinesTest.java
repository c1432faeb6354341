package org.palmares.node.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.ReplicaId;
import org.palmares.node.presence.Lifelines.End;
import org.palmares.node.presence.Lifelines.Ended;

class LifelinesTest {

    private static final ReplicaId PARIS = new ReplicaId("paris");
    private static final InetAddress HOST = InetAddress.getLoopbackAddress();

    private final BlockingQueue<Ended> told = new LinkedBlockingQueue<>();
    private final Lifelines lifelines = new Lifelines(Duration.ofMillis(20), told::add);

    @AfterEach
    void close() {
        lifelines.hold(Set.of());
    }

    private static End end(ServerSocket node) {
        return new End(PARIS, HOST.getHostAddress(), node.getLocalPort());
    }

    /** As its kernel does when a process ends. */
    private static void endProcess(ServerSocket node, Socket connection) throws Exception {
        node.close();
        connection.close();
    }

    private Ended next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void aDataCentreHasEndedWhenItsNodeRefusesAndIsBackWhenItListensAgain() throws Exception {
        ServerSocket node = new ServerSocket(0, 5, HOST);
        End end = end(node);
        lifelines.hold(Set.of(end));
        endProcess(node, node.accept());

        assertEquals(new Ended(Set.of(PARIS), Set.of(PARIS)), next());
        try (ServerSocket again = new ServerSocket(end.port(), 5, HOST)) {
            again.accept();
            assertEquals(Ended.NONE, next());
        }
    }

    @Test
    void aConnectionThatIsOnlyClosedSaysNothing() throws Exception {
        try (ServerSocket node = new ServerSocket(0, 5, HOST)) {
            lifelines.hold(Set.of(end(node)));
            node.accept().close();
            node.accept();
            assertNull(told.poll());
        }
    }

    @Test
    void withTwoNodesADataCentreHasLostOneAndThenBoth() throws Exception {
        ServerSocket first = new ServerSocket(0, 5, HOST);
        ServerSocket second = new ServerSocket(0, 5, HOST);
        lifelines.hold(Set.of(end(first), end(second)));
        Socket toSecond = second.accept();
        endProcess(first, first.accept());
        assertEquals(new Ended(Set.of(), Set.of(PARIS)), next());

        endProcess(second, toSecond);
        assertEquals(new Ended(Set.of(PARIS), Set.of(PARIS)), next());
    }

    @Test
    void aNodeThatIsNoMemberAnyMoreIsNotLookedAt() throws Exception {
        ServerSocket node = new ServerSocket(0, 5, HOST);
        lifelines.hold(Set.of(end(node)));
        endProcess(node, node.accept());
        assertEquals(new Ended(Set.of(PARIS), Set.of(PARIS)), next());

        lifelines.hold(Set.of());
        assertEquals(Ended.NONE, next());
    }

    /** As behind a proxy whose node is gone. */
    @Test
    void oneThatIsAcceptedAndClosedAtOnceIsNotConnectedToWithoutEnd() throws Exception {
        Duration again = Duration.ofMillis(200);
        int accepted = 0;
        try (ServerSocket proxy = new ServerSocket(0, 50, HOST)) {
            Lifeline line = new Lifeline(HOST.getHostAddress(), proxy.getLocalPort(), again, refused -> {});
            long begin = System.nanoTime();
            while (accepted < 5) {
                proxy.accept().close();
                accepted++;
            }
            long took = System.nanoTime() - begin;
            line.close();
            assertTrue(took >= again.multipliedBy(4).toNanos(), "there is a pause between two");
        }
    }
}
