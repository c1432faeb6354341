package org.palmares.node.schedule.clash;

import java.util.Optional;
import java.util.function.Consumer;

/** A unit that is not within its session. One that was carried over to another session keeps the code of its first (ODF data dictionary of schedules). */
final class OutsideSession implements ClashRule {

    @Override
    public String name() {
        return "outside-session";
    }

    @Override
    public void check(Scope scope, Consumer<Finding> found) {
        scope.onField().forEach(unit -> scope.programme().session(unit).flatMap(session -> finding(scope, unit, session)).ifPresent(found));
    }

    private static Optional<Finding> finding(Scope scope, Held unit, PlannedSession session) {
        long margin = unit.limits().sessionMargin().toSeconds();
        if (session.start().isEmpty() || session.end().isEmpty() || session.isTimed() && session.holds(unit, margin)) {
            return Optional.empty();
        }
        Optional<PlannedSession> carriedOver = scope.programme().ofDiscipline(unit.discipline()).stream()
                .filter(other -> other.isTimed() && other.holds(unit, margin))
                .min(PlannedSession.IN_ORDER);
        if (carriedOver.isPresent()) {
            return Optional.of(Finding.of(unit).in(session, carriedOver.get()).told("carried").noted());
        }
        Finding outside = Finding.of(unit).in(session);
        return Optional.of(session.isCancelled() ? outside.told("cancelled") : session.isAt(unit.unit()) ? outside : outside.told("venue"));
    }
}
