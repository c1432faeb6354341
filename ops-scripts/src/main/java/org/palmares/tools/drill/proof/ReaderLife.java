package org.palmares.tools.drill.proof;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.palmares.feed.FeedCursor;
import org.palmares.tools.drill.proof.Evidence.Event;
import org.palmares.tools.drill.proof.Evidence.Outcome;
import org.palmares.tools.drill.proof.Evidence.Stream;
import org.palmares.tools.drill.proof.Evidence.Write;
import org.palmares.tools.drill.proof.HistoryChecker.Kind;

/**
 * Judges what a live reader was told over the whole of its life, in however many streams of whichever data centres. In the end it has the last
 * acknowledged version of each result; it is never sent an older one after a newer one; and what it has is not sent to it again as if it were
 * new. A stream that goes on from a cursor may repeat something only while it catches up, which shows in that cursor coming back with it: what
 * the cursor did not cover, or everything once a resync was announced.
 */
final class ReaderLife {

    /** The newest that the reader has of a result. */
    private record Known(Event event, int stream) {}

    private final String reader;
    private final BiConsumer<Kind, String> found;
    private final Deque<Stream> ahead;
    private final Map<String, Known> known = new HashMap<>();
    private int stream;
    private String resumed = "";
    private boolean resync;

    private ReaderLife(String reader, List<Stream> streams, BiConsumer<Kind, String> found) {
        this.reader = reader;
        this.ahead = new ArrayDeque<>(streams);
        this.found = found;
    }

    /** Tells {@code found} of everything that is wrong with what the readers were told. */
    static void check(Evidence evidence, BiConsumer<Kind, String> found) {
        Map<String, Long> owed = evidence.writes().stream()
                .filter(write -> write.outcome() == Outcome.ACKNOWLEDGED)
                .collect(Collectors.toMap(Write::unit, Write::version, Math::max));
        Map<String, List<Stream>> streams = evidence.streams().stream().collect(Collectors.groupingBy(Stream::reader));
        Map<String, List<Event>> events = evidence.events().stream().collect(Collectors.groupingBy(Event::reader));
        Set<String> readers = new TreeSet<>(streams.keySet());
        readers.addAll(events.keySet());
        for (String reader : readers) {
            List<Stream> its = streams.getOrDefault(reader, List.of());
            ReaderLife life = new ReaderLife(reader, its, found);
            events.getOrDefault(reader, List.of()).forEach(life::received);
            // Of a reader that was gone before the end, with its prober, nobody knows what it would have received.
            if (its.stream().anyMatch(stream -> stream.what().equals("closed"))) {
                life.missed(owed);
            }
        }
    }

    private void missed(Map<String, Long> owed) {
        owed.forEach((unit, version) -> {
            Long newest = known.containsKey(unit) ? known.get(unit).event().version() : null;
            if (newest == null || newest < version) {
                found.accept(Kind.READER_MISSED_FINAL,
                        reader + " was never sent version " + version + " of " + unit + ", the last acknowledged; its newest is " + newest);
            }
        });
    }

    private void received(Event event) {
        advance(event);
        Known before = known.get(event.unit());
        String what = reader + " was sent version " + event.version() + " of " + event.unit();
        if (before != null && event.version() < before.event().version()) {
            found.accept(Kind.READER_WENT_BACK, what + " after " + before.event().version());
            return;
        }
        if (before != null && event.version() == before.event().version() && !mayRepeat(event, before)) {
            String how = before.stream() == stream ? " twice in one stream" : " again in a later stream that went on after it";
            found.accept(Kind.READER_REPEAT_AS_NEW, what + how);
        }
        known.put(event.unit(), new Known(event, stream));
    }

    /** Goes on to the stream that {@code event} came with. */
    private void advance(Event event) {
        while (!ahead.isEmpty() && !ahead.peek().at().isAfter(event.received())) {
            Stream next = ahead.remove();
            if (next.what().equals("began")) {
                stream++;
                resumed = next.cursor();
                resync = false;
            } else if (next.what().equals("resync")) {
                resync = true;
            }
        }
    }

    private boolean mayRepeat(Event event, Known before) {
        boolean catchingUp = before.stream() < stream && event.cursor().equals(resumed);
        return catchingUp && (resync || !goesOnAfter(before.event().cursor()));
    }

    /**
     * Whether the stream was to go on after {@code cursor}, and not at it: several changes may share a number, and only the last of them moves
     * the cursor, so what a reader has already may come again until it has moved.
     */
    private boolean goesOnAfter(String cursor) {
        Map<String, Long> from = numbers(resumed);
        return !resumed.equals(cursor) && numbers(cursor).entrySet().stream().allMatch(part -> from.getOrDefault(part.getKey(), 0L) >= part.getValue());
    }

    private static Map<String, Long> numbers(String cursor) {
        return FeedCursor.parse(cursor).map(FeedCursor::numbers).orElse(Collections.emptySortedMap());
    }
}
