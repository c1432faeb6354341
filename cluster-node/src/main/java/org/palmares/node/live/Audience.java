package org.palmares.node.live;

import java.util.ArrayList;
import java.util.List;
import org.palmares.node.live.Waiting.Put;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readers of one {@link Interest} and one thread, who are told together: what changes waits here once for all of them, and that thread goes
 * round. Whoever is slow is told by its own stream afterwards. The live actor puts in; the thread takes.
 */
final class Audience {

    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    /** @param after what was put in before it came is not for it */
    private record Coming(LiveReader reader, long after) {}

    private final Round round;
    private final Metrics metrics;
    private final Waiting waiting = new Waiting();
    private List<Coming> coming = new ArrayList<>(1);
    private boolean isDue;
    private boolean tooMuch;

    // The thread's own: who is told what now, and how far it has come; those before "kept" stay.
    private final List<LiveReader> members = new ArrayList<>(1);
    private final List<LiveReader> late = new ArrayList<>(0);
    private List<LiveFrame> frames = List.of();
    private boolean cutting;
    private int at;
    private int kept;

    Audience(Round round, Metrics metrics) {
        this.round = round;
        this.metrics = metrics;
    }

    /** {@code reader} is told what is put in from now on, until it {@link LiveReader#isOver}. */
    synchronized void join(LiveReader reader) {
        coming.add(new Coming(reader, waiting.puts()));
    }

    /** All are told {@code frame}. Never waits. */
    void put(LiveFrame frame) {
        boolean first;
        synchronized (this) {
            tooMuch |= !waiting.put(frame);
            first = !isDue;
            isDue = true;
        }
        if (first) {
            round.add(this);
        }
    }

    /** Takes what was put in, to tell it. */
    void begin() {
        List<Put> puts;
        List<Coming> came;
        synchronized (this) {
            puts = waiting.takeAll();
            came = coming;
            coming = new ArrayList<>(1);
            cutting = tooMuch;
            tooMuch = false;
            isDue = false;
        }
        frames = puts.stream().map(Put::frame).toList();
        at = 0;
        kept = 0;
        for (Coming one : came) {
            if (puts.isEmpty() || puts.get(0).number() > one.after()) {
                members.add(one.reader());
            } else {
                tell(one.reader(), puts.stream().filter(put -> put.number() > one.after()).map(Put::frame).toList());
                late.add(one.reader());
            }
        }
    }

    /** Tells some of them, at most {@code most}; gives how many it were. */
    int go(int most) {
        int end = Math.min(members.size(), at + most);
        int told = end - at;
        for (; at < end; at++) {
            LiveReader reader = members.get(at);
            if (!reader.isOver()) {
                tell(reader, frames);
                members.set(kept++, reader);
            }
        }
        return told;
    }

    boolean isDone() {
        return at == members.size();
    }

    /** All have been told. */
    void end() {
        members.subList(kept, at).clear();
        members.addAll(late);
        late.clear();
        frames = List.of();
    }

    private void tell(LiveReader reader, List<LiveFrame> what) {
        if (cutting) {
            cut(reader);
            return;
        }
        try {
            reader.frames(what);
        } catch (RuntimeException | OutOfMemoryError failure) {
            LOG.error("a reader cannot take what all are told and is cut off", failure);
            cut(reader);
        }
    }

    private void cut(LiveReader reader) {
        metrics.count(Counter.LIVE_CUT_OFF);
        reader.cut();
    }
}
