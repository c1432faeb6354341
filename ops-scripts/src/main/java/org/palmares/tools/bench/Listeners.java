package org.palmares.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Very many live clients of one node in one thread: they read and throw away, and know only when an event was wholly there. For several
 * threads it is not.
 */
final class Listeners implements AutoCloseable {

    /** A sign of life is shorter, an event longer than this. */
    private static final int SHORTEST_EVENT = 250;
    private static final int BUFFER = 256 * 1024;
    private static final int CONNECTING_AT_ONCE = 200;
    /** An event ends with an empty line, and where it comes in chunks with the end of its chunk (RFC 9112, 7.1). */
    private static final int CHUNK_END = '\n' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private static final int END = '\n' << 8 | '\n';
    /** A packed one ends with a block of nothing and the end of its chunk. */
    private static final int PACKED_END = 0xFFFF << 16 | '\r' << 8 | '\n';

    /**
     * What a listener follows.
     *
     * @param node its address
     * @param path of the stream with its query
     * @param packed whether it is wanted packed
     */
    record Line(URI node, String path, boolean packed) {

        private byte[] request() {
            return ("GET " + path + " HTTP/1.1\r\nHost: " + node.getAuthority() + "\r\nAccept: text/event-stream\r\n" + (packed ? "Accept-Encoding: gzip\r\n" : "") + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final class Listener {
        private final byte[] request;
        private boolean begun;
        private boolean done;
        private int bytes;
        /** The last bytes that came, the newest lowest. */
        private int tail;

        private Listener(Line line) {
            this.request = line.request();
        }

        private boolean isComplete() {
            return tail == CHUNK_END || tail == PACKED_END || (tail & 0xFFFF) == END;
        }
    }

    /**
     * When one event was there.
     *
     * @param reached listeners that have it
     * @param firstNanos when the first had it
     * @param lastNanos when the last had it
     * @param bytes of the event on the wire
     */
    record Round(int reached, long firstNanos, long lastNanos, int bytes) {}

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final List<Line> lines;
    private int begun;
    private int lost;
    private String lastLost = "";
    private int reached;
    private int eventBytes;
    private long allBytes;
    private long firstNanos;
    private long lastNanos;

    /** @param lines that they follow, in turn */
    Listeners(List<Line> lines) throws IOException {
        this.lines = lines;
        this.selector = Selector.open();
    }

    /** Connects {@code count} listeners; gives how many have a stream when all have or the time is over. */
    int connect(int count, Duration longest) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        int opened = 0;
        while (begun + lost < count && System.nanoTime() < end) {
            while (opened < count && opened - begun - lost < CONNECTING_AT_ONCE) {
                open(lines.get(opened % lines.size()));
                opened++;
            }
            turn(50);
        }
        return begun;
    }

    private void open(Line line) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_CONNECT, new Listener(line));
        channel.connect(new InetSocketAddress(line.node().getHost(), line.node().getPort()));
    }

    /** Forgets the last event, so that the next counts. To be called before it is posted. */
    void expect() {
        reached = 0;
        eventBytes = 0;
        for (SelectionKey key : selector.keys()) {
            Listener listener = (Listener) key.attachment();
            listener.done = false;
            listener.bytes = 0;
        }
    }

    /** Waits for one event at every listener. */
    Round await(Duration longest) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        while (reached < begun && System.nanoTime() < end) {
            turn(20);
        }
        return new Round(reached, firstNanos, lastNanos, eventBytes);
    }

    /** Reads whatever comes until {@code over}. */
    void read(BooleanSupplier over) throws IOException {
        while (!over.getAsBoolean()) {
            turn(20);
        }
    }

    /** All that came after the streams began. */
    long allBytes() {
        return allBytes;
    }

    /** How many have a stream. */
    int begun() {
        return begun;
    }

    int lost() {
        return lost;
    }

    /** How many were lost, and why the last was. */
    String losses() {
        return lost == 0 ? "0" : lost + " (the last: " + lastLost + ')';
    }

    private void turn(long millis) throws IOException {
        selector.select(this::turn, millis);
    }

    private void turn(SelectionKey key) {
        Listener listener = (Listener) key.attachment();
        try {
            serve(key, listener);
        } catch (IOException cut) {
            lose(key, listener, cut.toString());
        }
    }

    private void serve(SelectionKey key, Listener listener) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isConnectable()) {
            channel.finishConnect();
            // The request is far smaller than any socket's buffer.
            channel.write(ByteBuffer.wrap(listener.request));
            key.interestOps(SelectionKey.OP_READ);
            return;
        }
        buffer.clear();
        int read = channel.read(buffer);
        if (read < 0) {
            lose(key, listener, "the server ended the stream");
            return;
        }
        remember(listener, read);
        boolean complete = listener.isComplete();
        if (!listener.begun) {
            if (complete) {
                listener.begun = true;
                begun++;
            }
            return;
        }
        listener.bytes += read;
        allBytes += read;
        if (complete && !listener.done && listener.bytes > SHORTEST_EVENT) {
            arrived(listener);
        }
    }

    private void remember(Listener listener, int read) {
        if (read >= Integer.BYTES) {
            listener.tail = buffer.getInt(read - Integer.BYTES);
            return;
        }
        for (int i = 0; i < read; i++) {
            listener.tail = listener.tail << Byte.SIZE | buffer.get(i) & 0xFF;
        }
    }

    private void arrived(Listener listener) {
        listener.done = true;
        lastNanos = System.nanoTime();
        if (reached == 0) {
            firstNanos = lastNanos;
            eventBytes = listener.bytes;
        }
        reached++;
    }

    private void lose(SelectionKey key, Listener listener, String why) {
        lost++;
        lastLost = why;
        begun -= listener.begun ? 1 : 0;
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
