package org.palmares.node.schedule.clash;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;

/**
 * A session as it is planned.
 *
 * @param discipline whose session it is
 * @param code its code within the discipline, e.g. ATH07
 * @param start planned start
 * @param end planned end
 * @param venue code of the venue; empty where not known
 * @param status SCHEDULED or CANCELLED, empty where not sent
 */
public record PlannedSession(
        String discipline, String code, Optional<OffsetDateTime> start, Optional<OffsetDateTime> end, String venue, String status) {

    /** By start, then discipline and code. */
    static final Comparator<PlannedSession> IN_ORDER =
            Comparator.comparing(
                    (PlannedSession session) -> session.start().orElse(OffsetDateTime.MAX), OffsetDateTime.timeLineOrder())
            .thenComparing(session -> session.key());

    static String key(String discipline, String code) {
        return discipline + ' ' + code;
    }

    String key() {
        return key(discipline, code);
    }

    boolean isCancelled() {
        return status.equals("CANCELLED");
    }

    /** Whether it is held at a time that is known. */
    boolean isTimed() {
        return !isCancelled() && start.isPresent() && end.isPresent();
    }

    /** Seconds for which both go on; both are timed. */
    long overlap(PlannedSession other) {
        return Math.min(until(), other.until()) - Math.max(from(), other.from());
    }

    /** Whether {@code unit} is within it, by up to {@code margin} seconds more at both ends; both are timed. */
    boolean holds(Held unit, long margin) {
        return isAt(unit.unit()) && unit.from() >= from() - margin && unit.until() <= until() + margin;
    }

    /** Whether {@code unit} is at its venue, as far as both are known. */
    boolean isAt(PlannedUnit unit) {
        return venue.isEmpty() || unit.venue().isEmpty() || venue.equals(unit.venue());
    }

    private long from() {
        return start.orElseThrow().toEpochSecond();
    }

    private long until() {
        return end.orElseThrow().toEpochSecond();
    }
}
