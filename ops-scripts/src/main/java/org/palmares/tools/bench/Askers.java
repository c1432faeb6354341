package org.palmares.tools.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.palmares.tools.bench.record.Latency;

/**
 * Asks on a fixed number of connections, in one thread: as fast as answers come, or at a fixed rate whether they come or not. Then each counts from
 * when it was due, also where no connection was free. For several threads it is not.
 */
final class Askers implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;
    private static final int OK = 200;
    private static final int TURN_MILLIS = 20;
    private static final long SHORT_NANOS = 2_000_000;
    private static final long SPIN_NANOS = 100_000;
    /** An answer that takes longer is given up, and is wrong. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** One thing to ask. */
    record Question(URI server, String path) {

        private ByteBuffer request() {
            return ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAccept: application/json\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private final class Asker {
        private final URI server;
        private final List<ByteBuffer> requests;
        private final AnswerReader reader = new AnswerReader();
        private int next;
        private long dueNanos;
        private boolean waits;
        private SelectionKey key;

        private Asker(URI server, List<ByteBuffer> requests) {
            this.server = server;
            this.requests = requests;
        }
    }

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Deque<Asker> free = new ArrayDeque<>();
    private final double rate;
    private final Latency latency = new Latency();
    private int wrong;
    private int open;
    private String lastWrong = "";
    private long startNanos;
    private long countedFromNanos = Long.MAX_VALUE;
    private long asked;

    /**
     * @param questions asked in turn; those of one server on connections of its own
     * @param connections in all
     * @param rate questions a second; 0 for as fast as answers come
     */
    Askers(List<Question> questions, int connections, double rate) throws IOException {
        this.rate = rate;
        List<URI> servers = questions.stream().map(Question::server).distinct().toList();
        for (int i = 0; i < connections; i++) {
            URI server = servers.get(i % servers.size());
            Asker asker = new Asker(server, questions.stream().filter(question -> question.server().equals(server)).map(Question::request).toList());
            // Not all begin with the same.
            asker.next = i / servers.size();
            connect(asker);
            free.add(asker);
        }
    }

    private void connect(Asker asker) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(asker.server.getHost(), asker.server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        asker.key = channel.register(selector, SelectionKey.OP_READ, asker);
        asker.reader.next();
    }

    /** Asks for {@code time}; only what is due in it counts when {@code counted}. */
    void run(Duration time, boolean counted) throws IOException {
        startNanos = System.nanoTime();
        asked = 0;
        countedFromNanos = counted ? startNanos : Long.MAX_VALUE;
        long end = startNanos + time.toNanos();
        while (System.nanoTime() < end) {
            askWhatIsDue();
            turn(untilDue());
        }
        long longest = System.nanoTime() + LONGEST.toNanos();
        while (open > 0 && System.nanoTime() < longest) {
            turn(TURN_MILLIS * SHORT_NANOS);
        }
        if (open > 0) {
            wrong += open;
            lastWrong = open + " got no answer";
        }
    }

    private void askWhatIsDue() throws IOException {
        while (!free.isEmpty() && (rate == 0 || dueNanos() <= System.nanoTime())) {
            Asker asker = free.remove();
            asker.dueNanos = rate == 0 ? System.nanoTime() : dueNanos();
            asker.waits = true;
            asked++;
            open++;
            ask(asker);
        }
    }

    private long dueNanos() {
        return startNanos + (long) (asked * 1e9 / rate);
    }

    private long untilDue() {
        return rate == 0 || free.isEmpty() ? TURN_MILLIS * SHORT_NANOS : dueNanos() - System.nanoTime();
    }

    private void ask(Asker asker) throws IOException {
        ByteBuffer request = asker.requests.get(asker.next++ % asker.requests.size()).duplicate();
        // It is far smaller than any socket's buffer.
        try {
            ((SocketChannel) asker.key.channel()).write(request);
        } catch (IOException cut) {
            // An idle connection may be closed at any time; that is no fault of the answer.
            again(asker);
            ((SocketChannel) asker.key.channel()).write(request.rewind());
        }
    }

    private void again(Asker asker) throws IOException {
        asker.key.cancel();
        asker.key.channel().close();
        connect(asker);
    }

    /** The selector counts in milliseconds, which is more than there is between two questions. */
    private void turn(long nanos) throws IOException {
        if (nanos > SHORT_NANOS) {
            selector.select(Math.min(TURN_MILLIS, nanos / 1_000_000 - 1));
        } else if (selector.selectNow() == 0 && nanos > 0) {
            LockSupport.parkNanos(Math.min(nanos, SPIN_NANOS));
            selector.selectNow();
        }
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            if (key.isValid()) {
                read((Asker) key.attachment());
            }
        }
    }

    private void read(Asker asker) throws IOException {
        buffer.clear();
        try {
            int read = ((SocketChannel) asker.key.channel()).read(buffer);
            if (read < 0) {
                throw new IOException("the connection was closed");
            }
            if (!asker.reader.take(buffer.flip())) {
                return;
            }
            answered(asker);
        } catch (IOException failed) {
            if (asker.waits) {
                wrong(failed.getMessage());
                free(asker);
            }
            again(asker);
        }
    }

    private void answered(Asker asker) throws IOException {
        if (asker.reader.status() != OK) {
            wrong("status " + asker.reader.status());
        } else if (asker.dueNanos >= countedFromNanos) {
            latency.record(System.nanoTime() - asker.dueNanos);
        }
        if (asker.reader.last()) {
            again(asker);
        }
        asker.reader.next();
        free(asker);
    }

    private void free(Asker asker) {
        asker.waits = false;
        open--;
        free.add(asker);
    }

    private void wrong(String what) {
        wrong++;
        lastWrong = what;
    }

    /** Of what counted and was answered well. */
    Latency latency() {
        return latency;
    }

    /** Answers that were none or not 200, those of the warm-up too. */
    int wrong() {
        return wrong;
    }

    String lastWrong() {
        return lastWrong;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
