package org.palmares.node.schedule.clash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Pairs of units that have participants in common. */
final class Encounters {

    private record Pair(Held one, Held other, List<String> participants) {}

    /** What is done with a pair. */
    interface Each {
        void take(Held one, Held other, List<String> participants);
    }

    private Encounters() {}

    /** Every pair that is {@code wanted}, with all whom it concerns; what may be together is left out. */
    static void each(Scope scope, BiPredicate<Held, Held> wanted, Each each) {
        Map<String, Pair> pairs = new HashMap<>();
        scope.onField().forEach(one -> one.unit().participants().forEach(participant -> scope.programme().of(participant).forEach(other -> {
            if (other != one && wanted.test(one, other) && scope.isFrom(one, other)) {
                pairs.computeIfAbsent(one.code() + other.code(), any -> new Pair(one, other, new ArrayList<>())).participants().add(participant);
            }
        })));
        pairs.values().stream()
                .filter(pair -> scope.programme().isOnField(pair.other()) && !scope.programme().areTogether(pair.one(), pair.other()))
                .forEach(pair -> each.take(pair.one(), pair.other(), pair.participants()));
    }
}
