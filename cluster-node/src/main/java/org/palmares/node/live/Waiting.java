package org.palmares.node.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What waits for a reader, or for those of an {@link Audience}: the newest frame of each subject, in the order in which they came. Put in by one
 * thread and taken by another. Takes next to no memory while nothing waits.
 */
final class Waiting {

    static final int FRAMES_MAX = 2_000;
    static final int BYTES_MAX = 8 * 1024 * 1024;

    /**
     * A frame that waits.
     *
     * @param number of those put in, from 1
     */
    record Put(long number, LiveFrame frame) {}

    /** Null while nothing waits. */
    private LinkedHashMap<Object, Put> frames;
    private long bytes;
    private long puts;
    private boolean overflowed;

    /** Puts {@code frame} in; false when that is more than may wait, and then nothing waits any more. A single frame may always wait. */
    synchronized boolean put(LiveFrame frame) {
        puts++;
        if (overflowed) {
            return true;
        }
        if (frames == null) {
            frames = new LinkedHashMap<>();
        }
        Put old = frames.remove(frame.subject());
        bytes += frame.data().size() - (old == null ? 0 : old.frame().data().size());
        frames.put(frame.subject(), new Put(puts, frame));
        overflowed = frames.size() > FRAMES_MAX || bytes > BYTES_MAX && frames.size() > 1;
        if (overflowed) {
            clear();
        }
        return !overflowed;
    }

    synchronized Optional<LiveFrame> take() {
        if (frames == null) {
            return Optional.empty();
        }
        Iterator<Put> first = frames.values().iterator();
        LiveFrame frame = first.next().frame();
        first.remove();
        bytes -= frame.data().size();
        if (frames.isEmpty()) {
            frames = null;
        }
        return Optional.of(frame);
    }

    /** All that waits; afterwards there may be as much again. */
    synchronized List<Put> takeAll() {
        List<Put> all = frames == null ? List.of() : new ArrayList<>(frames.values());
        clear();
        overflowed = false;
        return all;
    }

    /** How many have been put in so far. */
    synchronized long puts() {
        return puts;
    }

    /** Takes away what was put in of {@code subject} when no more than {@code until} had been. */
    synchronized void drop(Object subject, long until) {
        Put old = frames == null ? null : frames.get(subject);
        if (old != null && old.number() <= until) {
            frames.remove(subject);
            bytes -= old.frame().data().size();
            if (frames.isEmpty()) {
                frames = null;
            }
        }
    }

    synchronized int size() {
        return frames == null ? 0 : frames.size();
    }

    /** Nothing waits any more. */
    synchronized void clear() {
        frames = null;
        bytes = 0;
    }
}
