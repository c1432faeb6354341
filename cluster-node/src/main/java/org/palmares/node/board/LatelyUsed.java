package org.palmares.node.board;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What was made lately, kept until what is made after it weighs too much; bounded in bytes. Safe for use from any thread. */
final class LatelyUsed<T> {

    private record Kept<T>(T value, long bytes) {}

    private final long bytesMax;
    private final Map<String, Kept<T>> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    LatelyUsed(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /**
     * The value of {@code key}; made outside the lock, so that a long one makes nobody wait.
     *
     * @param weight bytes that a value takes
     */
    T get(String key, Supplier<T> make, ToLongFunction<T> weight) {
        synchronized (this) {
            Kept<T> known = kept.get(key);
            if (known != null) {
                return known.value();
            }
        }
        T value = make.get();
        keep(key, new Kept<>(value, weight.applyAsLong(value)));
        return value;
    }

    private synchronized void keep(String key, Kept<T> fresh) {
        if (fresh.bytes() > bytesMax) {
            return;
        }
        Kept<T> old = kept.put(key, fresh);
        bytes += fresh.bytes() - (old == null ? 0 : old.bytes());
        Iterator<Kept<T>> eldest = kept.values().iterator();
        while (bytes > bytesMax) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    /** Bytes kept now. */
    synchronized long bytes() {
        return bytes;
    }

    /** Values kept now. */
    synchronized int size() {
        return kept.size();
    }
}
