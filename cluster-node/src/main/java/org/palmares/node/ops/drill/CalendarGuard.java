package org.palmares.node.ops.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/** Whether medals are decided now or soon, and when they are not. Pure: times are given. */
public final class CalendarGuard {

    /** A unit that starts within this time after the drill's end is in its way. */
    static final Duration SOON = Duration.ofMinutes(30);

    /** How long a unit without a planned end may take. */
    private static final Duration LONGEST = Duration.ofHours(3);

    /** A unit that nobody called finished is not believed to run for longer than this after its planned end. */
    private static final Duration OVERTIME = Duration.ofHours(3);

    private static final Duration LOOK_AHEAD = Duration.ofDays(7);
    private static final int WINDOWS = 3;
    private static final Set<ScheduleStatus> OVER =
            Set.of(ScheduleStatus.FINISHED, ScheduleStatus.CANCELLED, ScheduleStatus.POSTPONED, ScheduleStatus.UNSCHEDULED);

    /** A span of time, from included, to excluded. */
    public record Window(Instant from, Instant to) {
        boolean meets(Window other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }
    }

    /**
     * What the calendar says.
     *
     * @param inTheWay codes of medal units that run or start soon
     * @param quiet the next windows in which none does, the first of them first
     */
    public record Finding(List<String> inTheWay, List<Window> quiet) {}

    private CalendarGuard() {}

    /** Looks at {@code units} for a drill that takes {@code length} from {@code now} on. */
    public static Finding check(List<Unit> units, Instant now, Duration length) {
        List<Unit> medals = units.stream().filter(unit -> unit.medal() > 0 && !OVER.contains(unit.status()) && unit.start().isPresent()).toList();
        Window drill = new Window(now, now.plus(length));
        List<String> inTheWay =
                medals.stream().filter(unit -> busy(unit).meets(drill)).map(unit -> unit.code().value()).sorted().toList();
        return new Finding(inTheWay, quiet(medals.stream().map(CalendarGuard::busy).toList(), now, length));
    }

    private static Window busy(Unit unit) {
        Instant start = unit.start().map(OffsetDateTime::toInstant).orElseThrow();
        Instant end = unit.end().map(OffsetDateTime::toInstant).orElse(start.plus(LONGEST));
        return new Window(start.minus(SOON), unit.status().isGoingOn() ? end.plus(OVERTIME) : end);
    }

    private static List<Window> quiet(List<Window> busy, Instant now, Duration length) {
        List<Window> sorted = busy.stream().filter(window -> window.to().isAfter(now)).sorted(Comparator.comparing(Window::from)).toList();
        List<Window> found = new ArrayList<>();
        Instant from = now;
        for (Window window : sorted) {
            if (Duration.between(from, window.from()).compareTo(length) >= 0) {
                found.add(new Window(from, window.from()));
            }
            from = window.to().isAfter(from) ? window.to() : from;
        }
        found.add(new Window(from, from.plus(LOOK_AHEAD)));
        return found.subList(0, Math.min(WINDOWS, found.size()));
    }
}
