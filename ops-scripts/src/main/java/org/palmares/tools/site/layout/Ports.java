package org.palmares.tools.site.layout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.palmares.tools.terminal.ToolException;

/** Ports of this machine. */
public final class Ports {

    private static final int CONNECT_MILLISECONDS = 500;
    private static final long RELEASE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private Ports() {}

    /** Whether somebody listens at {@code port} of {@code host}. */
    public static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLISECONDS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean isTaken(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            InetAddress address = InetAddress.getByName(host);
            if (NetworkInterface.getByInetAddress(address) == null) {
                // In a network of its own: nobody here can bind to it.
                return answers(host, port);
            }
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    public static void requireFree(String host, int port, String who) {
        // A process that was killed counts as ended a moment before the last of its threads lets go of the port.
        long end = System.nanoTime() + RELEASE_NANOS;
        while (isTaken(host, port) && System.nanoTime() < end) {
            LockSupport.parkNanos(RELEASE_NANOS / 20);
        }
        if (isTaken(host, port)) {
            throw new ToolException(who + " needs port " + port + ", which another process uses. End that process (find it with: ss -ltnp 'sport = :"
                    + port + "'), or move all ports with --port-offset.");
        }
    }
}
