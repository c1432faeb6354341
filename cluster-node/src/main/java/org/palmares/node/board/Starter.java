package org.palmares.node.board;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.palmares.protocol.odf.Competitor;

/**
 * Who competes in a unit, by codes alone.
 *
 * @param code of the athlete or team
 * @param members codes of the athletes of a team, as far as the unit's own messages name them
 */
public record Starter(String code, List<String> members) {

    private static final Set<String> NOBODY = Set.of("", "TBD", "NOCOMP", "BYE");
    private static final long BYTES_OF_A_CODE = 64;

    public Starter {
        members = List.copyOf(members);
    }

    /** Those of {@code competitors} that are somebody; a team without members has those it has in {@code known}. */
    static List<Starter> of(Collection<Competitor> competitors, List<Starter> known) {
        Map<String, Starter> byCode = new HashMap<>();
        known.forEach(starter -> byCode.put(starter.code(), starter));
        return competitors.stream()
                .map(Starter::of)
                .filter(starter -> !NOBODY.contains(starter.code()))
                .map(starter -> starter.members().isEmpty() ? byCode.getOrDefault(starter.code(), starter) : starter)
                .toList();
    }

    private static Starter of(Competitor competitor) {
        List<String> members = competitor.members().stream().map(Competitor.Member::code).filter(code -> !NOBODY.contains(code)).toList();
        return new Starter(competitor.code(), members);
    }

    static long bytes(List<Starter> starters) {
        return BYTES_OF_A_CODE * (1 + starters.stream().mapToLong(starter -> 2 + starter.members().size()).sum());
    }
}
