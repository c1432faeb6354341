package org.palmares.node.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The days of a Games.
 *
 * @param first the first day
 * @param last the last day
 */
public record DaySpan(LocalDate first, LocalDate last) {

    /** Days without competition in a row that part what belongs together from what does not. */
    private static final long GAP_DAYS = 21;

    /** A part with fewer of the units than this many hundredths does not belong to the Games. */
    private static final int HUNDREDTHS_MIN = 2;

    private record Part(LocalDate first, LocalDate last, int units) {}

    /** The day of the span that is nearest to {@code day}. */
    public LocalDate nearest(LocalDate day) {
        return day.isBefore(first) ? first : day.isAfter(last) ? last : day;
    }

    /** Whether {@code day} is in it. */
    public boolean contains(LocalDate day) {
        return nearest(day).equals(day);
    }

    static Optional<DaySpan> of(SortedMap<LocalDate, Integer> unitsByDay, Optional<LocalDate> near) {
        List<Part> parts = parts(unitsByDay);
        Optional<Part> main = parts.stream().max(Comparator.comparingInt(Part::units)
                .thenComparing(part -> near.map(day -> -distance(part, day)).orElse(0L))
                .thenComparing(Part::first, Comparator.reverseOrder()));
        return main.map(is -> {
            List<Part> kept = parts.stream()
                    .filter(part -> part == is || part.units() > 1 && part.units() * 100L >= (long) is.units() * HUNDREDTHS_MIN)
                    .toList();
            return new DaySpan(kept.get(0).first(), kept.get(kept.size() - 1).last());
        });
    }

    private static List<Part> parts(SortedMap<LocalDate, Integer> unitsByDay) {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<LocalDate, Integer> day : unitsByDay.entrySet()) {
            int last = parts.size() - 1;
            if (last >= 0 && ChronoUnit.DAYS.between(parts.get(last).last(), day.getKey()) <= GAP_DAYS) {
                Part part = parts.get(last);
                parts.set(last, new Part(part.first(), day.getKey(), part.units() + day.getValue()));
            } else {
                parts.add(new Part(day.getKey(), day.getKey(), day.getValue()));
            }
        }
        return parts;
    }

    private static long distance(Part part, LocalDate day) {
        return Math.abs(ChronoUnit.DAYS.between(new DaySpan(part.first(), part.last()).nearest(day), day));
    }
}
