package org.palmares.node.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * On which day of a Games each unit is. A unit belongs to the day of its session: the local date, by the offset in the session's own time, on
 * which it begins. Without a session it belongs to its own local date; after midnight to the day before, if the venue's units of that day are
 * still going on. A unit without any time is on the day of its session. Only what was sent counts: no clock and no zone of the node.
 */
public final class Days {

    /** What a unit may begin before or after its session and still be in it: further away its session code was left behind by a move. */
    private static final Duration ROUND_A_SESSION = Duration.ofHours(6);

    /** A session without a known end lasts no longer than this. */
    private static final Duration SESSION_MAX = Duration.ofHours(12);

    /** Between two units of a venue: a longer pause after midnight ends the day. */
    private static final Duration PAUSE_MAX = Duration.ofMinutes(45);

    /** A unit without an end, or with one that cannot be meant, is taken to go on for so long. */
    private static final Duration UNIT_WITHOUT_END = Duration.ofHours(1);

    private static final Duration UNIT_MAX = Duration.ofHours(12);

    private final Map<String, LocalDate> byUnit = new HashMap<>();
    private final TreeMap<LocalDate, Integer> competition = new TreeMap<>();

    private Days() {}

    /**
     * The days of a Games.
     *
     * @param units all its units
     * @param sessions its sessions by code
     * @param nightEnds from when on nothing is part of the night before
     * @param left told of each unit that cannot be placed because something in it makes that fail; it is on no day then
     */
    public static Days of(
            Collection<Planned> units, Map<String, SessionTime> sessions, LocalTime nightEnds, BiConsumer<String, RuntimeException> left) {
        Placing placing = new Placing(sessions, nightEnds, left);
        placing.place(units);
        return placing.days;
    }

    /** The day of a unit; nothing where it has neither a time nor a session with one. */
    public Optional<LocalDate> of(String unit) {
        return Optional.ofNullable(byUnit.get(unit));
    }

    /**
     * The first and the last day with competition. What lies far from all else is a typing error and does not count.
     *
     * @param near decides which of equally many units are meant: those nearest to it
     */
    public Optional<DaySpan> span(Optional<LocalDate> near) {
        return DaySpan.of(competition, near);
    }

    private static final class Placing {
        private final Days days = new Days();
        private final Map<String, SessionTime> sessions;
        /** Begin of those sessions that were not sent, or without a time, as their units say. */
        private final Map<String, SessionTime> begun = new HashMap<>();
        private final LocalTime nightEnds;
        private final BiConsumer<String, RuntimeException> left;
        /** Until when a venue's units of a day go on. */
        private final Map<String, OffsetDateTime> goingOn = new HashMap<>();

        private Placing(Map<String, SessionTime> sessions, LocalTime nightEnds, BiConsumer<String, RuntimeException> left) {
            this.sessions = sessions;
            this.nightEnds = nightEnds;
            this.left = left;
        }

        private void place(Collection<Planned> units) {
            units.forEach(unit -> fenced(unit, () -> beginOfUnknownSession(unit)));
            List<Planned> afterMidnight = new ArrayList<>();
            units.forEach(unit -> fenced(unit, () -> {
                Optional<LocalDate> day = dayOfSession(unit);
                if (day.isPresent()) {
                    put(unit, day.get());
                } else if (unit.start().isPresent() && unit.start().get().toLocalTime().isBefore(nightEnds)) {
                    afterMidnight.add(unit);
                } else if (unit.start().isPresent()) {
                    put(unit, unit.start().get().toLocalDate());
                }
            }));
            Comparator<Planned> byStart = Comparator.comparing(unit -> unit.start().orElseThrow(), OffsetDateTime.timeLineOrder());
            afterMidnight.sort(byStart.thenComparing(Planned::code));
            afterMidnight.forEach(unit -> fenced(unit, () -> put(unit, dayOfNight(unit, unit.start().orElseThrow()))));
        }

        private void fenced(Planned unit, Runnable work) {
            try {
                work.run();
            } catch (RuntimeException fault) {
                left.accept(unit.code(), fault);
            }
        }

        private void beginOfUnknownSession(Planned unit) {
            if (!unit.session().isEmpty() && !sessions.containsKey(unit.session())) {
                unit.start().ifPresent(start -> begun.merge(
                        unit.session(), new SessionTime(start, Optional.empty()), (one, other) -> one.start().isAfter(other.start()) ? other : one));
            }
        }

        private Optional<LocalDate> dayOfSession(Planned unit) {
            return Optional.ofNullable(sessions.getOrDefault(unit.session(), begun.get(unit.session())))
                    .filter(session -> unit.start().map(start -> isIn(session, start)).orElse(true))
                    .map(session -> session.start().toLocalDate());
        }

        private static boolean isIn(SessionTime session, OffsetDateTime start) {
            OffsetDateTime end = session.end().filter(is -> is.isAfter(session.start())).orElseGet(() -> session.start().plus(SESSION_MAX));
            return Duration.between(session.start(), start).compareTo(ROUND_A_SESSION.negated()) >= 0
                    && Duration.between(end, start).compareTo(ROUND_A_SESSION) <= 0;
        }

        private LocalDate dayOfNight(Planned unit, OffsetDateTime start) {
            LocalDate before = start.toLocalDate().minusDays(1);
            OffsetDateTime until = goingOn.get(unit.venue() + ' ' + before);
            return !unit.venue().isEmpty() && until != null && Duration.between(until, start).compareTo(PAUSE_MAX) <= 0 ? before : start.toLocalDate();
        }

        private void put(Planned unit, LocalDate day) {
            unit.start().ifPresent(start -> goingOn.merge(
                    unit.venue() + ' ' + day, end(unit, start), (one, other) -> one.isAfter(other) ? one : other));
            days.byUnit.put(unit.code(), day);
            if (unit.competition()) {
                days.competition.merge(day, 1, Integer::sum);
            }
        }

        private static OffsetDateTime end(Planned unit, OffsetDateTime start) {
            return unit.end()
                    .filter(end -> !end.isBefore(start) && Duration.between(start, end).compareTo(UNIT_MAX) <= 0)
                    .orElseGet(() -> start.plus(UNIT_WITHOUT_END));
        }
    }
}
