package org.palmares.node.board;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.palmares.journal.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands round the making of one value among many, so that a value which cannot be made costs itself and not the list or table it stands in.
 * It is counted, logged with its key and left out. The counts are those of the process, which is one node.
 */
public final class Fence {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    /** Keys that are remembered as logged: the same value is asked for again and again, and would fill the log. */
    private static final int LOGGED_MAX = 1_024;
    private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();
    private static final Set<String> LOGGED = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > LOGGED_MAX;
        }
    }));

    private Fence() {}

    /**
     * The value, or nothing where making it fails.
     *
     * @param kind what it is, one of few words; the label of the count
     * @param key which one it is, for the log
     * @param value makes it
     */
    public static <T> Optional<T> around(String kind, Object key, Supplier<T> value) {
        try {
            return Optional.ofNullable(value.get());
        } catch (RuntimeException failure) {
            leftOut(kind, key, failure);
            return Optional.empty();
        }
    }

    /** Counts and logs that a value is left out. */
    public static void leftOut(String kind, Object key, RuntimeException failure) {
        COUNTS.computeIfAbsent(kind, any -> new LongAdder()).increment();
        if (LOGGED.add(kind + ' ' + key)) {
            LOG.error("The {} {} cannot be shown and is left out: {}", kind, LogText.of(String.valueOf(key)), LogText.of(failure.toString()), failure);
        }
    }

    /** How many values were left out since the process began, by kind. */
    public static Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        COUNTS.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }
}
