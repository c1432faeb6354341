package org.palmares.competition;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Registers of one kind by code. A full message replaces all that was sent before it ("makes earlier updates void", ODF data dictionary of
 * schedules), an update only what it names; which was before which is told by the source stamps, whatever the order of arrival.
 *
 * @param baseline stamp of the latest full message; what is older is void
 * @param entries those that are not void, by code
 */
public record EntrySet<T>(Optional<SourceStamp> baseline, Map<String, Entry<T>> entries) {

    public EntrySet {
        entries = Collections.unmodifiableMap(entries);
    }

    static <T> EntrySet<T> none() {
        return new EntrySet<>(Optional.empty(), Map.of());
    }

    /** The value with this code. */
    public Optional<T> get(String code) {
        return Optional.ofNullable(entries.get(code)).map(Entry::value);
    }

    EntrySet<T> with(SourceStamp source, Stamp accepted, boolean full, Map<String, T> values) {
        Map<String, Entry<T>> added = new HashMap<>();
        values.forEach((code, value) -> added.put(code, new Entry<>(source, accepted, value)));
        return merge(new EntrySet<>(full ? Optional.of(source) : Optional.empty(), added));
    }

    /** Joins the two; gives {@code this} itself when {@code other} brings nothing new. */
    EntrySet<T> merge(EntrySet<T> other) {
        if (other.entries.isEmpty() && other.baseline.isEmpty()) {
            return this;
        }
        Optional<SourceStamp> newBaseline = later(baseline, other.baseline);
        Map<String, Entry<T>> joined = new HashMap<>(entries);
        boolean changed = !newBaseline.equals(baseline);
        if (changed) {
            joined.values().removeIf(entry -> isVoid(entry, newBaseline));
        }
        for (Map.Entry<String, Entry<T>> added : other.entries.entrySet()) {
            Entry<T> known = joined.get(added.getKey());
            if (!isVoid(added.getValue(), newBaseline) && (known == null || Entry.ORDER.compare(known, added.getValue()) < 0)) {
                joined.put(added.getKey(), added.getValue());
                changed = true;
            }
        }
        return changed ? new EntrySet<>(newBaseline, joined) : this;
    }

    private static boolean isVoid(Entry<?> entry, Optional<SourceStamp> baseline) {
        return baseline.isPresent() && entry.source().compareTo(baseline.get()) < 0;
    }

    private static Optional<SourceStamp> later(Optional<SourceStamp> one, Optional<SourceStamp> other) {
        return one.isEmpty() || other.isPresent() && other.get().compareTo(one.get()) > 0 ? other : one;
    }
}
