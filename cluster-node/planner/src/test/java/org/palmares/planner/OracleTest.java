package org.palmares.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palmares.planner.solve.ChocoPlanner;
import org.palmares.planner.solve.CpSatPlanner;
import org.palmares.planner.solve.Planner;
import org.palmares.protocol.contract.planning.LevelValue;
import org.palmares.protocol.contract.planning.Plan;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Proposal;

/** Days at random ({@code -Dseeds=}, one alone: {@code -Dseed=}): the solvers agree with each other, and on tiny days with trying everything. */
class OracleTest {

    private static final Planner CP_SAT = new CpSatPlanner();
    private static final Planner CHOCO = new ChocoPlanner();

    static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.range(0, Long.getLong("seeds", 25)) : LongStream.of(one);
    }

    private static Plan proven(Plan plan) {
        assertTrue(plan.proven(), () -> "not proven: " + plan.objective());
        return plan;
    }

    private static List<Long> costs(Plan plan) {
        return proven(plan).objective().stream().map(LevelValue::value).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothSolversFindAndProveTheSameLeastPlan(long seed) {
        Problem problem = RandomDay.of(seed, 8, 60);
        Proposal one = new StormDesk(problem, CP_SAT).propose();
        Proposal other = new StormDesk(problem, CHOCO).propose();
        assertEquals(costs(one.best()), costs(other.best()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothFindTheSameSecondBestOfTheSamePlan(long seed) {
        Problem problem = RandomDay.of(seed, 5, 60);
        Proposal one = new StormDesk(problem, CP_SAT).propose();
        Proposal other = new StormDesk(problem, CHOCO).propose();
        if (one.best().moves().equals(other.best().moves())) {
            assertEquals(one.second() == null, other.second() == null);
            if (one.second() != null) {
                assertEquals(costs(one.second()), costs(other.second()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPlanOfAllThereAreIsLess(long seed) {
        Problem problem = RandomDay.of(seed, 3, 60);
        assertEquals(EveryPlan.least(problem), costs(new StormDesk(problem, CP_SAT).propose().best()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameSeedHasTheSameAnswer(long seed) {
        Problem problem = RandomDay.of(seed, 8, 60);
        assertEquals(new StormDesk(problem, CP_SAT).propose().best(), new StormDesk(problem, CP_SAT).propose().best());
    }
}
