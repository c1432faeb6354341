package org.palmares.node.schedule.clash;

import java.util.List;
import java.util.function.Consumer;

/** A unit that is to be held, at nobody knows what time. */
final class NoTime implements ClashRule {

    @Override
    public String name() {
        return "no-time";
    }

    @Override
    public void check(Scope scope, Consumer<Finding> found) {
        scope.all().filter(unit -> unit.isHeld() && unit.start().isEmpty()).forEach(unit -> found.accept(Finding.of(List.of(unit))));
    }
}
