package org.palmares.node.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What a clock shows at a place, where nobody says in which zone it hangs. It is told by the times that were sent from there with their
 * offsets: most have the place's. Where the hour changes during a Games, the times before and after it have different ones.
 */
public sealed interface VenueClock {

    /** Offsets that the clock may have when it shows {@code local}: one, or two in a night in which it may have been set. Never empty. */
    List<ZoneOffset> offsets(LocalDateTime local);

    /** The offset at a moment. */
    ZoneOffset offset(Instant at);

    /** A clock that follows the rules of {@code zone}. */
    static VenueClock of(ZoneId zone) {
        return new Ruled(zone);
    }

    /**
     * When the clock showed {@code local}. In the hour that is there twice, ODF does not say which is meant: then it is the first that is not
     * before what the same source has sent already, as a source's times do not go back.
     *
     * @param local header Date and Time of a message
     * @param latest the latest moment known of that source; {@link Instant#MIN} where none is
     */
    default Instant instant(LocalDateTime local, Instant latest) {
        List<Instant> readings = offsets(local).stream().map(local::toInstant).sorted().toList();
        return readings.stream().filter(reading -> !reading.isBefore(latest)).findFirst().orElse(readings.get(0));
    }

    /** The name of the zone where one is known, else the offset at a moment, such as +09:00. */
    default String name(Instant at) {
        return offset(at).equals(ZoneOffset.UTC) ? "+00:00" : offset(at).getId();
    }

    /** The local date at a moment. */
    default LocalDate date(Instant at) {
        return at.atOffset(offset(at)).toLocalDate();
    }

    /** The clock that most of {@code offsets} tell of; nothing where there are none. */
    static Optional<VenueClock> of(Offsets offsets) {
        Comparator<ZoneOffset> byCount = Comparator.comparingInt(offsets::total);
        return offsets.counts().keySet().stream().max(byCount.thenComparing(Comparator.reverseOrder())).map(most -> {
            NavigableMap<LocalDate, Integer> days = offsets.counts().get(most);
            List<Span> spans = new ArrayList<>(List.of(new Span(most, days.firstKey(), days.lastKey())));
            List<Span> others = offsets.counts().entrySet().stream()
                    .filter(other -> isChangeOfHour(other.getKey(), most))
                    .map(other -> new Span(other.getKey(), other.getValue().firstKey(), other.getValue().lastKey()))
                    .toList();
            others.stream()
                    .filter(other -> !other.last().isAfter(days.firstKey()))
                    .max(Comparator.comparing(Span::last))
                    .ifPresent(before -> spans.add(0, before));
            others.stream()
                    .filter(other -> !spans.contains(other) && !other.first().isBefore(days.lastKey()))
                    .min(Comparator.comparing(Span::first))
                    .ifPresent(spans::add);
            return new Observed(List.copyOf(spans));
        });
    }

    /** Venues of other zones are further away, or their times are mixed with the others' day by day. */
    private static boolean isChangeOfHour(ZoneOffset one, ZoneOffset other) {
        int seconds = Math.abs(one.getTotalSeconds() - other.getTotalSeconds());
        return seconds > 0 && seconds <= Duration.ofHours(1).toSeconds();
    }

    /** From the first to the last local date for which times with this offset were sent. */
    record Span(ZoneOffset offset, LocalDate first, LocalDate last) {}

    /** One to three spans, in their order in time. */
    record Observed(List<Span> spans) implements VenueClock {

        /** Clocks are set at night. */
        private static final LocalTime NIGHT_ENDS = LocalTime.of(4, 0);

        @Override
        public List<ZoneOffset> offsets(LocalDateTime local) {
            Span before = spans.get(0);
            for (Span after : spans.subList(1, spans.size())) {
                LocalDate date = local.toLocalDate();
                boolean mayBeSet = before.last().equals(after.first())
                        ? date.equals(after.first())
                        : date.isAfter(before.last()) && !date.isAfter(after.first());
                if (mayBeSet && local.toLocalTime().isBefore(NIGHT_ENDS)) {
                    return List.of(before.offset(), after.offset());
                }
                if (isNearer(date, before, after)) {
                    return List.of(before.offset());
                }
                before = after;
            }
            return List.of(before.offset());
        }

        private static boolean isNearer(LocalDate date, Span before, Span after) {
            return date.isBefore(after.first()) && ChronoUnit.DAYS.between(before.last(), date) < ChronoUnit.DAYS.between(date, after.first());
        }

        @Override
        public ZoneOffset offset(Instant at) {
            OffsetDateTime first = at.atOffset(spans.get(0).offset());
            return offsets(first.toLocalDateTime()).get(0);
        }
    }

    /** By the rules of a zone. */
    record Ruled(ZoneId zone) implements VenueClock {

        @Override
        public List<ZoneOffset> offsets(LocalDateTime local) {
            List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
            return valid.isEmpty() ? List.of(zone.getRules().getOffset(local)) : valid;
        }

        @Override
        public String name(Instant at) {
            return zone.getId();
        }

        @Override
        public ZoneOffset offset(Instant at) {
            return zone.getRules().getOffset(at);
        }
    }
}
