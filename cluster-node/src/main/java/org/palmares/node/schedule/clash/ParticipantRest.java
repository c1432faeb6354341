package org.palmares.node.schedule.clash;

import java.time.Duration;
import java.util.function.Consumer;

/** Somebody in two units with less time between them than the discipline of the later one asks for. */
final class ParticipantRest implements ClashRule {

    @Override
    public String name() {
        return "participant-rest";
    }

    @Override
    public void check(Scope scope, Consumer<Finding> found) {
        Encounters.each(
                scope,
                (one, other) -> one.pause(other) < minimum(one, other).toSeconds() && one.isExact() && other.isExact() && !one.overlaps(other),
                (one, other, participants) -> found.accept(Finding.of(one, other)
                        .concerning(participants)
                        .with("minutes", Duration.ofSeconds(one.pause(other)).toMinutes())
                        .with("minimum", minimum(one, other).toMinutes())));
    }

    private static Duration minimum(Held one, Held other) {
        return (one.from() > other.from() ? one : other).limits().rest();
    }
}
