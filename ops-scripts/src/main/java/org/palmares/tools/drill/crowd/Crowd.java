package org.palmares.tools.drill.crowd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Very many readers in one thread, each with a connection of its own, or on the way to one. For several threads it is not. */
public final class Crowd implements AutoCloseable {

    /** At first so many come at once, and the next when these have a stream; who loses it is not held back. */
    private static final int COMING_MAX = 100;
    /** A browser waits for ever. Whoever gives up on a data centre that serves others first only makes its work more. */
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** Without even a sign of life, of which there is one every 5 s. */
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int TURN_MILLIS = 20;
    private static final int BUFFER = 256 * 1024;

    /** A connection of a reader. */
    private static final class Link {
        private final CrowdReader reader;
        private long heardNanos = System.nanoTime();
        private boolean heard;

        private Link(CrowdReader reader) {
            this.reader = reader;
        }
    }

    private record Due(long nanos, CrowdReader reader) {}

    private final String games;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final List<CrowdReader> readers = new ArrayList<>();
    private final Deque<CrowdReader> toCome = new ArrayDeque<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(one -> one.nanos()));
    private long lookedNanos = System.nanoTime();
    private int following;

    /** @param games that they follow */
    public Crowd(String games) throws IOException {
        this.games = games;
    }

    /** One more reader, which comes when its turn is. */
    public void add(CrowdReader reader) {
        toCome.add(reader);
        readers.add(reader);
    }

    public List<CrowdReader> readers() {
        return readers;
    }

    /** How many have a stream. */
    public int following() {
        return following;
    }

    /** Goes on until {@code over}, at most {@code longest}; whether it was over. */
    public boolean until(Duration longest, BooleanSupplier over) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        while (!over.getAsBoolean() && System.nanoTime() < end) {
            turn();
        }
        return over.getAsBoolean();
    }

    private void turn() throws IOException {
        while (!toCome.isEmpty() && readers.size() - toCome.size() - following < COMING_MAX) {
            open(toCome.remove());
        }
        while (!due.isEmpty() && due.peek().nanos() - System.nanoTime() <= 0) {
            open(due.remove().reader());
        }
        selector.select(TURN_MILLIS);
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            try {
                serve(key, (Link) key.attachment());
            } catch (IOException cut) {
                over(key);
            }
        }
        if (System.nanoTime() - lookedNanos > LOOK.toNanos()) {
            lookedNanos = System.nanoTime();
            selector.keys().stream().filter(SelectionKey::isValid).filter(Crowd::isSilent).toList().forEach(this::over);
        }
    }

    private static boolean isSilent(SelectionKey key) {
        Link link = (Link) key.attachment();
        return System.nanoTime() - link.heardNanos > (link.heard ? SILENCE : ANSWER).toNanos();
    }

    private void open(CrowdReader reader) throws IOException {
        URI url = reader.site().url();
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, new Link(reader));
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (channel.connect(new InetSocketAddress(url.getHost(), url.getPort()))) {
                ask(key, reader);
            }
        } catch (IOException refused) {
            over(key);
        }
    }

    private void ask(SelectionKey key, CrowdReader reader) throws IOException {
        // The request is far smaller than any socket's buffer.
        ((SocketChannel) key.channel()).write(ByteBuffer.wrap(reader.request(games)));
        key.interestOps(SelectionKey.OP_READ);
    }

    private void serve(SelectionKey key, Link link) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        if (key.isConnectable()) {
            channel.finishConnect();
            ask(key, link.reader);
            return;
        }
        buffer.clear();
        int read = channel.read(buffer);
        link.heard = true;
        link.heardNanos = System.nanoTime();
        boolean before = link.reader.isFollowing();
        boolean more = read >= 0 && link.reader.received(buffer.flip(), Instant.now());
        following += !before && link.reader.isFollowing() ? 1 : 0;
        if (!more) {
            over(key);
        }
    }

    private void over(SelectionKey key) {
        CrowdReader reader = ((Link) key.attachment()).reader;
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException closed) {
            // Nobody needs it any more.
        }
        following -= reader.isFollowing() ? 1 : 0;
        due.add(new Due(System.nanoTime() + reader.over(Instant.now()).toNanos(), reader));
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
