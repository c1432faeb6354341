package org.palmares.node.live;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * What waits for a reader: the newest frame of each subject, in the order in which they came. Put in by one thread and taken by another.
 */
final class Waiting {

    static final int FRAMES_MAX = 2_000;
    static final int BYTES_MAX = 8 * 1024 * 1024;

    private record Put(long number, LiveFrame frame) {}

    private final LinkedHashMap<Object, Put> frames = new LinkedHashMap<>();
    private long bytes;
    private long puts;
    private boolean overflowed;

    /** Puts {@code frame} in; false when that is more than may wait, and then nothing waits any more. A single frame may always wait. */
    synchronized boolean put(LiveFrame frame) {
        if (overflowed) {
            return true;
        }
        Put old = frames.remove(frame.subject());
        bytes += frame.data().size() - (old == null ? 0 : old.frame().data().size());
        frames.put(frame.subject(), new Put(++puts, frame));
        overflowed = frames.size() > FRAMES_MAX || bytes > BYTES_MAX && frames.size() > 1;
        if (overflowed) {
            clear();
        }
        return !overflowed;
    }

    synchronized Optional<LiveFrame> take() {
        Iterator<Put> first = frames.values().iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        LiveFrame frame = first.next().frame();
        first.remove();
        bytes -= frame.data().size();
        return Optional.of(frame);
    }

    /** How many have been put in so far. */
    synchronized long puts() {
        return puts;
    }

    /** Takes away what was put in of {@code subject} when no more than {@code until} had been. */
    synchronized void drop(Object subject, long until) {
        Put old = frames.get(subject);
        if (old != null && old.number() <= until) {
            frames.remove(subject);
            bytes -= old.frame().data().size();
        }
    }

    synchronized int size() {
        return frames.size();
    }

    /** Nothing waits any more. */
    synchronized void clear() {
        frames.clear();
        bytes = 0;
    }
}
