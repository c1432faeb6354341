package org.palmares.node.schedule.clash;

import java.util.function.Consumer;

/** Two units at one place at a time. */
final class LocationDoubleBooked implements ClashRule {

    @Override
    public String name() {
        return "location-double-booked";
    }

    @Override
    public void check(Scope scope, Consumer<Finding> found) {
        Programme programme = scope.programme();
        scope.onField().forEach(one -> programme.at(one).forEach(other -> {
            if (one.overlaps(other)
                    && scope.isFrom(one, other)
                    && excludeEachOther(one.unit(), other.unit())
                    && programme.isOnField(other)
                    && !programme.areTogether(one, other)) {
                found.accept(Finding.of(one, other));
            }
        }));
    }

    /** Ceremonies are beside the field of play, and planned for before a match is over. Several train together. */
    private static boolean excludeEachOther(PlannedUnit one, PlannedUnit other) {
        return one.phaseType().equals(other.phaseType())
                ? !one.isTraining()
                : one.isCompetition() && other.isTraining() || one.isTraining() && other.isCompetition();
    }
}
