package org.palmares.node.calendar;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The offsets from UTC that times were sent with: how many of each on each local date. A pure function of the times that are counted, so all
 * nodes that know the same timetable have the same.
 *
 * @param counts by offset, then by local date
 */
record Offsets(Map<ZoneOffset, NavigableMap<LocalDate, Integer>> counts) {

    /** Pairs of an offset and a date that are counted; a real Games has fewer than 100, of what goes beyond nothing is known. */
    static final int PAIRS_MAX = 1_000;

    static final Offsets NONE = new Offsets(Map.of());

    Offsets {
        counts = Collections.unmodifiableMap(counts);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Without the times {@code gone}, with those that have {@code come}. */
    Offsets with(Collection<OffsetDateTime> gone, Collection<OffsetDateTime> come) {
        if (gone.isEmpty() && come.isEmpty()) {
            return this;
        }
        Map<ZoneOffset, NavigableMap<LocalDate, Integer>> changed = new TreeMap<>();
        counts.forEach((offset, days) -> changed.put(offset, new TreeMap<>(days)));
        gone.forEach(time -> changed.computeIfPresent(time.getOffset(), (offset, days) -> {
            days.computeIfPresent(time.toLocalDate(), (day, count) -> count == 1 ? null : count - 1);
            return days.isEmpty() ? null : days;
        }));
        int pairs = changed.values().stream().mapToInt(Map::size).sum();
        for (OffsetDateTime time : come) {
            NavigableMap<LocalDate, Integer> days = changed.get(time.getOffset());
            boolean known = days != null && days.containsKey(time.toLocalDate());
            if (known || pairs++ < PAIRS_MAX) {
                changed.computeIfAbsent(time.getOffset(), any -> new TreeMap<>()).merge(time.toLocalDate(), 1, Integer::sum);
            }
        }
        return new Offsets(changed);
    }

    int total(ZoneOffset offset) {
        return counts.get(offset).values().stream().mapToInt(Integer::intValue).sum();
    }
}
