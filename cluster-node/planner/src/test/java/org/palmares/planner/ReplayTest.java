package org.palmares.planner;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palmares.planner.check.PlanChecker;
import org.palmares.planner.check.Score;
import org.palmares.planner.check.Violation;
import org.palmares.planner.solve.ChocoPlanner;
import org.palmares.planner.solve.CpSatPlanner;
import org.palmares.protocol.contract.planning.DailyWindow;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.LevelValue;
import org.palmares.protocol.contract.planning.PlanningSettings;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Proposal;
import org.palmares.protocol.contract.planning.Slot;

/**
 * The storm days of Paris 2024 that the real messages know: what the planner would have proposed, and what was done. The tables are those of
 * docs/STORM.md.
 */
class ReplayTest {

    private static final Path DOCUMENT = Path.of("../../docs/STORM.md");

    /** What surfing gives itself between two heats, and is little elsewhere. */
    private static final int TURNAROUND = 6;

    private static Instant at(String time) {
        return OffsetDateTime.parse("2024-" + time + ":00+02:00").toInstant();
    }

    private static String text(Instant instant) {
        return instant.atOffset(Day.ZONE).toLocalDateTime().toString().substring("2024-".length()).replace('T', ' ');
    }

    private static PlanningSettings settings(int grid, int horizon, Map<String, DailyWindow> hours) {
        return new PlanningSettings(grid, horizon, 120, null, null, hours, Map.of(), Map.of(PlanningSettings.OTHERS, TURNAROUND), false, Level.ORDER, 60, 20_000, 1);
    }

    private record Replay(String name, Problem problem, Map<String, Slot> reality) {

        List<Long> costs(Map<String, Slot> plan) {
            Map<Level, Long> costs = Score.of(problem, plan);
            return problem.settings().levels().stream().map(costs::get).toList();
        }
    }

    @Test
    void triathlonMenAfterTheSeineWasTooDirty() throws IOException {
        RealSchedule schedule = new RealSchedule("TRI", "OWS", "CRD");
        List<String> moved = schedule.codes("TRIMOLYMPIC");
        List<PlanningUnit> units = schedule.known("ALX", moved, Map.of(), at("07-30T04:30"));
        Problem problem = new Problem(Day.ZONE, at("07-30T04:30"), units,
                List.of(new Disruption.VenueClosed("ALX", "", at("07-30T04:30"), at("07-31T06:00"))), settings(15, 4, Map.of()));
        check(new Replay("Triathlon, men", problem, schedule.reality(units, moved)));
    }

    @Test
    void skateboardingMenAfterRain() throws IOException {
        RealSchedule schedule = new RealSchedule("SKB");
        List<String> moved = schedule.codes("SKBMSTREET");
        String qualification = moved.stream().filter(code -> code.contains("QUAL")).findFirst().orElseThrow();
        // The plan of 2022 has both rounds at 17:00; the women's, a day later, shows what was meant.
        List<PlanningUnit> units = schedule.known("LC3", moved, Map.of(qualification, at("07-27T12:00")), at("07-27T07:30"));
        Problem problem = new Problem(Day.ZONE, at("07-27T07:30"), units,
                List.of(new Disruption.VenueClosed("LC3", "", at("07-27T07:30"), at("07-28T06:00"))), settings(15, 4, Map.of()));
        check(new Replay("Skateboarding, men's street", problem, schedule.reality(units, moved)));
    }

    @Test
    void surfingWithoutWavesAndWithTooMany() throws IOException {
        RealSchedule schedule = new RealSchedule("SRF");
        List<String> moved = schedule.codes("SRFWSHORTBRD----------8FNL0", "SRFMSHORTBRD----------QFNL0", "SRFWSHORTBRD----------QFNL0",
                "SRFMSHORTBRD----------SFNL0", "SRFWSHORTBRD----------SFNL0", "SRFMSHORTBRD----------FNL-0", "SRFWSHORTBRD----------FNL-0");
        moved = moved.stream().filter(code -> schedule.held(code).isPresent()).toList();
        Map<String, Instant> corrections = new HashMap<>();
        for (String code : moved) {
            // The plan of 2022 dates what is after midnight in Paris a day too early.
            Instant start = schedule.planned(code);
            boolean afterMidnight = start.atOffset(Day.ZONE).toLocalTime().isBefore(LocalTime.of(6, 0));
            corrections.put(code, afterMidnight ? start.plus(Duration.ofDays(1)) : start);
        }
        // And the men's final with the first quarter-final; it is the last of the day.
        corrections.put("SRFMSHORTBRD----------FNL-000100--", at("07-31T04:15"));
        List<PlanningUnit> units = schedule.known("TAH", moved, corrections, at("07-29T22:00"));
        Problem problem = new Problem(Day.ZONE, at("07-29T22:00"), units,
                List.of(new Disruption.VenueClosed("TAH", "", at("07-29T23:45"), at("08-01T19:00")),
                        new Disruption.VenueClosed("TAH", "", at("08-02T04:30"), at("08-05T22:30"))),
                settings(1, 8, Map.of("TAH", new DailyWindow(LocalTime.of(19, 0), LocalTime.of(5, 0)))));
        check(new Replay("Surfing, from the women's third round on", problem, schedule.reality(units, moved)));
    }

    private static void check(Replay replay) throws IOException {
        Problem problem = replay.problem();
        Proposal proposal = new StormDesk(problem, new CpSatPlanner()).propose();
        Map<String, Slot> plan = PlanChecker.published(problem);
        proposal.best().moves().forEach(move -> plan.put(move.code(), move.after()));
        List<Long> ours = proposal.best().objective().stream().map(LevelValue::value).toList();
        List<Long> theirs = replay.costs(replay.reality());
        List<Violation> broken = new PlanChecker(problem).check(replay.reality());
        List<String> rows = rows(replay, plan);
        System.out.println("ReplayTest: " + String.join("\n", rows) + "\nreality breaks " + broken + "\n" + proposal.best().objective()
                + "\nsecond " + (proposal.second() == null ? proposal.noSecond() : proposal.second().objective()) + ' ' + proposal.times());
        String document = Files.readString(DOCUMENT);
        assertAll(
                () -> assertTrue(proposal.feasible()),
                () -> assertTrue(proposal.best().proven(), "not proven: " + proposal.best().objective()),
                () -> assertEquals(List.of(), broken, "reality obeys the same rules"),
                () -> assertTrue(compare(ours, theirs) <= 0, ours + " is more than reality's " + theirs),
                () -> assertEquals(ours, replay.costs(plan)),
                () -> assertTrue(rows.stream().allMatch(document::contains), "docs/STORM.md does not say " + rows));
        Proposal choco = new StormDesk(problem, new ChocoPlanner()).propose();
        System.out.println("ReplayTest: choco " + choco.best().objective() + ' ' + choco.times());
        assertTrue(choco.feasible());
    }

    private static int compare(List<Long> one, List<Long> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i).compareTo(other.get(i));
            }
        }
        return 0;
    }

    private static List<String> rows(Replay replay, Map<String, Slot> plan) {
        List<String> rows = new ArrayList<>();
        rows.add(row(replay.name(), "proposal", replay.costs(plan)));
        rows.add(row(replay.name(), "reality", replay.costs(replay.reality())));
        replay.problem().units().stream()
                .filter(unit -> !unit.slot().equals(plan.get(unit.code())) || !unit.slot().equals(replay.reality().get(unit.code())))
                .sorted(Comparator.comparing((PlanningUnit unit) -> unit.slot().start()).thenComparing(PlanningUnit::code))
                .forEach(unit -> rows.add("| `" + unit.code() + "` | " + text(unit.slot().start()) + " | " + text(plan.get(unit.code()).start()) + " | "
                        + text(replay.reality().get(unit.code()).start()) + " |"));
        return rows;
    }

    private static String row(String name, String who, List<Long> costs) {
        StringBuilder row = new StringBuilder("| " + name + " | " + who + " |");
        costs.forEach(cost -> row.append(' ').append(cost).append(" |"));
        return row.toString();
    }
}
