package org.palmares.node.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.palmares.node.board.CompetitionView;
import org.palmares.protocol.contract.Shapes.MedalRow;
import org.palmares.protocol.contract.Shapes.MedalTable;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.odf.Competitor;

/** The medal table, counted from the medallists of every competition: each competitor on the podium is one medal of its NOC. */
public final class MedalStandings {

    private static final Comparator<int[]> BY_METAL = Comparator.<int[]>comparingInt(counts -> -counts[0])
            .thenComparingInt(counts -> -counts[1])
            .thenComparingInt(counts -> -counts[2]);
    private static final List<String> METALS = List.of("ME_GOLD", "ME_SILVER", "ME_BRONZE");

    private static final Set<String> NOBODY = Set.of("TBD", "NOCOMP", "BYE");

    private record Won(String metal, String noc) {}

    private MedalStandings() {}

    /**
     * The table over {@code competitions}. Equal counts share a rank and the next rank skips; they are listed by NOC code.
     *
     * @param discipline what the table is of; null for all
     */
    public static MedalTable of(Collection<CompetitionView> competitions, String discipline, Language language) {
        Map<String, int[]> counts = new TreeMap<>();
        competitions.forEach(competition -> competition.medals().stream()
                .flatMap(medal -> medal.competitors().stream().filter(MedalStandings::isSomebody).map(winner -> new Won(medal.code(), winner.organisation())))
                .forEach(won -> count(won, counts)));
        List<Map.Entry<String, int[]>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.comparingByValue(BY_METAL));
        List<MedalRow> rows = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            boolean sameAsBefore = i > 0 && BY_METAL.compare(sorted.get(i).getValue(), sorted.get(i - 1).getValue()) == 0;
            boolean sameAsNext = i + 1 < sorted.size() && BY_METAL.compare(sorted.get(i).getValue(), sorted.get(i + 1).getValue()) == 0;
            int rank = sameAsBefore ? rows.get(i - 1).rank() : i + 1;
            rows.add(row(rank, sameAsBefore || sameAsNext, sorted.get(i).getKey(), sorted.get(i).getValue(), language));
        }
        return new MedalTable(discipline, rows);
    }

    /** Who has no NOC, and what stands for nobody yet or nobody at all, has no line in a table. */
    private static boolean isSomebody(Competitor winner) {
        return !winner.organisation().isBlank() && !NOBODY.contains(winner.code());
    }

    private static void count(Won won, Map<String, int[]> counts) {
        int metal = METALS.indexOf(won.metal());
        if (metal >= 0) {
            counts.computeIfAbsent(won.noc(), noc -> new int[METALS.size()])[metal]++;
        }
    }

    private static MedalRow row(int rank, boolean equal, String noc, int[] counts, Language language) {
        int total = counts[0] + counts[1] + counts[2];
        return new MedalRow(rank, equal, noc, Names.noc(noc, language), counts[0], counts[1], counts[2], total);
    }
}
