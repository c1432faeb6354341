package org.palmares.node.live;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.live.LiveMessage.CaughtUp;
import org.palmares.node.live.LiveMessage.Follow;
import org.palmares.node.live.LiveMessage.Unfollow;
import org.palmares.node.server.Ending;
import org.palmares.node.server.Pipe;
import org.palmares.node.server.PipeThread;
import org.palmares.node.server.Pushed;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's stream, in whatever form. A slow reader gets only the newest value of each thing; one for whom even that is too much is cut off and
 * counted, and comes back with its cursor. It never slows anyone else: what it missed is worked out by threads for that, and what changes is
 * written by its connection's thread.
 */
public final class LiveStream implements LiveReader, Pushed {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    /** Steps of catching up before others of the same threads have their turn. */
    private static final int STEPS_AT_ONCE = 32;
    /** Streams are ended now and then, so that load spreads again after a node has come back. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** One who takes nothing for so long is gone. */
    private static final long STUCK_NANOS = Duration.ofSeconds(60).toNanos();
    private static final String DISPATCHER = "palmares.live-dispatcher";

    private final LiveFilter filter;
    private final boolean namesGames;
    private final Language language;
    private final Optional<String> cursor;
    private final LiveFrame.Form form;
    private final ActorRef<LiveMessage> live;
    private final LivePlaces places;
    private final Metrics metrics;
    private final Executor catchingUp;
    private final long untilNanos;
    private final Waiting waiting = new Waiting();
    private final AtomicBoolean woken = new AtomicBoolean();
    /** What was told while catching up: the live actor may still bring the same. */
    private Map<Object, Object> told = Map.of();
    private volatile Pipe pipe;
    private volatile Optional<Iterator<Optional<LiveFrame>>> missed = Optional.empty();
    private volatile boolean hasCaughtUp;
    private volatile boolean ending;
    private volatile boolean over;
    private volatile Optional<Long> stuckSince = Optional.empty();
    private boolean hasPlace;
    private int signs;

    /**
     * What a reader asks for.
     *
     * @param namesGames whether it says which Games
     * @param cursor what it has already, where it says so
     */
    public record Asked(LiveFilter filter, boolean namesGames, Language language, Optional<String> cursor, LiveFrame.Form form) {}

    /** A stream of what is asked for. */
    public LiveStream(ActorSystem<?> system, ActorRef<LiveMessage> live, Asked asked) {
        this.filter = asked.filter();
        this.namesGames = asked.namesGames();
        this.language = asked.language();
        this.cursor = asked.cursor();
        this.form = asked.form();
        this.live = live;
        this.places = LivePlaces.of(system);
        this.metrics = Metrics.of(system);
        this.catchingUp = system.dispatchers().lookup(DispatcherSelector.fromConfig(DISPATCHER));
        this.untilNanos = System.nanoTime() + LONGEST.toNanos() + ThreadLocalRandom.current().nextLong(LONGEST.toNanos() / 5);
    }

    @Override
    public void begin(Pipe to) {
        pipe = to;
        hasPlace = places.take();
        if (hasPlace) {
            live.tell(new Follow(this, cursor));
        } else {
            over = true;
            to.end(Ending.BUSY);
        }
    }

    @Override
    public void gone() {
        over = true;
        if (hasPlace) {
            places.giveBack();
            live.tell(new Unfollow(this));
        }
        waiting.clear();
    }

    @Override
    public void isReady() {
        stuckSince = Optional.empty();
        wake();
    }

    private void wake() {
        if (!over && woken.compareAndSet(false, true)) {
            (hasCaughtUp ? pipe.thread() : catchingUp).execute(this::turn);
        }
    }

    /** By one thread at a time: by those who catch up, and then only by the connection's. */
    private synchronized void turn() {
        woken.set(false);
        if (!over && missed.isPresent()) {
            fenced(hasCaughtUp ? this::tell : this::catchUp);
        }
    }

    /** Memory that Netty has not is what one buffer wanted: a thread that such an error ended would tell nobody any more. */
    private void fenced(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            metrics.count(Metrics.Counter.LIVE_CUT_OFF);
            LOG.error("{}: what a live reader is to be told cannot be made", LogText.of(filter.games()), failure);
            cutOff(Ending.FAILED, "it cannot be told");
            return;
        }
        pipe.flush();
        if (pipe.isReady() == stuckSince.isPresent()) {
            stuckSince = pipe.isReady() ? Optional.empty() : Optional.of(System.nanoTime());
        }
    }

    /** Tells what was missed, some of it. */
    private void catchUp() {
        Iterator<Optional<LiveFrame>> frames = missed.orElseThrow();
        for (int step = 0; step < STEPS_AT_ONCE && pipe.isReady(); step++) {
            // What is put in while a value is made may be newer than that value.
            long before = waiting.puts();
            if (!frames.hasNext()) {
                // What is written by other threads comes to the connection's after a while, and in order; then it goes on by itself.
                missed = Optional.empty();
                pipe.thread().execute(this::goOn);
                return;
            }
            frames.next().ifPresent(frame -> {
                waiting.drop(frame.subject(), before);
                if (told.isEmpty()) {
                    told = new HashMap<>();
                }
                told.put(frame.subject(), frame.made());
                pipe.write(frame.in(form));
            });
        }
        if (pipe.isReady()) {
            wake();
        }
    }

    private synchronized void goOn() {
        hasCaughtUp = true;
        missed = Optional.of(Collections.emptyIterator());
        live.tell(new CaughtUp(this));
        turn();
    }

    /** Tells what waits, as much as the connection takes. */
    private void tell() {
        while (pipe.isReady()) {
            Optional<LiveFrame> frame = waiting.take();
            if (frame.isPresent() && !isTold(frame.get())) {
                pipe.write(frame.get().in(form));
            } else if (frame.isEmpty()) {
                if (ending) {
                    over = true;
                    pipe.end(Ending.GOING_AWAY);
                }
                return;
            }
        }
    }

    private boolean isTold(LiveFrame frame) {
        if (frame.subject() == LiveFrame.Sign.CURSOR && ++signs > 1) {
            // This one is younger than the catching up, and so what was still to come then has come.
            forgetTold();
        }
        return frame.subject() instanceof ChangeKey && !told.isEmpty() && frame.made().equals(told.get(frame.subject()));
    }

    /** Only where there is something to forget: an old object that is written to has to be looked through when Java makes room. */
    private void forgetTold() {
        if (!told.isEmpty()) {
            told = Map.of();
        }
    }

    private void cutOff(Ending how, String why) {
        if (!over) {
            over = true;
            LOG.warn("{}: a live reader is cut off: {}", LogText.of(filter.games()), why);
            pipe.cut(how);
        }
    }

    @Override
    public LiveFilter filter() {
        return filter;
    }

    @Override
    public boolean namesGames() {
        return namesGames;
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public void begin(CatchUp catchUp) {
        missed = Optional.of(catchUp.frames());
        wake();
    }

    @Override
    public PipeThread thread() {
        return pipe.thread();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void frame(LiveFrame frame) {
        keep(frame);
        wake();
    }

    private void keep(LiveFrame frame) {
        long now = System.nanoTime();
        if (over) {
            return;
        }
        // What comes after the last is for when it comes back; but one that takes nothing has no end.
        boolean tooMuch = !ending && !waiting.put(frame);
        ending |= frame.ends() || now - untilNanos > 0;
        if (tooMuch || stuckSince.filter(since -> now - since > STUCK_NANOS).isPresent()) {
            metrics.count(Metrics.Counter.LIVE_CUT_OFF);
            cutOff(Ending.TOO_SLOW, tooMuch ? "it left too much unread" : "it takes nothing any more");
        }
    }

    /** Written at once where nothing waits and the connection takes it. */
    @Override
    public synchronized void frames(List<LiveFrame> frames) {
        if (!over) {
            fenced(() -> {
                int next = 0;
                if (waiting.size() == 0) {
                    forgetTold();
                    while (next < frames.size() && pipe.isReady() && !isLast(frames.get(next))) {
                        pipe.write(frames.get(next++).in(form));
                    }
                }
                frames.subList(next, frames.size()).forEach(this::keep);
                tell();
            });
        }
    }

    private boolean isLast(LiveFrame frame) {
        return ending || frame.ends() || System.nanoTime() - untilNanos > 0;
    }

    @Override
    public void cut() {
        cutOff(Ending.FAILED, "it is to begin anew");
    }
}
