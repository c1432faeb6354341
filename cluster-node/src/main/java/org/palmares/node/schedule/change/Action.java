package org.palmares.node.schedule.change;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitField;
import org.palmares.node.calendar.VenueClock;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/** What is to be done with each of the units that a change is about. Pure. */
sealed interface Action {

    /** What has begun or is over stays: nobody can move it any more. */
    Set<ScheduleStatus> STAYS = Set.of(
            ScheduleStatus.RUNNING, ScheduleStatus.SCHEDULED_BREAK, ScheduleStatus.FINISHED);

    /**
     * A unit with what is known of it beside its plan.
     *
     * @param feed as its venue's feed has it
     * @param day the day that it belongs to, which after midnight is the one before; empty where it is on none
     * @param clock of most venues
     */
    record Place(Unit now, Unit feed, Optional<LocalDate> day, VenueClock clock) {

        /** {@code start} at the same time of day as many days later as {@code to} is after the unit's day. */
        private OffsetDateTime on(LocalDate to, OffsetDateTime start) {
            LocalDateTime before = start.toLocalDateTime();
            LocalDateTime local = before.plusDays(ChronoUnit.DAYS.between(day.orElse(start.toLocalDate()), to));
            // Where its venue has the hour of most of them, it has it on that day too; else it is a place of another zone, and keeps its own.
            boolean common = clock.offsets(before).contains(start.getOffset());
            List<ZoneOffset> offsets = clock.offsets(local);
            return local.atOffset(!common || offsets.contains(start.getOffset()) ? start.getOffset() : offsets.get(0));
        }
    }

    /** The values that {@code place} gets; those it has already may be among them. {@code all} are the units of the change, in order of their times. */
    Map<UnitField, String> on(Place place, List<Place> all);

    /** Its name in requests. */
    String title();

    /** Whether units that are going on or over are left alone. */
    default boolean leaves(Unit unit) {
        return STAYS.contains(unit.status());
    }

    /** Whether there is anything to be done with the unit, or to be told of it; what it does not concern is only counted. */
    default boolean concerns(Place place, Revision now) {
        return true;
    }

    /** What has to be the unit's revision, where somebody looked at it before. */
    default Optional<Revision> base(Unit unit) {
        return Optional.empty();
    }

    /** Where in the request the unit is named. */
    default String where(String unit) {
        return "select.units";
    }

    /** Where in the request the value of a unit's field is. */
    default String where(String unit, String field) {
        return field;
    }

    /** All by the same time, earlier where {@code by} is negative. */
    record Shift(Duration by) implements Action {
        @Override
        public Map<UnitField, String> on(Place place, List<Place> all) {
            return shifted(place.now(), by);
        }

        @Override
        public String title() {
            return "shift";
        }
    }

    /**
     * Elsewhere, or to another time.
     *
     * @param start the new start of the first unit; the others keep their distances
     * @param date another day; times of day stay, also where the hour has changed between the two
     */
    record Move(Optional<OffsetDateTime> start, Optional<LocalDate> date, SortedMap<UnitField, String> place) implements Action {
        public Move {
            place = Collections.unmodifiableSortedMap(new TreeMap<>(place));
        }

        @Override
        public Map<UnitField, String> on(Place one, List<Place> all) {
            Map<UnitField, String> set = new EnumMap<>(UnitField.class);
            set.putAll(moved(one, all));
            set.putAll(place);
            return set;
        }

        private Map<UnitField, String> moved(Place one, List<Place> all) {
            Unit unit = one.now();
            if (unit.start().isEmpty()) {
                // One that has no time gets the first's, where that is named.
                return start.map(at -> timed(at, Optional.empty())).orElse(Map.of());
            }
            if (start.isPresent()) {
                Optional<OffsetDateTime> first = all.stream().flatMap(place -> place.now().start().stream()).min(OffsetDateTime.timeLineOrder());
                return shifted(unit, Duration.between(first.orElseThrow(), start.get()));
            }
            return date.map(to -> startingAt(unit, one.on(to, unit.start().get()))).orElse(Map.of());
        }

        @Override
        public String title() {
            return "move";
        }
    }

    /** Later, nobody knows when (ODF: DELAYED): the plan stays. */
    record Delay() implements Action {
        @Override
        public Map<UnitField, String> on(Place place, List<Place> all) {
            return Map.of(UnitField.STATUS, ScheduleStatus.DELAYED.name());
        }

        @Override
        public String title() {
            return "delay";
        }
    }

    /** To a time that is not known (ODF: POSTPONED). */
    record Postpone() implements Action {
        @Override
        public Map<UnitField, String> on(Place place, List<Place> all) {
            return Map.of(UnitField.STATUS, ScheduleStatus.POSTPONED.name());
        }

        @Override
        public String title() {
            return "postpone";
        }
    }

    /** Not held (ODF: CANCELLED); it stays in the timetable as such. */
    record Cancel() implements Action {
        @Override
        public Map<UnitField, String> on(Place place, List<Place> all) {
            return Map.of(UnitField.STATUS, ScheduleStatus.CANCELLED.name());
        }

        @Override
        public String title() {
            return "cancel";
        }
    }

    /** Back to what the venues' feeds say. */
    record Restore() implements Action {
        @Override
        public Map<UnitField, String> on(Place place, List<Place> all) {
            Map<UnitField, String> set = new EnumMap<>(UnitField.class);
            for (UnitField field : UnitField.values()) {
                set.put(field, field.of(place.feed()));
            }
            return set;
        }

        @Override
        public String title() {
            return "restore";
        }

        @Override
        public boolean leaves(Unit unit) {
            return false;
        }
    }

    /**
     * Each to values of its own: what somebody worked out, or wrote into a file. As if each were changed alone: units that have begun too, and those that have the
     * values already are only counted.
     *
     * @param edits by code of the unit
     */
    record SetEach(SortedMap<String, Edit> edits) implements Action {

        /**
         * What is to be of a unit.
         *
         * @param base its revision when somebody looked at it
         * @param where it is in the request
         */
        record Edit(SortedMap<UnitField, String> set, Optional<Revision> base, String where) {
            Edit {
                set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
            }
        }

        public SetEach {
            edits = Collections.unmodifiableSortedMap(new TreeMap<>(edits));
        }

        private Edit edit(Unit unit) {
            return edits.get(unit.code().value());
        }

        @Override
        public Map<UnitField, String> on(Place place, List<Place> all) {
            return edit(place.now()).set();
        }

        @Override
        public String title() {
            return "set";
        }

        @Override
        public boolean leaves(Unit unit) {
            return false;
        }

        @Override
        public boolean concerns(Place place, Revision now) {
            Edit edit = edit(place.now());
            return edit.base().map(base -> !base.isSameAs(now)).orElse(false)
                    || edit.set().entrySet().stream().anyMatch(value -> !value.getKey().with(place.now(), value.getValue()).equals(place.now()));
        }

        @Override
        public Optional<Revision> base(Unit unit) {
            return edit(unit).base();
        }

        @Override
        public String where(String unit) {
            return edits.get(unit).where();
        }

        @Override
        public String where(String unit, String field) {
            return where(unit) + '.' + field;
        }
    }

    private static Map<UnitField, String> shifted(Unit unit, Duration by) {
        return unit.start().map(start -> timed(start.plus(by), unit.end().map(end -> end.plus(by)))).orElse(Map.of());
    }

    /** To a start of which the offset may be another; it lasts as long as before. */
    private static Map<UnitField, String> startingAt(Unit unit, OffsetDateTime start) {
        return timed(start, unit.end().map(end -> start.plus(Duration.between(unit.start().orElseThrow(), end))));
    }

    private static Map<UnitField, String> timed(OffsetDateTime start, Optional<OffsetDateTime> end) {
        Map<UnitField, String> set = new EnumMap<>(UnitField.class);
        set.put(UnitField.START, start.toString());
        end.ifPresent(is -> set.put(UnitField.END, is.toString()));
        return set;
    }
}
