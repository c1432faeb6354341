package org.palmares.node.presence;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to another node on which nothing is said. When the process there ends, in whatever way, its machine closes the connection at
 * once and refuses the next one: that is known within milliseconds, long before its heartbeat is missed. A network that is cut, or a process
 * that is stopped, says nothing here.
 */
final class Lifeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** One that ends sooner is not held: a proxy accepts and closes for a node that is gone, and would be connected to all the time. */
    private static final Duration HELD = Duration.ofSeconds(1);

    /** Seconds; a machine that is gone without a word is noticed after about eight. */
    private static final int KEEP_ALIVE_IDLE = 5;

    private static final int KEEP_ALIVE_INTERVAL = 1;
    private static final int KEEP_ALIVE_COUNT = 3;

    private final String host;
    private final int port;
    private final Duration again;
    private final Consumer<Boolean> refused;
    private final Thread thread;
    private volatile Socket socket = new Socket();
    private volatile boolean closed;

    /**
     * Begins to hold the connection.
     *
     * @param host of the node
     * @param port any on which it listens, and that bears a connection without a word
     * @param again time between two attempts to connect
     * @param refused told, by a thread of this lifeline, the outcome of every attempt to connect: whether nobody listens there
     */
    Lifeline(String host, int port, Duration again, Consumer<Boolean> refused) {
        this.host = host;
        this.port = port;
        this.again = again;
        this.refused = refused;
        this.thread = new Thread(this::hold, "lifeline-" + host + ':' + port);
        thread.setDaemon(true);
        thread.start();
    }

    private void hold() {
        while (!closed) {
            try (Socket connection = new Socket()) {
                socket = connection;
                connect(connection);
                long begin = System.nanoTime();
                awaitEnd(connection);
                if (System.nanoTime() - begin < HELD.toNanos()) {
                    pause();
                }
            } catch (ConnectException nobody) {
                // Only the machine itself can refuse; what times out in the network is another exception, and later.
                refused.accept(true);
                pause();
            } catch (IOException unreachable) {
                LOG.debug("no lifeline to {}:{}", host, port, unreachable);
                refused.accept(false);
                pause();
            }
        }
    }

    private void connect(Socket connection) throws IOException {
        connection.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (connection.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            connection.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE);
            connection.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL);
            connection.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_COUNT);
        }
        connection.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
        refused.accept(false);
    }

    private static void awaitEnd(Socket connection) {
        try {
            while (connection.getInputStream().read() >= 0) {
                // Whatever is said here is not for this.
            }
        } catch (IOException lost) {
            LOG.debug("lifeline to {} is lost", connection, lost);
        }
    }

    private void pause() {
        try {
            Thread.sleep(again.toMillis());
        } catch (InterruptedException end) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            socket.close();
        } catch (IOException unimportant) {
            LOG.debug("a lifeline that is not needed any more did not close", unimportant);
        }
    }
}
