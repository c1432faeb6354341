package org.palmares.node.schedule.clash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Values by what they have in common; each may have several keys. Immutable. */
final class Index<T> {

    private final Function<T, Collection<String>> keys;
    private final Map<String, List<T>> byKey;

    /** One without values. */
    Index(Function<T, Collection<String>> keys) {
        this(keys, Map.of());
    }

    private Index(Function<T, Collection<String>> keys, Map<String, List<T>> byKey) {
        this.keys = keys;
        this.byKey = byKey;
    }

    /** All values of {@code key}. */
    List<T> of(String key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** The same without {@code gone}, with those that have {@code come}; lists of other keys are the same. */
    Index<T> with(Collection<T> gone, Collection<T> come) {
        Map<String, List<T>> changed = new HashMap<>();
        gone.forEach(value -> keys.apply(value).forEach(key -> own(key, changed).remove(value)));
        come.forEach(value -> keys.apply(value).forEach(key -> own(key, changed).add(value)));
        if (changed.isEmpty()) {
            return this;
        }
        Map<String, List<T>> all = new HashMap<>(byKey);
        changed.forEach((key, values) -> {
            if (values.isEmpty()) {
                all.remove(key);
            } else {
                all.put(key, values);
            }
        });
        return new Index<>(keys, all);
    }

    private List<T> own(String key, Map<String, List<T>> changed) {
        return changed.computeIfAbsent(key, any -> new ArrayList<>(of(key)));
    }
}
