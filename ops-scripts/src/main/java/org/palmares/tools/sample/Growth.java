package org.palmares.tools.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.palmares.tools.sample.Contest.Line;

/** How the result of a unit grows from the start to the end. */
final class Growth {

    private static final Comparator<Line> BY_START = Comparator.comparingInt(Line::start);

    private Growth() {}

    /** The start list. */
    static List<Line> startList(Contest contest) {
        return contest.lines().stream().sorted(BY_START).map(line -> bare(line, "", 0)).toList();
    }

    /** What is known when {@code done} of {@code steps} are over. In a race the first are known first, elsewhere those who began. */
    static List<Line> after(int done, int steps, Contest contest) {
        if (contest.duel()) {
            return contest.lines().stream().map(line -> bare(line, Integer.toString((int) line.mark() * done / steps), 0)).toList();
        }
        int known = contest.lines().size() * done / steps;
        boolean race = contest.event().sport() instanceof Sport.Race;
        List<Line> over = new ArrayList<>();
        List<Line> open = new ArrayList<>();
        for (int i = 0; i < contest.lines().size(); i++) {
            Line line = contest.lines().get(i);
            (line.irm().isEmpty() && (race ? i + 1 : line.start()) <= known ? over : open).add(line);
        }
        List<Line> grown = new ArrayList<>();
        for (Line line : over) {
            grown.add(bare(line, line.text(), grown.size() + 1));
        }
        open.stream().sorted(BY_START).forEach(line -> grown.add(bare(line, "", 0)));
        return grown;
    }

    private static Line bare(Line line, String text, int rank) {
        return new Line(line.side(), line.start(), rank, line.mark(), text, "", "", "", "");
    }
}
