package org.palmares.tools.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.palmares.tools.sample.Contest.Course;
import org.palmares.tools.sample.Contest.Line;
import org.palmares.tools.sample.Contest.Won;
import org.palmares.tools.sample.Plan.Event;
import org.palmares.tools.sample.Plan.Phase;
import org.palmares.tools.sample.Sport.Counting;
import org.palmares.tools.sample.Sport.Judged;
import org.palmares.tools.sample.Sport.Ranked;

/** An event in rounds: heats, semi-finals and a final, or units whose marks add up. */
final class Rounds {

    private static final List<String> METALS = List.of("ME_GOLD", "ME_SILVER", "ME_BRONZE");
    private static final double GIVES_UP = 0.12;
    private static final int FEW = 7;

    private final Event event;
    private final Ranked sport;
    private final UnitNames names;
    private final long seed;
    private final List<Contest> contests = new ArrayList<>();
    private final Map<Side, Double> totals = new HashMap<>();

    Rounds(Event event, Ranked sport, UnitNames names, long seed) {
        this.event = event;
        this.sport = sport;
        this.names = names;
        this.seed = seed;
    }

    /** What becomes of the event; the best of {@code entrants} first. */
    Course course(List<Side> entrants) {
        List<Side> in = entrants;
        for (int phase = 0; phase < event.phases().size(); phase++) {
            boolean last = phase + 1 == event.phases().size();
            int places = last ? 0 : event.phases().get(phase + 1).places();
            int next = last || places > 0 ? places : in.size();
            in = sport.cumulative() ? series(phase, in, next) : heats(phase, in, next);
        }
        Contest last = contests.get(contests.size() - 1);
        List<Won> medals = new ArrayList<>();
        for (int i = 0; i < METALS.size(); i++) {
            medals.add(new Won(METALS.get(i), last.lines().get(i).side(), last));
        }
        return new Course(contests, medals);
    }

    /** All meet in every unit, and what they do adds up. Gives the best by what they have done so far. */
    private List<Side> series(int index, List<Side> sides, int next) {
        Phase phase = event.phases().get(index);
        List<Side> ranked = sides;
        for (int unit = 1; unit <= phase.units(); unit++) {
            add(index, unit, sides);
            List<Line> lines = rank(sides, side -> totals.get(side), new Chance(seed, "start " + event.competition() + phase.code() + unit));
            contest(index, unit, lines);
            ranked = lines.stream().map(Line::side).toList();
        }
        return ranked.subList(0, next);
    }

    private void add(int index, int unit, List<Side> sides) {
        Chance chance = new Chance(seed, "mark " + event.competition() + index + '/' + unit);
        Map<Side, Double> marks = new HashMap<>();
        sides.forEach(side -> marks.put(side, rounded(sport.perform(side.ability(), chance))));
        Map<Side, Double> form = new HashMap<>();
        sides.forEach(side -> form.put(side, side.ability() + chance.share() / 2));
        List<Side> places = sides.stream().sorted(Comparator.comparing(form::get).reversed()).toList();
        boolean byPlace = sport instanceof Judged judged && judged.counting() == Counting.PLACES;
        sides.forEach(side -> totals.merge(side, byPlace ? places.indexOf(side) + 1.0 : marks.get(side), Double::sum));
    }

    private double rounded(double mark) {
        return Math.round(mark / sport.step()) * sport.step();
    }

    /** The best go on: so many of each unit, the others by their marks. */
    private List<Side> heats(int index, List<Side> sides, int next) {
        Phase phase = event.phases().get(index);
        List<List<Side>> dealt = dealt(sides, phase.units());
        List<Line> through = new ArrayList<>();
        List<Line> others = new ArrayList<>();
        List<List<Line>> results = new ArrayList<>();
        for (int unit = 1; unit <= dealt.size(); unit++) {
            Chance chance = new Chance(seed, event.competition() + phase.code() + unit);
            Map<Side, Double> marks = new HashMap<>();
            dealt.get(unit - 1).forEach(side -> marks.put(side, rounded(sport.perform(side.ability(), chance))));
            List<Line> lines = rank(dealt.get(unit - 1), marks::get, chance);
            results.add(lines);
            int byPlace = next / dealt.size();
            lines.stream().filter(line -> line.irm().isEmpty()).forEach(line -> (line.rank() <= byPlace ? through : others).add(line));
        }
        Comparator<Line> best = Comparator.comparingDouble(line -> sport.lowerWins() ? line.mark() : -line.mark());
        others.sort(best);
        List<Line> lucky = others.subList(0, Math.max(0, Math.min(others.size(), next - through.size())));
        for (int unit = 1; unit <= results.size(); unit++) {
            contest(index, unit, results.get(unit - 1).stream()
                    .map(line -> through.contains(line) ? line.qualified("Q") : lucky.contains(line) ? line.qualified("q") : line)
                    .toList());
        }
        List<Line> on = new ArrayList<>(through);
        on.addAll(lucky);
        on.sort(best);
        return on.stream().map(Line::side).toList();
    }

    /** Strong and weak in every unit: to the right, and back to the left. */
    private static List<List<Side>> dealt(List<Side> sides, int units) {
        List<List<Side>> dealt = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            dealt.add(new ArrayList<>());
        }
        for (int i = 0; i < sides.size(); i++) {
            int place = i % (2 * units);
            dealt.get(place < units ? place : 2 * units - 1 - place).add(sides.get(i));
        }
        return dealt;
    }

    private List<Line> rank(List<Side> sides, ToDoubleFunction<Side> marks, Chance chance) {
        Comparator<Side> best = Comparator.comparingDouble(side -> sport.lowerWins() ? marks.applyAsDouble(side) : -marks.applyAsDouble(side));
        List<Side> order = sides.stream().sorted(best.thenComparing(Side::code)).toList();
        List<Side> start = chance.shuffled(sides);
        boolean lastGivesUp = sport instanceof Sport.Race && order.size() >= FEW && chance.share() < GIVES_UP;
        List<Line> lines = new ArrayList<>();
        double before = 0;
        double first = 0;
        for (int i = 0; i < order.size(); i++) {
            double own = marks.applyAsDouble(order.get(i));
            double mark = i == 0 || sport.cumulative() ? own : apart(before, own);
            first = i == 0 ? mark : first;
            before = mark;
            boolean out = lastGivesUp && i == order.size() - 1;
            lines.add(new Line(
                    order.get(i),
                    start.indexOf(order.get(i)) + 1,
                    out ? 0 : i + 1,
                    mark,
                    out ? "" : sport.text(mark),
                    out || i == 0 ? "" : sport.gap(first, mark),
                    out ? "DNF" : "",
                    "",
                    ""));
        }
        return lines;
    }

    /** Two never have the same mark: the photo of the finish tells them apart. */
    private double apart(double better, double own) {
        return sport.lowerWins() ? Math.max(own, better + sport.step()) : Math.min(own, better - sport.step());
    }

    private void contest(int index, int unit, List<Line> lines) {
        Phase phase = event.phases().get(index);
        boolean last = index == event.phases().size() - 1;
        contests.add(new Contest(
                UnitNames.rsc(event, phase.code(), unit),
                event,
                names.numbered(event, phase.code(), unit, phase.units()),
                index,
                sport.cumulative() ? phase.day(unit - 1, phase.units()) : phase.firstDay(),
                last && unit == phase.units() ? 1 : 0,
                lines));
    }
}
