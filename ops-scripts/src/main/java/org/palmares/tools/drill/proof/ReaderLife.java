package org.palmares.tools.drill.proof;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.palmares.tools.drill.proof.Evidence.Event;
import org.palmares.tools.drill.proof.Evidence.Follower;
import org.palmares.tools.drill.proof.Evidence.Stream;
import org.palmares.tools.drill.proof.HistoryChecker.Kind;

/**
 * Judges what a live reader was told over the whole of its life, in however many streams of whichever data centres. In the end it has the last
 * acknowledged version of each result; it is never sent an older one after a newer one; and what it has is not sent to it again as if it were
 * new ({@link ToldResult}).
 */
final class ReaderLife {

    private final String reader;
    private final BiConsumer<Kind, String> found;
    private final Deque<Stream> ahead;
    private final Map<String, ToldResult> known = new HashMap<>();
    private ToldResult.From stream = new ToldResult.From(0, "", false);

    private ReaderLife(String reader, List<Stream> streams, BiConsumer<Kind, String> found) {
        this.reader = reader;
        this.ahead = new ArrayDeque<>(streams);
        this.found = found;
    }

    /** Tells {@code found} of everything that is wrong with what the readers were told. */
    static void check(Evidence evidence, BiConsumer<Kind, String> found) {
        Map<String, Long> owed = evidence.owed();
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
        evidence.crowd().forEach(follower -> follower(follower, owed.getOrDefault(follower.unit(), 0L), found));
    }

    private static void follower(Follower follower, long owed, BiConsumer<Kind, String> found) {
        if (follower.version() < owed) {
            found.accept(Kind.READER_MISSED_FINAL, missed(follower.reader(), owed, follower.unit(), follower.version()));
        }
        if (follower.wentBack() > 0) {
            found.accept(Kind.READER_WENT_BACK, follower.reader() + " was sent an older version of " + follower.unit() + ", times " + follower.wentBack());
        }
        if (follower.repeatedAsNew() > 0) {
            found.accept(Kind.READER_REPEAT_AS_NEW,
                    follower.reader() + " was sent a version of " + follower.unit() + " that it had, times " + follower.repeatedAsNew());
        }
    }

    private void missed(Map<String, Long> owed) {
        owed.forEach((unit, version) -> {
            Long newest = known.containsKey(unit) ? known.get(unit).version() : null;
            if (newest == null || newest < version) {
                found.accept(Kind.READER_MISSED_FINAL, missed(reader, version, unit, newest));
            }
        });
    }

    private static String missed(String reader, long owed, String unit, Long newest) {
        return reader + " was never sent version " + owed + " of " + unit + ", the last acknowledged; its newest is " + newest;
    }

    private void received(Event event) {
        advance(event);
        ToldResult told = known.computeIfAbsent(event.unit(), any -> new ToldResult());
        long before = told.version();
        boolean sameStream = told.isFrom(stream);
        String what = reader + " was sent version " + event.version() + " of " + event.unit();
        switch (told.told(event.version(), event.cursor(), stream)) {
            case WENT_BACK -> found.accept(Kind.READER_WENT_BACK, what + " after " + before);
            case REPEATED_AS_NEW -> found.accept(
                    Kind.READER_REPEAT_AS_NEW, what + (sameStream ? " twice in one stream" : " again in a later stream that went on after it"));
            case FINE -> {
                // As it should be.
            }
        }
    }

    /** Goes on to the stream that {@code event} came with. */
    private void advance(Event event) {
        while (!ahead.isEmpty() && !ahead.peek().at().isAfter(event.received())) {
            Stream next = ahead.remove();
            if (next.what().equals("began")) {
                stream = new ToldResult.From(stream.number() + 1, next.cursor(), false);
            } else if (next.what().equals("resync")) {
                stream = new ToldResult.From(stream.number(), stream.resumed(), true);
            }
        }
    }
}
