package org.palmares.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.palmares.board.Board;
import org.palmares.board.ChangeKey;
import org.palmares.board.ChangeKey.Kind;
import org.palmares.board.CompetitionView;
import org.palmares.board.GamesSettings;
import org.palmares.feed.FeedCursor;
import org.palmares.http.Json;
import org.palmares.view.Language;
import org.palmares.view.LiveValue;
import org.palmares.view.LiveValue.Concerns;

/** Hands changes to those who follow. A frame is rendered once for each language. Used by the feed's actor only. */
public final class LiveHub {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final LiveFrame SIGN_OF_LIFE = new LiveFrame(null, ByteString.fromString(":\n\n"));

    private final Board board;
    private final GamesSettings settings;
    private final InstantSource clock;
    private final LiveLog log = new LiveLog();
    private final Set<LiveReader> readers = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Those that came from a data centre that had heard more than this one has yet. */
    private final Map<LiveReader, Ahead> ahead = new IdentityHashMap<>();
    private FeedCursor last = new FeedCursor(Collections.emptySortedMap());
    private Instant lastHeartbeat = Instant.EPOCH;

    /**
     * A reader that knows more.
     *
     * @param cursor what it has seen
     * @param told what it was told since it came
     */
    private record Ahead(FeedCursor cursor, Set<ChangeKey> told) {}

    private record Origin(String node, long number) {}

    /** A hub over {@code board}. */
    public LiveHub(Board board, GamesSettings settings, InstantSource clock) {
        this.board = board;
        this.settings = settings;
        this.clock = clock;
    }

    /** The feed of {@code node} is known from {@code after} on. */
    public void begin(String node, long after) {
        log.begin(node, after);
    }

    /** Number of readers now. */
    public int readers() {
        return readers.size();
    }

    /**
     * Something changed.
     *
     * @param node whose feed told
     * @param number its number there
     * @param changes what changed; may be nothing
     * @param durable when it was in the journal, where known
     * @param cursor what has been heard of all feeds, this included
     */
    public void changed(String node, long number, Set<ChangeKey> changes, Optional<Instant> durable, FeedCursor cursor) {
        log.add(node, number, changes);
        Iterator<ChangeKey> keys = changes.iterator();
        while (keys.hasNext() && !readers.isEmpty()) {
            ChangeKey key = keys.next();
            // Only the last of several frames may claim the number: who is cut off before gets them all again.
            publish(key, new Origin(node, number), durable, keys.hasNext() ? last : cursor);
        }
        last = cursor;
        ahead.values().removeIf(reader -> cursor.coversOfKnown(reader.cursor()));
    }

    private void publish(ChangeKey key, Origin origin, Optional<Instant> durable, FeedCursor cursor) {
        LiveValue value = new LiveValue(board, key, settings.zone());
        Map<Language, LiveFrame> frames = new HashMap<>();
        Concerns concerns = null;
        for (LiveReader reader : readers) {
            if (!reader.filter().mayWant(key)) {
                continue;
            }
            if (reader.filter().looksAtConcerns()) {
                concerns = concerns == null ? value.concerns() : concerns;
                if (!reader.filter().wants(key, concerns)) {
                    continue;
                }
            }
            Ahead known = ahead.get(reader);
            if (known == null) {
                reader.frame(frames.computeIfAbsent(reader.language(), language -> frame(key, value, language, durable, cursor)));
            } else if (!known.cursor().covers(origin.node(), origin.number()) || known.told().contains(key)) {
                known.told().add(key);
                reader.frame(frame(key, value, reader.language(), durable, cursor.with(known.cursor())));
            }
        }
    }

    private LiveFrame frame(ChangeKey key, LiveValue value, Language language, Optional<Instant> durable, FeedCursor cursor) {
        String event = key.kind().name().toLowerCase(Locale.ROOT);
        byte[] data = Json.bytes(value.in(language, durable, clock.instant()));
        return new LiveFrame(conflated(key), head(event, cursor).concat(ByteString.fromArray(data)).concat(END));
    }

    /** All medal changes of a Games show the same table, so the newest frame is enough. */
    private static ChangeKey conflated(ChangeKey key) {
        return key.kind() == Kind.MEDALS ? new ChangeKey(Kind.MEDALS, key.competition().disciplineCompetition(), "") : key;
    }

    private static final ByteString END = ByteString.fromString("\n\n");

    private static ByteString head(String event, FeedCursor cursor) {
        return ByteString.fromString("event: " + event + "\nid: " + cursor + "\ndata: ");
    }

    /**
     * Lets {@code reader} follow: first what it missed since {@code given}, or all there is if that is not known; then what changes, without
     * what it has seen elsewhere and only comes to be known here.
     */
    public void follow(LiveReader reader, Optional<String> given, FeedCursor now) {
        readers.add(reader);
        if (given.isEmpty()) {
            reader.begin(List.of(start(now)).iterator());
            return;
        }
        Optional<FeedCursor> cursor = FeedCursor.parse(given.get());
        Optional<List<ChangeKey>> missed = cursor.flatMap(log::after);
        Optional<FeedCursor> more = cursor.filter(seen -> missed.isPresent() && !now.coversOfKnown(seen));
        more.ifPresent(seen -> ahead.put(reader, new Ahead(seen, new HashSet<>(missed.get()))));
        LiveFrame start = start(more.map(now::with).orElse(now));
        Stream<LiveFrame> before = missed.isPresent() ? Stream.empty() : Stream.of(resync(given.get()));
        Stream<ChangeKey> keys = missed.map(List::stream).orElseGet(() -> everything(reader.filter()));
        // While it catches up the reader keeps its old cursor: cut off meanwhile, it begins again from there.
        Stream<LiveFrame> values = keys.filter(key -> isWanted(reader.filter(), key)).map(key -> missedFrame(reader, key, given.get()));
        reader.begin(Stream.concat(Stream.concat(before, values), Stream.of(start)).iterator());
    }

    private static LiveFrame start(FeedCursor cursor) {
        return new LiveFrame(null, ByteString.fromString("retry: " + retryMillis() + "\nid: " + cursor + "\n\n"));
    }

    private boolean isWanted(LiveFilter filter, ChangeKey key) {
        return filter.mayWant(key)
                && (!filter.looksAtConcerns() || filter.wants(key, new LiveValue(board, key, settings.zone()).concerns()));
    }

    private LiveFrame missedFrame(LiveReader reader, ChangeKey key, String cursor) {
        LiveValue value = new LiveValue(board, key, settings.zone());
        byte[] data = Json.bytes(value.in(reader.language(), Optional.empty(), clock.instant()));
        String event = key.kind().name().toLowerCase(Locale.ROOT);
        return new LiveFrame(conflated(key), ByteString.fromString("event: " + event + "\nid: " + safe(cursor) + "\ndata: ").concat(ByteString.fromArray(data)).concat(END));
    }

    private static LiveFrame resync(String cursor) {
        byte[] data = Json.bytes(Map.of("reason", "What changed since this cursor is not known here; the whole state follows."));
        return new LiveFrame(
                null, ByteString.fromString("event: resync\nid: " + safe(cursor) + "\ndata: ").concat(ByteString.fromArray(data)).concat(END));
    }

    /** A cursor goes back to the reader that sent it, but never with anything that could break the stream's lines. */
    private static String safe(String cursor) {
        return FeedCursor.parse(cursor).map(FeedCursor::toString).orElse("0");
    }

    private Stream<ChangeKey> everything(LiveFilter filter) {
        return board.of(filter.games()).stream()
                .filter(view -> filter.mayWant(new ChangeKey(Kind.MEDALS, view.id(), "")) || filter.unit().isPresent())
                .flatMap(LiveHub::keys);
    }

    private static Stream<ChangeKey> keys(CompetitionView view) {
        Stream<ChangeKey> units = view.state().units().entries().keySet().stream().sorted().map(code -> new ChangeKey(Kind.SCHEDULE, view.id(), code));
        Stream<ChangeKey> results = view.resultCodes().stream().sorted().map(code -> new ChangeKey(Kind.RESULT, view.id(), code));
        Stream<ChangeKey> medals = view.medals().isEmpty() ? Stream.empty() : Stream.of(new ChangeKey(Kind.MEDALS, view.id(), ""));
        return Stream.concat(Stream.concat(units, results), medals);
    }

    /** Tells every reader to go on elsewhere, with the cursor it has, and ends its stream. */
    public void sendAway(List<String> addresses) {
        if (readers.isEmpty()) {
            return;
        }
        byte[] data = Json.bytes(Map.of("reason", "This data centre is being emptied.", "sites", addresses));
        LiveFrame move = new LiveFrame(null, ByteString.fromString("event: move\ndata: ").concat(ByteString.fromArray(data)).concat(END));
        readers.forEach(reader -> reader.end(move));
        readers.clear();
        ahead.clear();
    }

    /** {@code reader} follows no longer. */
    public void unfollow(LiveReader reader) {
        readers.remove(reader);
        ahead.remove(reader);
    }

    /** Signs of life, when due. */
    public void tick(FeedCursor cursor) {
        Instant now = clock.instant();
        if (Duration.between(lastHeartbeat, now).compareTo(HEARTBEAT) >= 0) {
            lastHeartbeat = now;
            readers.forEach(reader -> reader.frame(SIGN_OF_LIFE));
        }
    }

    /** Spread, so that the readers of a lost node do not all come at once. */
    private static long retryMillis() {
        return 200 + java.util.concurrent.ThreadLocalRandom.current().nextLong(800);
    }

}
