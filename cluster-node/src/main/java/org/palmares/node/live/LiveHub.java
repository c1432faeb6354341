package org.palmares.node.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.palmares.node.board.Board;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.News.Began;
import org.palmares.node.feed.News.Change;
import org.palmares.node.feed.News.Changed;
import org.palmares.node.feed.News.Revised;
import org.palmares.node.feed.News.Stands;
import org.palmares.node.feed.News;
import org.palmares.node.live.AheadReaders.Ahead;
import org.palmares.node.live.Frames.Reach;
import org.palmares.node.live.Frames.Telling;
import org.palmares.node.live.LiveMessage.Overrun;
import org.palmares.node.live.rendering.Renderings;
import org.palmares.node.live.rendering.Shown;
import org.palmares.node.live.rendering.Topics;
import org.palmares.node.live.topic.Concerns;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics.Histogram;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.FeedCursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands changes to those who follow. What cannot be shown is left out, and a reader that cannot take a frame is cut off: neither harms anybody
 * else. Used by the live actor only.
 */
public final class LiveHub {

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
    /** Every so many ticks of a second each reader has a sign of life: who is gone is only noticed by writing to it. */
    static final int TICKS_PER_SIGN = 5;

    private final Board board;
    private final InstantSource clock;
    private final Metrics metrics;
    private final LiveLog log = new LiveLog();
    private final Shown shown = new Shown();
    private final Relevance relevance;
    private final Renderings renderings;
    private final Readers readers;
    private final AheadReaders ahead = new AheadReaders();
    private final Frames frames;
    private final MeantGames meant;
    private FeedCursor last = new FeedCursor(Collections.emptySortedMap());
    private long ticks;

    /** A hub over {@code board}. */
    public LiveHub(Board board, GamesSettings settings, InstantSource clock, Metrics metrics) {
        this.board = board;
        this.clock = clock;
        this.metrics = metrics;
        this.readers = new Readers(TICKS_PER_SIGN, metrics);
        this.relevance = new Relevance(shown, metrics);
        this.renderings = new Renderings(shown, settings.zone(), clock, metrics);
        this.frames = new Frames(renderings, log);
        this.meant = new MeantGames(board, settings);
    }

    /** Number of readers now; may be asked by any thread. */
    public int readers() {
        return readers.count();
    }

    /** How many values have been rendered. */
    public long rendered() {
        return renderings.made();
    }

    /** What the feed tells. */
    void told(News news) {
        // Before it: nobody is told that it stands where other Games are meant while it follows those of before.
        endWhatIsNotMeant();
        news.fold(new News.Cases<Void>() {
            @Override
            public Void began(Began begun) {
                log.begin(begun.node(), begun.after());
                return null;
            }

            @Override
            public Void revised(Revised revised) {
                shown.put(revised.competition(), true);
                return null;
            }

            @Override
            public Void changed(Changed changed) {
                LiveHub.this.changed(changed);
                return null;
            }

            @Override
            public Void stands(Stands stands) {
                last = stands.cursor();
                return null;
            }
        });
    }

    private void changed(Changed message) {
        Change change = message.change();
        boolean common = change.keys().stream().anyMatch(key -> Topics.of(key).common(key).isPresent());
        change.after().ifPresent(view -> shown.put(view, common));
        Iterator<ChangeKey> keys = change.keys().iterator();
        while (keys.hasNext()) {
            ChangeKey key = keys.next();
            Concerns touched = relevance.touched(key, change);
            log.add(message.node(), message.number(), key, touched);
            // Only the last of several frames may claim the number: who is cut off before gets them all again.
            tell(new Telling(message, key, keys.hasNext() ? last : message.cursor()), touched);
        }
        last = message.cursor();
        boolean toSomebody = change.keys().stream().anyMatch(key -> readers.anyOf(key.competition().games()));
        change.passed().filter(passed -> toSomebody).ifPresent(
                passed -> metrics.observe(Histogram.LIVE_DELAY, Duration.between(passed.accepted(), clock.instant())));
    }

    private void tell(Telling telling, Concerns touched) {
        Reach reach = new Reach(touched, relevance.now(telling.key()));
        String games = telling.key().competition().games();
        List<LiveReader> failed = new ArrayList<>();
        readers.together(games).forEach((interest, those) -> {
            if (!isGiven(those::tell, () -> frames.of(telling, reach, interest, Optional.empty()))) {
                failed.addAll(those.readers());
            }
        });
        for (LiveReader reader : readers.alone(games)) {
            give(reader, () -> frames.of(telling, reach, Interest.of(reader), ahead.of(reader)));
        }
        failed.forEach(this::cut);
    }

    private static boolean isGiven(Consumer<LiveFrame> to, Supplier<Optional<LiveFrame>> frame) {
        try {
            frame.get().ifPresent(to);
            return true;
        } catch (RuntimeException failure) {
            LOG.error("readers cannot be given a frame and are cut off", failure);
            return false;
        }
    }

    /** Tells {@code reader} alone; one that cannot take it is cut off. */
    private void give(LiveReader reader, Supplier<Optional<LiveFrame>> frame) {
        if (!isGiven(reader::frame, frame)) {
            cut(reader);
        }
    }

    /**
     * Lets {@code reader} follow: first what it missed since {@code given}, or all there is if that is not known; then what changes, without
     * what it has seen elsewhere and only comes to be known here. What it missed is worked out by the reader's own stream.
     */
    void follow(LiveReader reader, Optional<String> given) {
        endWhatIsNotMeant();
        readers.add(reader);
        begin(reader, given);
        // Between its request and this others may have been chosen.
        if (meant.areNot(reader)) {
            give(reader, () -> Optional.of(Signs.ANEW));
        }
    }

    private void begin(LiveReader reader, Optional<String> given) {
        CatchUp.Teller teller = new CatchUp.Teller(relevance, renderings);
        if (given.isEmpty()) {
            reader.begin(CatchUp.none(reader, teller, last));
            return;
        }
        Optional<FeedCursor> cursor = given.flatMap(FeedCursor::parse);
        FeedCursor excess = cursor.map(seen -> seen.beyond(last)).orElse(last);
        LiveLog.Snapshot snapshot = log.snapshot();
        if (cursor.isEmpty() || !meant.wereToldOf(reader, cursor.get()) || !snapshot.isCompleteAfter(cursor.get()) || !ahead.takes(excess, last)) {
            reader.begin(CatchUp.everything(reader, teller, cursor, last));
            return;
        }
        if (!excess.isEmpty()) {
            ahead.add(reader, new Ahead(cursor.get(), excess, last, clock.instant()));
        }
        reader.begin(CatchUp.changes(reader, teller, snapshot, cursor.get(), last.with(excess)));
    }

    /** {@code reader} has been told what it missed. */
    void caughtUp(LiveReader reader) {
        readers.caughtUp(reader, ahead.of(reader).isPresent());
    }

    /** {@code reader} follows no longer. */
    void unfollow(LiveReader reader) {
        ahead.remove(reader);
        readers.remove(reader);
    }

    private void cut(LiveReader reader) {
        unfollow(reader);
        metrics.count(Counter.LIVE_CUT_OFF);
        reader.cut();
    }

    /** Tells every reader to go on elsewhere, with the cursor it has, and ends its stream. */
    void sendAway(List<String> addresses) {
        LiveFrame move = Signs.move(addresses);
        readers.forTogether(those -> those.tell(move));
        readers.alone().forEach(reader -> give(reader, () -> Optional.of(move)));
    }

    /** They are followed until they are gone: one that takes nothing any more, not even its last, has to be noticed. */
    private void endWhatIsNotMeant() {
        if (meant.haveChanged()) {
            long ended = readers.everybody().stream().filter(meant::areNot).count();
            readers.forTogether(meant::areNot, those -> those.tell(Signs.ANEW));
            readers.alone().stream().filter(meant::areNot).forEach(reader -> give(reader, () -> Optional.of(Signs.ANEW)));
            if (ended > 0) {
                LOG.info("other Games are meant, or some are retired: the streams of {} live readers end", ended);
            }
        }
    }

    /** What came before is not known; every reader begins anew. */
    void overrun(Overrun overrun) {
        readers.everybody().forEach(this::cut);
        last = overrun.cursor();
        log.startOver(last);
        board.all().forEach(view -> shown.put(view, true));
    }

    /** Signs of life, each second to some, so that not all are written to at once. */
    void tick() {
        // What was on its way when its Games were retired has come after that, so once is not enough.
        shown.forget(board.decisions().retired().keySet());
        endWhatIsNotMeant();
        meant.tick(last);
        ahead.check(last, clock.instant(), this::tellFromOtherLife).forEach(readers::level);
        int turn = (int) (++ticks % TICKS_PER_SIGN);
        LiveFrame sign = Signs.cursor(last.toString());
        readers.forTogether(those -> those.tell(sign, turn));
        Map<FeedCursor, LiveFrame> signs = new HashMap<>();
        readers.alone().stream().filter(reader -> System.identityHashCode(reader) % TICKS_PER_SIGN == turn).forEach(reader -> {
            FeedCursor standing = ahead.standing(reader, last);
            give(reader, () -> Optional.of(signs.computeIfAbsent(standing, cursor -> Signs.cursor(cursor.toString()))));
        });
    }

    private void tellFromOtherLife(LiveReader reader, Ahead of) {
        metrics.count(Counter.LIVE_OTHER_LIVES);
        log.snapshot().between(of.came(), Optional.of(of.excess())).stream()
                .map(LiveLog.Missed::key)
                .filter(key -> reader.filter().mayWant(key))
                .forEach(key -> {
                    boolean left = !relevance.isShownTo(reader.filter(), key);
                    give(reader, () -> frames.of(Telling.again(key, last), reader.language(), left));
                });
    }
}
