package org.palmares.node.schedule.clash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All rules there are. Each is a class, a line here, its severity in clash-rules.conf and its texts in names/clashes.*.properties. */
public final class ClashRules {

    private static final List<ClashRule> ALL = List.of(
            new LocationDoubleBooked(),
            new ParticipantOverlap(),
            new ParticipantRest(),
            new OutsideSession(),
            new SessionOverlap(),
            new MedalClash(),
            new NoTime());

    private ClashRules() {}

    /** Names of all rules. */
    public static List<String> names() {
        return ALL.stream().map(ClashRule::name).toList();
    }

    /** Everything that is wrong with what {@code scope} touches, by id. */
    static Map<String, Clash> check(Scope scope) {
        Map<String, Clash> clashes = new HashMap<>();
        for (ClashRule rule : ALL) {
            rule.check(scope, finding -> scope.programme().settings().severity(rule.name(), finding.disciplines())
                    .map(severity -> Clash.of(rule.name(), severity, finding))
                    .ifPresent(clash -> clashes.put(clash.id(), clash)));
        }
        return clashes;
    }
}
