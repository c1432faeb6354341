package org.palmares.tools.site;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.palmares.tools.ToolException;

/** Ports of this machine. */
final class Ports {

    private static final int CONNECT_MILLISECONDS = 500;

    private Ports() {}

    /** Whether somebody listens at {@code port}. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Layout.HOST, port), CONNECT_MILLISECONDS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    static void requireFree(int port, String who) {
        if (answers(port)) {
            throw new ToolException(who + " needs port " + port + ", which another process uses. End that process (find it with: ss -ltnp 'sport = :"
                    + port + "'), or move all ports with --port-offset.");
        }
    }
}
