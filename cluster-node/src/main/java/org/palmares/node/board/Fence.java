package org.palmares.node.board;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands round the making of one value among many, so that a value which cannot be made costs itself and not the list or table it stands in.
 * It is counted, logged with its key and left out. Each board has one.
 */
public final class Fence {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);
    /** Keys that are remembered as logged: the same value is asked for again and again, and would fill the log. */
    private static final int LOGGED_MAX = 1_024;

    private final Set<String> logged = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > LOGGED_MAX;
        }
    }));
    private final Consumer<String> count;

    /** @param count counts what is left out, by kind */
    public Fence(Consumer<String> count) {
        this.count = count;
    }

    /**
     * The value, or nothing where making it fails.
     *
     * @param kind what it is, one of few words; the label of the count
     * @param key which one it is, for the log
     * @param value makes it
     */
    public <T> Optional<T> around(String kind, Object key, Supplier<T> value) {
        try {
            return Optional.ofNullable(value.get());
        } catch (RuntimeException failure) {
            leftOut(kind, key, failure);
            return Optional.empty();
        }
    }

    /** Counts and logs that a value is left out. */
    public void leftOut(String kind, Object key, RuntimeException failure) {
        count.accept(kind);
        if (logged.add(kind + ' ' + key)) {
            LOG.error("The {} {} cannot be shown and is left out: {}", kind, LogText.of(String.valueOf(key)), LogText.of(failure.toString()), failure);
        }
    }
}
