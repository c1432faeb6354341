package org.palmares.node.games;

import java.util.List;
import java.util.Optional;
import org.palmares.node.board.CompetitionView;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.odf.Unit;

/**
 * What a competition is called. ODF sends names of units only, so the name is what the names of its competition units have in common from
 * the start; of a single unit, its name without the words for a final.
 */
final class CompetitionNames {

    private static final List<String> FINALS = List.of(
            " Gold Medal Match", " Gold Medal Game", " Gold Medal Bout", " Gold Medal Contest", " Final", ", finale", " finale", " final");
    private static final int SHORTEST = 3;

    private CompetitionNames() {}

    static String of(CompetitionView competition, Language language) {
        List<String> names = competition
                .units()
                .filter(unit -> unit.isCompetition())
                .map(Unit::names)
                .map(language::choose)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return Names.discipline(competition.id().discipline(), language);
        }
        String common = names.size() == 1 ? withoutFinal(names.get(0)) : common(names.get(0), names.get(names.size() - 1));
        return common.length() >= SHORTEST ? common : medalUnit(competition, language).map(CompetitionNames::withoutFinal).orElse(names.get(0));
    }

    private static Optional<String> medalUnit(CompetitionView competition, Language language) {
        return competition
                .units()
                .filter(unit -> unit.medal() == 1)
                .map(Unit::names)
                .map(language::choose)
                .sorted()
                .findFirst();
    }

    /** Whole words that both begin with; the first and the last of a sorted list have in common what all have. */
    private static String common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.codePointAt(same) == other.codePointAt(same)) {
            same += Character.charCount(one.codePointAt(same));
        }
        int end = isEndOfWord(one, same) && isEndOfWord(other, same) ? same : one.substring(0, same).lastIndexOf(' ') + 1;
        return one.substring(0, end).replaceAll("[\\s,;:(\\-–]+$", "");
    }

    private static boolean isEndOfWord(String text, int place) {
        return place == text.length() || !Character.isLetterOrDigit(text.codePointAt(place));
    }

    private static String withoutFinal(String name) {
        return FINALS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .orElse(name);
    }
}
