package org.palmares.node.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** What comes over a socket, as text. */
final class Heard {

    private Heard() {}

    /** All that comes until {@code end} has come. */
    static String until(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            assertTrue(next >= 0, text.toString());
            text.append((char) next);
        }
        return text.toString();
    }
}
