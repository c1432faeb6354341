package org.palmares.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Digest;
import org.palmares.competition.Entry;
import org.palmares.competition.EntrySet;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.UnitEdits;

/** Replicas of a competition agree whatever the network does. One seed alone: {@code -Dseed=N}. */
class SimulationTest {

    private static final int SEEDS = 500;
    private static final int STEPS = 80;

    private static List<Long> seeds() {
        Optional<Long> one = Optional.ofNullable(Long.getLong("seed"));
        return one.map(List::of).orElseGet(() -> java.util.stream.LongStream.range(0, SEEDS).boxed().toList());
    }

    @Test
    void replicasAgreeAfterDelayReorderingRepetitionPartitionAndCrash() {
        for (long seed : seeds()) {
            SimulatedWorld world = new SimulatedWorld(seed);
            world.run(STEPS);
            Competition first = world.state(SimulatedWorld.REPLICAS.get(0));
            SimulatedWorld.REPLICAS.forEach(replica -> {
                assertEquals(first, world.state(replica), "seed " + seed + ' ' + replica);
                assertEquals(Digest.of(first), Digest.of(world.state(replica)), "seed " + seed);
            });
            assertEquals(first, shuffled(world.accepted(), seed), "seed " + seed + ": another order");
            assertTrue(!first.position().hasGap(), "seed " + seed);
            assertVisible(first, world.accepted(), seed);
        }
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        for (long seed : seeds().subList(0, Math.min(100, seeds().size()))) {
            SimulatedWorld one = new SimulatedWorld(seed);
            SimulatedWorld other = new SimulatedWorld(seed);
            one.run(STEPS);
            other.run(STEPS);
            assertEquals(one.trace(), other.trace(), "seed " + seed);
        }
    }

    /** People, feeds and holds have to meet, or the agreement above says nothing of them. */
    @Test
    void peopleAndFeedsMeetOftenEnough() {
        int edits = 0;
        int held = 0;
        int conflicts = 0;
        int shown = 0;
        for (long seed = 0; seed < 100; seed++) {
            SimulatedWorld world = new SimulatedWorld(seed);
            world.run(STEPS);
            Competition state = world.state(SimulatedWorld.REPLICAS.get(0));
            edits += (int) world.accepted().stream().filter(CompetitionEvent.UnitEdited.class::isInstance).count();
            held += (int) state.edits().values().stream().filter(UnitEdits::isHeld).count();
            conflicts += state.edits().keySet().stream().mapToInt(unit -> state.conflicts(unit).size()).sum();
            shown += (int) state.timetable().entrySet().stream().filter(unit -> unit.getValue() != state.units().entries().get(unit.getKey())).count();
        }
        assertTrue(edits > 150 && held > 10 && conflicts > 40 && shown > 50, edits + " edits, " + held + " held, " + conflicts + " conflicts, " + shown + " shown");
    }

    private static Competition shuffled(List<CompetitionEvent> events, long seed) {
        List<CompetitionEvent> order = new ArrayList<>(events);
        order.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(order, new Random(seed));
        Competition state = Competition.start();
        for (CompetitionEvent event : order) {
            state = Evolver.apply(state, event);
        }
        return state;
    }

    /** An independent account, made from all events at once and by the words of DESIGN.md, section 2. */
    private static void assertVisible(Competition state, List<CompetitionEvent> events, long seed) {
        Account account = new Account(events);
        account.documents().forEach((key, version) ->
                assertEquals(version, state.document(key).map(OdfDocument::version), "seed " + seed + ' ' + key));
        assertEquals(account.units(), values(state.units()), "seed " + seed);
        assertEquals(account.timetable(), values(state.timetable()), "seed " + seed);
        assertEquals(account.persons(), values(state.participants()), "seed " + seed);
    }

    private static <T> Map<String, T> values(EntrySet<T> set) {
        return values(set.entries());
    }

    private static <T> Map<String, T> values(Map<String, Entry<T>> entries) {
        Map<String, T> values = new HashMap<>();
        entries.forEach((code, entry) -> values.put(code, entry.value()));
        return values;
    }

    @Test
    void everyOrderOfASmallHistoryGivesTheSame() {
        for (long seed = 0; seed < 20; seed++) {
            List<CompetitionEvent> events = history(seed, 6);
            Competition expected = fold(events);
            permutations(events, 0, order -> assertEquals(expected, fold(order)));
        }
    }

    @Test
    void joiningStatesIsCommutativeAssociativeAndIdempotent() {
        for (long seed = 0; seed < 300; seed++) {
            List<CompetitionEvent> events = history(seed, 9);
            Competition a = fold(events.subList(0, 5));
            Competition b = fold(events.subList(3, 7));
            Competition c = fold(events.subList(5, events.size()));
            assertEquals(a.merge(b), b.merge(a), "seed " + seed);
            assertEquals(a.merge(b).merge(c), a.merge(b.merge(c)), "seed " + seed);
            assertTrue(a.merge(a) == a && a.merge(b).merge(b).equals(a.merge(b)), "seed " + seed);
        }
    }

    /** Events of replicas that know nothing of each other: the worst case for order. */
    private static List<CompetitionEvent> history(long seed, int length) {
        Seeded seeded = new Seeded(seed);
        Map<Object, Competition> states = new HashMap<>();
        List<CompetitionEvent> events = new ArrayList<>();
        while (events.size() < length) {
            var replica = SimulatedWorld.REPLICAS.get(seeded.below(3));
            Competition state = states.getOrDefault(replica, Competition.start());
            Moment moment = new Moment(Instant.parse("2030-08-04T10:00:00Z").plusMillis(seeded.below(5)), replica);
            if (Decider.decide(state, seeded.command(), moment) instanceof Decision.Accepted accepted) {
                for (CompetitionEvent event : accepted.events()) {
                    events.add(event);
                    states.put(replica, Evolver.apply(states.getOrDefault(replica, Competition.start()), event));
                }
            }
        }
        return events.subList(0, length);
    }

    private static Competition fold(List<CompetitionEvent> events) {
        Competition state = Competition.start();
        for (CompetitionEvent event : events) {
            state = Evolver.apply(state, event);
        }
        return state;
    }

    private static void permutations(List<CompetitionEvent> events, int from, java.util.function.Consumer<List<CompetitionEvent>> each) {
        if (from == events.size()) {
            each.accept(events);
            return;
        }
        for (int i = from; i < events.size(); i++) {
            List<CompetitionEvent> swapped = new ArrayList<>(events);
            Collections.swap(swapped, from, i);
            permutations(swapped, from + 1, each);
        }
    }
}
