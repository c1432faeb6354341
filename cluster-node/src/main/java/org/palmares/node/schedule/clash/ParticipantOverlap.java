package org.palmares.node.schedule.clash;

import java.util.function.Consumer;

/** Somebody, alone or in a team, in two units at a time. */
final class ParticipantOverlap implements ClashRule {

    @Override
    public String name() {
        return "participant-overlap";
    }

    @Override
    public void check(Scope scope, Consumer<Finding> found) {
        Encounters.each(scope, Held::overlaps, (one, other, participants) -> found.accept(Finding.of(one, other).concerning(participants)));
    }
}
