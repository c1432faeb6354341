package org.palmares.node.schedule.clash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.protocol.odf.ScheduleStatus;

/** Changes at random: what is found by looking only at what they touch is what is found by looking at all. */
class ClashesOfChangesTest {

    private static final int CHANGES = 300;
    private static final List<String> DISCIPLINES = List.of("ATH", "EQU", "BDM", "SHO");
    private static final List<String> UNITS = List.of(
            "HEAT", "HEAT000100", "HEAT000200", "FNL-", "FNL-000100", "FNL-000101", "FNL-000102", "FNL-A0000100", "FNL-A0000101", "FNL-A0000102", "VICTMEDAL", "");
    private static final List<String> STATUSES = List.of("SCHEDULED", "SCHEDULED", "SCHEDULED", "FINISHED", "RESCHEDULED", "CANCELLED", "POSTPONED", "UNSCHEDULED");

    private final Set<String> rulesSeen = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatAChangeTouchesIsAllThatIsLookedAtAgain(long seed) {
        Random random = new Random(seed);
        Clashes clashes = Clashes.of(Timetable.EMPTY, Plan.SETTINGS);
        for (int i = 0; i < CHANGES; i++) {
            Timetable now = changed(clashes.timetable(), random);
            Clashes.Step step = clashes.after(now);
            Clashes anew = Clashes.of(now, Plan.SETTINGS);
            assertEquals(Set.of(), without(anew, step.after()), "missed with seed " + seed + ", change " + i);
            assertEquals(Set.of(), without(step.after(), anew), "left with seed " + seed + ", change " + i);
            assertStep(clashes, step);
            step.after().all().forEach(clash -> rulesSeen.add(clash.text()));
            clashes = step.after();
        }
        assertTrue(rulesSeen.containsAll(ClashRules.names()), rulesSeen.toString());
    }

    private static void assertStep(Clashes before, Clashes.Step step) {
        Set<String> come = ids(step.after());
        come.removeAll(ids(before));
        Set<String> told = step.come().stream().map(Clash::id).collect(Collectors.toSet());
        assertTrue(told.containsAll(come));
        told.removeAll(come);
        told.forEach(id -> assertTrue(step.after().get(id).orElseThrow().severity().compareTo(before.get(id).orElseThrow().severity()) > 0, "it is worse now"));
        Set<String> gone = ids(before);
        gone.removeAll(ids(step.after()));
        assertEquals(gone, step.gone().stream().map(Clash::id).collect(Collectors.toSet()));
    }

    private static Set<String> ids(Clashes clashes) {
        return clashes.all().stream().map(Clash::id).collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<Clash> without(Clashes all, Clashes others) {
        Set<Clash> without = new HashSet<>(all.all());
        without.removeAll(Set.copyOf(others.all()));
        return without;
    }

    private static Timetable changed(Timetable timetable, Random random) {
        Map<String, PlannedUnit> units = new HashMap<>(timetable.units());
        Map<String, PlannedSession> sessions = new HashMap<>(timetable.sessions());
        for (int i = random.nextInt(4); i >= 0; i--) {
            PlannedUnit unit = unit(random);
            if (random.nextInt(10) == 0) {
                units.remove(unit.code().value());
            } else {
                units.put(unit.code().value(), unit);
            }
        }
        if (random.nextInt(2) == 0) {
            PlannedSession session = session(random);
            if (random.nextInt(10) == 0) {
                sessions.remove(session.key());
            } else {
                sessions.put(session.key(), session);
            }
        }
        return new Timetable(units, sessions);
    }

    private static PlannedUnit unit(Random random) {
        String discipline = any(DISCIPLINES, random);
        String code = any(UNITS, random);
        Optional<OffsetDateTime> start = random.nextInt(20) == 0 ? Optional.empty() : time(random);
        List<String> participants = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            participants.add(Integer.toString(random.nextInt(12)));
        }
        return new PlannedUnit(
                Plan.code(discipline, code),
                ScheduleStatus.valueOf(any(STATUSES, random)),
                start,
                start.map(from -> from.plusMinutes(random.nextInt(100))),
                any(List.of("STA", "STA", "STB"), random),
                any(List.of("A", "B", "TBD"), random),
                random.nextInt(4) == 0 ? "" : discipline + random.nextInt(3),
                "",
                random.nextInt(20) == 0,
                random.nextInt(2),
                code.startsWith("VICT") ? "6" : any(List.of("3", "3", "3", "1"), random),
                participants);
    }

    private static PlannedSession session(Random random) {
        String discipline = any(DISCIPLINES, random);
        Optional<OffsetDateTime> start = time(random);
        return new PlannedSession(
                discipline,
                discipline + random.nextInt(3),
                start,
                start.map(from -> from.plus(Duration.ofHours(1 + random.nextInt(5)))),
                any(List.of("STA", "STA", "STB"), random),
                random.nextInt(10) == 0 ? "CANCELLED" : "SCHEDULED");
    }

    private static Optional<OffsetDateTime> time(Random random) {
        return Plan.time("08:00").map(from -> from.plusMinutes(5L * random.nextInt(120)));
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
