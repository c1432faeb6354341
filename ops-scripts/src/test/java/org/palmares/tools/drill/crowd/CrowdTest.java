package org.palmares.tools.drill.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.palmares.tools.client.Sites;

/** A crowd over real sockets: when its data centre is gone, all go on in the others. */
@Timeout(60)
final class CrowdTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Gives everybody a stream that says only where it begins, or refuses. */
    private static final class Node implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        private final List<Socket> streams = new ArrayList<>();
        private final String answer;

        private Node(String answer) throws IOException {
            this.answer = answer;
            Thread thread = new Thread(this::serve, "node");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try {
                while (true) {
                    Socket stream = socket.accept();
                    synchronized (streams) {
                        streams.add(stream);
                    }
                    stream.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closed) {
                // The node is gone.
            }
        }

        private URI url() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            die();
        }

        private void die() throws IOException {
            socket.close();
            synchronized (streams) {
                for (Socket stream : streams) {
                    stream.close();
                }
            }
        }
    }

    private static String stream() {
        String event = "retry: 30\nevent: start\nid: p1\ndata: {}\n\n";
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    @Test
    void allOfThemGoOnInTheOthersWhenTheirDataCentreIsGone() throws IOException {
        try (Node paris = new Node(stream());
                Node madrid = new Node(stream());
                Node full = new Node("HTTP/1.1 503 Full\r\nRetry-After: 1\r\nPalmares-Move: " + madrid.url() + "\r\n\r\n");
                Crowd crowd = new Crowd("DRILL-T")) {
            Sites sites = new Sites(Stream.of(paris, madrid, full).map(node -> new Sites.Site(node.url().toString(), node.url())).toList());
            for (int number = 0; number < 60; number++) {
                crowd.add(new CrowdReader(number, "UNIT", sites, 0));
            }
            assertTrue(crowd.until(LONGEST, () -> crowd.following() == 60), crowd.following() + " follow");

            paris.die();
            assertTrue(crowd.until(LONGEST, () -> crowd.following() < 60));
            assertTrue(crowd.until(LONGEST, () -> crowd.following() == 60), crowd.following() + " follow");

            assertTrue(crowd.readers().stream().allMatch(reader -> reader.site().url().equals(madrid.url())));
            assertEquals(60, crowd.readers().stream().mapToInt(reader -> reader.evidence().absences().size()).sum());
            assertTrue(crowd.readers().stream().filter(reader -> reader.evidence().refused() > 0).count() >= 30, "half of them were refused first");
        }
    }
}
