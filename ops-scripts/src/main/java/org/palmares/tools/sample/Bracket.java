package org.palmares.tools.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.palmares.protocol.odf.Rsc;
import org.palmares.tools.sample.Contest.Course;
import org.palmares.tools.sample.Contest.Line;
import org.palmares.tools.sample.Contest.Won;
import org.palmares.tools.sample.Plan.Bronze;
import org.palmares.tools.sample.Plan.Event;
import org.palmares.tools.sample.Plan.Phase;
import org.palmares.tools.sample.Sport.Duel;

/** An event of meetings between two: groups where the plan has them, then a bracket. */
final class Bracket {

    private static final Map<String, Integer> SIZES = Map.of("R64", 64, "R32", 32, "8FNL", 16, "QFNL", 8, "SFNL", 4, "FNL", 2);
    private static final String GROUPS = "GP";

    /** A unit before it is known who meets; its parts are those of {@link Contest}. */
    private record Meeting(Rsc rsc, String name, int phase, int day, int medal) {}

    private final Event event;
    private final Duel sport;
    private final UnitNames names;
    private final long seed;
    private final List<Contest> contests = new ArrayList<>();
    private final List<Won> medals = new ArrayList<>();
    private final List<Side> lostQuarter = new ArrayList<>();
    private final List<Won> lostSemi = new ArrayList<>();

    Bracket(Event event, Duel sport, UnitNames names, long seed) {
        this.event = event;
        this.sport = sport;
        this.names = names;
        this.seed = seed;
    }

    /** What becomes of the event; the best of {@code entrants} first. */
    Course course(List<Side> entrants) {
        List<Side> in = entrants;
        int index = 0;
        if (event.phases().get(0).code().equals(GROUPS)) {
            index = 1;
            in = groups(event.phases().get(0), entrants, SIZES.get(event.phases().get(1).code()));
        }
        List<Side> slots = slots(in, SIZES.get(event.phases().get(index).code()));
        for (; index < event.phases().size() - 1; index++) {
            slots = round(index, slots);
        }
        last(index, slots);
        return new Course(contests, medals);
    }

    /** Everybody of a group meets everybody of it. Gives those who go on, the best first. */
    private List<Side> groups(Phase phase, List<Side> entrants, int places) {
        List<Side> winners = new ArrayList<>();
        List<Side> others = new ArrayList<>();
        Map<Side, Integer> points = new HashMap<>();
        int each = places / phase.units();
        for (int g = 0; g < phase.units(); g++) {
            List<Side> group = new ArrayList<>();
            for (int i = 0; i < entrants.size(); i++) {
                int place = i % (2 * phase.units());
                if ((place < phase.units() ? place : 2 * phase.units() - 1 - place) == g) {
                    group.add(entrants.get(i));
                }
            }
            group(phase, g, group, points);
            group.sort(Comparator.<Side>comparingInt(side -> -points.getOrDefault(side, 0)).thenComparingDouble(side -> -side.ability()));
            winners.addAll(group.subList(0, Math.min(each, group.size())));
            others.addAll(group.subList(Math.min(each, group.size()), group.size()));
        }
        Comparator<Side> best = Comparator.<Side>comparingInt(side -> -points.getOrDefault(side, 0)).thenComparingDouble(side -> -side.ability());
        others.sort(best);
        winners.addAll(others.subList(0, places - winners.size()));
        winners.sort(best);
        return winners;
    }

    private void group(Phase phase, int number, List<Side> group, Map<Side, Integer> points) {
        String code = GROUPS + (char) ('A' + number);
        String name = phase.units() == 1 ? " Pool Match " : " Group " + (char) ('A' + number) + " Match ";
        List<Side> circle = new ArrayList<>(group);
        if (circle.size() % 2 == 1) {
            circle.add(null);
        }
        int match = 0;
        int rounds = circle.size() - 1;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < circle.size() / 2; i++) {
                Side home = circle.get(i);
                Side away = circle.get(circle.size() - 1 - i);
                if (home != null && away != null) {
                    match++;
                    Rsc rsc = UnitNames.rsc(event, code, match);
                    Contest contest = meet(new Meeting(rsc, event.name() + name + match, 0, phase.day(round, rounds), 0), home, away);
                    contests.add(contest);
                    points.merge(winner(contest), 2, Integer::sum);
                }
            }
            Collections.rotate(circle.subList(1, circle.size()), 1);
        }
    }

    /** Places in the bracket so that the best meet last; null where one goes on without a meeting. */
    private static List<Side> slots(List<Side> sides, int size) {
        List<Integer> seeds = List.of(0, 1);
        while (seeds.size() < size) {
            List<Integer> wider = new ArrayList<>();
            for (int seed : seeds) {
                wider.add(seed);
                wider.add(2 * seeds.size() - 1 - seed);
            }
            seeds = wider;
        }
        return new ArrayList<>(seeds.stream().map(seed -> seed < sides.size() ? sides.get(seed) : null).toList());
    }

    private List<Side> round(int index, List<Side> slots) {
        Phase phase = event.phases().get(index);
        int of = slots.size() / 2;
        boolean semi = phase.code().equals("SFNL");
        int medal = semi && event.bronze() == Bronze.BOTH ? 3 : 0;
        List<Side> on = new ArrayList<>();
        for (int i = 0; i < of; i++) {
            Side home = slots.get(2 * i);
            Side away = slots.get(2 * i + 1);
            if (home == null || away == null) {
                on.add(home == null ? away : home);
                continue;
            }
            String name = names.match(event, phase.code(), i + 1, of);
            Contest contest = meet(new Meeting(UnitNames.rsc(event, phase.code(), i + 1), name, index, phase.day(i, of), medal), home, away);
            contests.add(contest);
            on.add(winner(contest));
            if (semi) {
                lostSemi.add(new Won("ME_BRONZE", loser(contest), contest));
            } else if (phase.code().equals("QFNL")) {
                lostQuarter.add(loser(contest));
            }
        }
        return on;
    }

    private void last(int index, List<Side> slots) {
        List<Contest> bronze = new ArrayList<>();
        if (event.bronze() == Bronze.MATCH) {
            bronze.add(meet(decider(index, 2, " Bronze Medal Match"), lostSemi.get(0).side(), lostSemi.get(1).side()));
        } else if (event.bronze() == Bronze.TWO_MATCHES) {
            // Those who lost a quarter-final of the other half.
            bronze.add(meet(decider(index, 2, " Bronze Medal Match A"), lostSemi.get(0).side(), lostQuarter.get(2)));
            bronze.add(meet(decider(index, 3, " Bronze Medal Match B"), lostSemi.get(1).side(), lostQuarter.get(0)));
        }
        contests.addAll(bronze);
        Contest last = meet(decider(index, 1, " Gold Medal Match"), slots.get(0), slots.get(1));
        contests.add(last);
        medals.add(new Won("ME_GOLD", winner(last), last));
        medals.add(new Won("ME_SILVER", loser(last), last));
        bronze.forEach(match -> medals.add(new Won("ME_BRONZE", winner(match), match)));
        if (event.bronze() == Bronze.BOTH) {
            medals.addAll(lostSemi);
        }
    }

    private Meeting decider(int index, int number, String name) {
        Phase phase = event.phases().get(index);
        return new Meeting(UnitNames.rsc(event, phase.code(), number), event.name() + name, index, phase.firstDay(), number == 1 ? 1 : 3);
    }

    private Contest meet(Meeting meeting, Side home, Side away) {
        Chance chance = new Chance(seed, meeting.rsc().value());
        boolean homeWins = chance.share() < 0.5 + (home.ability() - away.ability()) * 0.45;
        int high = chance.between(sport.lowest(), sport.highest());
        int low = Math.max(0, high - chance.between(1, sport.distance()));
        Line first = line(home, 1, homeWins, homeWins ? high : low);
        Line second = line(away, 2, !homeWins, homeWins ? low : high);
        return new Contest(meeting.rsc(), event, meeting.name(), meeting.phase(), meeting.day(), meeting.medal(), List.of(first, second));
    }

    private static Line line(Side side, int start, boolean wins, int score) {
        return new Line(side, start, 0, score, Integer.toString(score), "", "", wins ? "W" : "L", "");
    }

    private static Side winner(Contest contest) {
        return contest.lines().get(contest.lines().get(0).wlt().equals("W") ? 0 : 1).side();
    }

    private static Side loser(Contest contest) {
        return contest.lines().get(contest.lines().get(0).wlt().equals("W") ? 1 : 0).side();
    }
}
