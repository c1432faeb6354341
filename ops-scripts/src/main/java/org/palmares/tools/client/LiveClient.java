package org.palmares.tools.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;

/**
 * Follows {@code /v1/live} and stays on it: when a data centre fails, is silent or ends the stream, it goes on in the next one
 * (or the same, if the stream ended in order) with the cursor it has reached.
 */
public final class LiveClient implements AutoCloseable {

    /**
     * How long to wait for what.
     *
     * @param answer for the stream to begin
     * @param silence without even a sign of life, of which a node sends one every 15 s
     * @param pause between rounds when no data centre has a stream
     */
    public record Settings(Duration answer, Duration silence, Duration pause) {

        /** For readers of an ordinary run. */
        public static final Settings USUAL = new Settings(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMillis(100));
    }

    /** Is told how the streams of a client come and go. */
    public interface StreamWatch {

        /**
         * Something happened to a stream.
         *
         * @param what "began", "ended", "moved" or "failed"; and "closed" in the end, when the client wants no more
         * @param cursor what the client has reached, and goes on from
         */
        void told(String site, String what, String cursor);
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final String MOVE = "move";
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "live-clients");
        thread.setDaemon(true);
        return thread;
    });

    private final Sites sites;
    private final String query;
    private final Settings settings;
    private final Consumer<LiveEvent> listener;
    private final StreamWatch streams;
    private final HttpClient http;
    private int index;
    private int failuresInARow;
    private int connections;
    private String cursor = "";
    private Stream stream;
    private boolean closed;

    /**
     * @param query of {@code /v1/live}, without its question mark; may be empty
     * @param preferred index of the data centre to begin with
     * @param listener gets every event in order, and must not block; events may come again after a change of data centre
     */
    public LiveClient(Sites sites, String query, int preferred, Settings settings, Consumer<LiveEvent> listener) {
        this(sites, query, preferred, settings, listener, (site, what, reached) -> {});
    }

    /** The same, and tells {@code streams} how its streams come and go. */
    public LiveClient(
            Sites sites, String query, int preferred, Settings settings, Consumer<LiveEvent> listener, StreamWatch streams) {
        this.streams = streams;
        this.sites = sites;
        this.query = query;
        this.index = preferred;
        this.settings = settings;
        this.listener = listener;
        this.http = Connections.client(settings.answer());
    }

    /** Begins to follow; returns at once. */
    public synchronized LiveClient start() {
        connect();
        return this;
    }

    /** What it would resume after; empty before the first. */
    public synchronized String cursor() {
        return cursor;
    }

    /** The data centre it is or will be at. */
    public synchronized String site() {
        return sites.at(index).name();
    }

    /** Streams that have begun, this one included. */
    public synchronized int connections() {
        return connections;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            streams.told(site(), "closed", cursor);
        }
        closed = true;
        if (stream != null) {
            stream.cancel();
        }
    }

    private synchronized void connect() {
        if (closed) {
            return;
        }
        stream = new Stream(index, new ServerEvents(cursor));
        HttpRequest.Builder request = HttpRequest.newBuilder(sites.at(index).resolve(Paths.of(Paths.LIVE) + (query.isEmpty() ? "" : "?" + query)))
                .header("Accept", "text/event-stream");
        if (!cursor.isEmpty()) {
            request.header(Headers.LAST_EVENT_ID, cursor);
        }
        stream.open(request.build());
    }

    /** The stream is over; only the first to notice decides what next. */
    private synchronized void over(Stream ended, boolean inOrder) {
        if (closed || ended != stream) {
            return;
        }
        stream = null;
        streams.told(sites.at(ended.at).name(), ended.moved ? "moved" : inOrder && ended.told ? "ended" : "failed", cursor);
        ended.cancel();
        // A stream that ends in order before it told anything is as useless as one that fails.
        if (inOrder && ended.told && !ended.moved) {
            failuresInARow = 0;
        } else {
            failuresInARow = ended.moved ? 0 : ended.told ? 1 : failuresInARow + 1;
            sites.avoid(index, LEFT_ALONE);
            for (int step = 1; step <= sites.size(); step++) {
                if (step == sites.size() || sites.claim(index + step, LEFT_ALONE)) {
                    index += step == sites.size() ? 1 : step;
                    break;
                }
            }
        }
        boolean allFailed = failuresInARow >= sites.size();
        TIMER.schedule(this::connect, allFailed ? settings.pause().toMillis() : 0, TimeUnit.MILLISECONDS);
    }

    private synchronized void began(Stream begun) {
        if (begun == stream) {
            connections++;
            streams.told(sites.at(begun.at).name(), "began", cursor);
        }
    }

    private void line(Stream from, String line) {
        LiveEvent event;
        synchronized (this) {
            if (closed || from != stream) {
                return;
            }
            var complete = from.events.line(line);
            if (line.isEmpty()) {
                cursor = from.events.id();
                failuresInARow = 0;
                sites.answered(index);
                from.told = true;
            }
            if (complete.isEmpty()) {
                return;
            }
            if (complete.get().name().equals(MOVE)) {
                from.moved = true;
                return;
            }
            try {
                event = LiveEvent.of(sites.at(from.at).name(), complete.get(), JSON.readTree(complete.get().data()), System.nanoTime());
            } catch (JsonProcessingException notOurs) {
                return;
            }
        }
        listener.accept(event);
    }

    private final class Stream implements Flow.Subscriber<String> {

        private final int at;
        private final ServerEvents events;
        private volatile long heardNanos = System.nanoTime();
        private volatile boolean answered;
        private boolean told;
        /** The data centre is being emptied and sent its readers away. */
        private boolean moved;
        private CompletableFuture<HttpResponse<Void>> exchange;
        private volatile Flow.Subscription subscription;
        private Future<?> watch;

        private Stream(int at, ServerEvents events) {
            this.at = at;
            this.events = events;
        }

        private void open(HttpRequest request) {
            long period = Math.max(10, settings.answer().toMillis() / 5);
            watch = TIMER.scheduleAtFixedRate(this::watch, period, period, TimeUnit.MILLISECONDS);
            exchange = http.sendAsync(request, head -> head.statusCode() == OK
                    ? HttpResponse.BodySubscribers.fromLineSubscriber(this)
                    : HttpResponse.BodySubscribers.replacing(null));
            exchange.whenComplete((response, failure) -> over(this, failure == null && response.statusCode() == OK));
        }

        private void watch() {
            Duration quiet = Duration.ofNanos(System.nanoTime() - heardNanos);
            if (quiet.compareTo(answered ? settings.silence() : settings.answer()) > 0) {
                over(this, false);
            }
        }

        private void cancel() {
            watch.cancel(false);
            if (subscription != null) {
                subscription.cancel();
            }
            exchange.cancel(true);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            answered = true;
            heardNanos = System.nanoTime();
            began(this);
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            heardNanos = System.nanoTime();
            line(this, line);
        }

        @Override
        public void onError(Throwable cut) {
            over(this, false);
        }

        @Override
        public void onComplete() {
            over(this, true);
        }
    }
}
