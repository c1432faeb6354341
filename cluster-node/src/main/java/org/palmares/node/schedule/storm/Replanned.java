package org.palmares.node.schedule.storm;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.protocol.contract.planning.Move;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.Plan;
import org.palmares.protocol.contract.planning.Reason;

/**
 * What becomes of a unit in a plan.
 *
 * @param unit as it is planned now
 * @param start when it begins then; empty: it is postponed without a time
 * @param end when it ends then; empty where it has no time, or has no end now
 * @param venue where it is held then
 * @param location the place of it
 * @param why what makes the planner move it; nothing where it only spans others that move
 */
public record Replanned(PlannedUnit unit, Optional<OffsetDateTime> start, Optional<OffsetDateTime> end, String venue, String location, List<Reason> why) {

    public Replanned {
        why = List.copyOf(why);
    }

    /** Whether it is moved because it spans others that are. */
    public boolean spans() {
        return why.isEmpty();
    }

    /** What {@code plan} does: to the units that it moves, and to what spans them. */
    public static List<Replanned> of(Plan plan, StormDay day, Known known) {
        Map<String, Replanned> moved = new LinkedHashMap<>();
        plan.moves().forEach(move -> moved.put(move.code(), of(move, day)));
        List<Replanned> all = new ArrayList<>(moved.values());
        known.clashes().timetable().units().values().stream()
                .filter(unit -> unit.isTimed() && !moved.containsKey(unit.code().value()) && !StormDay.BEGUN.contains(unit.status()))
                .sorted(Comparator.comparing(PlannedUnit::code))
                .forEach(unit -> spanning(unit, known, moved).ifPresent(all::add));
        return List.copyOf(all);
    }

    /** Seconds beside the planner's minutes are kept, and so is what has no end. */
    private static Replanned of(Move move, StormDay day) {
        PlannedUnit unit = day.units().get(move.code());
        List<Reason> why = move.why().stream().map(reason -> told(reason, day)).toList();
        if (move.after() == null) {
            return new Replanned(unit, Optional.empty(), Optional.empty(), unit.venue(), unit.location(), why);
        }
        Duration by = Duration.between(move.before().start(), move.after().start());
        Place place = move.before().place().equals(move.after().place()) ? new Place(unit.venue(), unit.location()) : move.after().place();
        return new Replanned(unit, unit.start().map(is -> is.plus(by)), unit.end().map(is -> is.plus(by)), place.venue(), place.location(), why);
    }

    private static Reason told(Reason reason, StormDay day) {
        Integer told = reason.disruption() == null ? null : day.origins().get(reason.disruption());
        return new Reason(reason.rule(), told, reason.units(), reason.participants(), reason.slots());
    }

    /** What spans others begins and ends as much earlier or later as the first and the last of them. */
    private static Optional<Replanned> spanning(PlannedUnit whole, Known known, Map<String, Replanned> moved) {
        List<PlannedUnit> parts = known.clashes().spannedBy(whole.code().value());
        if (parts.stream().noneMatch(part -> moved.containsKey(part.code().value())) || !known.free().test(whole)) {
            return Optional.empty();
        }
        List<Replanned> after = parts.stream().map(part -> moved.getOrDefault(part.code().value(), stays(part))).toList();
        Optional<Duration> first = by(parts, after, Replanned::start, PlannedUnit::start, Comparator.naturalOrder());
        Optional<Duration> last = by(parts, after, Replanned::end, PlannedUnit::end, Comparator.reverseOrder());
        Optional<OffsetDateTime> start = first.flatMap(by -> whole.start().map(is -> is.plus(by)));
        Optional<OffsetDateTime> end = last.or(() -> first).flatMap(by -> whole.end().map(is -> is.plus(by)));
        boolean together = after.stream().map(part -> new Place(part.venue(), part.location())).distinct().count() == 1;
        Replanned is = new Replanned(
                whole, start, start.isPresent() ? end : Optional.empty(),
                together && parts.stream().allMatch(part -> part.venue().equals(whole.venue())) ? after.get(0).venue() : whole.venue(),
                together && parts.stream().allMatch(part -> part.location().equals(whole.location())) ? after.get(0).location() : whole.location(),
                List.of());
        return is.equals(stays(whole)) ? Optional.empty() : Optional.of(is);
    }

    private static Replanned stays(PlannedUnit unit) {
        return new Replanned(unit, unit.start(), unit.end(), unit.venue(), unit.location(), List.of());
    }

    /** How much later the first is, or the last; nothing where none has a time. */
    private static Optional<Duration> by(
            List<PlannedUnit> before, List<Replanned> after, Function<Replanned, Optional<OffsetDateTime>> then, Function<PlannedUnit, Optional<OffsetDateTime>> now,
            Comparator<Instant> order) {
        Optional<Instant> was = before.stream().flatMap(unit -> now.apply(unit).stream()).map(OffsetDateTime::toInstant).min(order);
        Optional<Instant> is = after.stream().flatMap(unit -> then.apply(unit).stream()).map(OffsetDateTime::toInstant).min(order);
        return was.flatMap(from -> is.map(to -> Duration.between(from, to)));
    }
}
