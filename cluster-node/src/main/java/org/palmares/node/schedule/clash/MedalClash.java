package org.palmares.node.schedule.clash;

import java.util.function.Consumer;

/** Gold medals of two disciplines that are decided at the same time: nobody can show or see both. */
final class MedalClash implements ClashRule {

    @Override
    public String name() {
        return "medal-clash";
    }

    @Override
    public void check(Scope scope, Consumer<Finding> found) {
        scope.onField().stream().filter(one -> one.unit().medal() == 1).forEach(one -> scope.programme().finals().stream()
                .filter(other -> Math.abs(one.until() - other.until()) < Held.shorter(one.limits().medalsApart(), other.limits().medalsApart())
                        && !other.discipline().equals(one.discipline())
                        && scope.isFrom(one, other)
                        && scope.programme().isOnField(other))
                .forEach(other -> found.accept(Finding.of(one, other))));
    }
}
