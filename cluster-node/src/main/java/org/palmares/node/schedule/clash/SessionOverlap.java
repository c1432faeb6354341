package org.palmares.node.schedule.clash;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Two sessions of a venue that go on at a time, at the same places in it. One in which nothing is held needs no place. */
final class SessionOverlap implements ClashRule {

    @Override
    public String name() {
        return "session-overlap";
    }

    @Override
    public void check(Scope scope, Consumer<Finding> found) {
        scope.heldSessions().forEach(one -> scope.programme().atVenue(one.venue()).stream()
                .filter(other -> other != one
                        && other.isTimed()
                        && scope.isFrom(one, other)
                        && one.overlap(other) >= tolerance(scope, one, other)
                        && places(scope, one).stream().anyMatch(places(scope, other)::contains))
                .forEach(other -> found.accept(PlannedSession.IN_ORDER.compare(one, other) < 0 ? Finding.ofSessions(one, other) : Finding.ofSessions(other, one))));
    }

    private static long tolerance(Scope scope, PlannedSession one, PlannedSession other) {
        ClashSettings settings = scope.programme().settings();
        return Math.max(1, Held.shorter(settings.limits(one.discipline()).tolerance(), settings.limits(other.discipline()).tolerance()));
    }

    /** Where its units are, without those that were carried over to another session. */
    private static Set<String> places(Scope scope, PlannedSession session) {
        long margin = scope.programme().settings().limits(session.discipline()).sessionMargin().toSeconds();
        return scope.programme().in(session).stream()
                .filter(unit -> scope.programme().isOnField(unit) && session.holds(unit, margin))
                .flatMap(unit -> unit.unit().place().stream())
                .collect(Collectors.toSet());
    }
}
