package org.palmares.node.schedule;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.palmares.competition.UnitField;
import org.palmares.node.calendar.DaySpan;
import org.palmares.node.http.Refusals;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/**
 * What a Games allows its units to be changed to, beyond what a competition can know alone. Pure.
 *
 * @param span its days; empty where none is known
 * @param venues codes of its venues
 * @param sessions codes of the sessions of the unit's discipline
 */
public record PlanRules(Optional<DaySpan> span, Set<String> venues, Set<String> sessions) {

    /** Training before, and what the weather leaves for after. */
    private static final int DAYS_AROUND = 7;

    /** Nobody knows when they are held, or when they go on. */
    private static final Set<ScheduleStatus> WAITING = Set.of(ScheduleStatus.POSTPONED, ScheduleStatus.DELAYED, ScheduleStatus.INTERRUPTED);

    public PlanRules {
        venues = Set.copyOf(venues);
        sessions = Set.copyOf(sessions);
    }

    /** The values that are to be, with what has to change with them (ODF, common code ScheduleStatus). */
    public static Map<UnitField, String> completed(Unit now, Map<UnitField, String> set) {
        Map<UnitField, String> all = new TreeMap<>(set);
        if (ScheduleStatus.POSTPONED.name().equals(set.get(UnitField.STATUS)) && now.start().isPresent()) {
            // A new time is not known; the day it was planned for stays known.
            all.putIfAbsent(UnitField.START, "");
            all.putIfAbsent(UnitField.END, "");
        }
        boolean timed = !set.getOrDefault(UnitField.START, "").isEmpty() && !UnitField.START.with(now, set.get(UnitField.START)).equals(now);
        if (timed && WAITING.contains(now.status())) {
            // It had no time to be held at, and has one again.
            all.putIfAbsent(UnitField.STATUS, ScheduleStatus.RESCHEDULED.name());
        }
        return all;
    }

    /** Everything that is wrong with {@code set}. */
    public List<Fault> faults(Unit now, Map<UnitField, String> set) {
        List<Fault> faults = new ArrayList<>();
        known(UnitField.VENUE, venues, "no unit or session of the Games is there", set).ifPresent(faults::add);
        known(UnitField.SESSION, sessions, "the discipline has no such session", set).ifPresent(faults::add);
        within(UnitField.START, set).ifPresent(faults::add);
        within(UnitField.END, set).ifPresent(faults::add);
        inOrder(now, set).ifPresent(faults::add);
        status(now, set).ifPresent(faults::add);
        return faults;
    }

    private static Optional<Fault> known(UnitField field, Set<String> known, String otherwise, Map<UnitField, String> set) {
        return Optional.ofNullable(set.get(field))
                .filter(code -> !code.isEmpty() && !known.isEmpty() && !known.contains(code))
                .map(code -> new Fault(Refusals.name(field), '"' + code + "\": " + otherwise));
    }

    private Optional<Fault> within(UnitField field, Map<UnitField, String> set) {
        if (span.isEmpty() || set.getOrDefault(field, "").isEmpty()) {
            return Optional.empty();
        }
        LocalDate first = span.get().first().minusDays(DAYS_AROUND);
        LocalDate last = span.get().last().plusDays(DAYS_AROUND);
        LocalDate day = OffsetDateTime.parse(set.get(field)).toLocalDate();
        return day.isBefore(first) || day.isAfter(last)
                ? Optional.of(new Fault(Refusals.name(field), day + " is outside the Games, which can be planned from " + first + " to " + last))
                : Optional.empty();
    }

    /** A competition would refuse it too; a dry run does not get there. */
    private static Optional<Fault> inOrder(Unit now, Map<UnitField, String> set) {
        if (!set.containsKey(UnitField.START) && !set.containsKey(UnitField.END)) {
            return Optional.empty();
        }
        String start = set.getOrDefault(UnitField.START, UnitField.START.of(now));
        String end = set.getOrDefault(UnitField.END, UnitField.END.of(now));
        return !start.isEmpty() && !end.isEmpty() && OffsetDateTime.parse(end).isBefore(OffsetDateTime.parse(start))
                ? Optional.of(new Fault(Refusals.name(UnitField.END), end + " is before the start, " + start))
                : Optional.empty();
    }

    private static Optional<Fault> status(Unit now, Map<UnitField, String> set) {
        String status = set.getOrDefault(UnitField.STATUS, "");
        boolean timed = set.containsKey(UnitField.START) ? !set.get(UnitField.START).isEmpty() : now.start().isPresent();
        if (status.equals(ScheduleStatus.POSTPONED.name()) && !set.getOrDefault(UnitField.START, "").isEmpty()) {
            return Optional.of(new Fault("status", "POSTPONED is without a new time; with one it is RESCHEDULED"));
        }
        if (status.equals(ScheduleStatus.RESCHEDULED.name()) && !timed) {
            return Optional.of(new Fault("start", "RESCHEDULED needs the new time; without one it is POSTPONED"));
        }
        return Optional.empty();
    }
}
