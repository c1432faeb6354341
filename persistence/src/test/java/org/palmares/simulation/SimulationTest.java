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
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Digest;
import org.palmares.competition.Entries;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.SourceStamp;
import org.palmares.odf.Unit;

/** Replicas of a competition agree whatever the network does. One seed alone: {@code -Dseed=N}. */
class SimulationTest {

    private static final int SEEDS = 800;
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
        for (long seed : seeds().subList(0, Math.min(200, seeds().size()))) {
            SimulatedWorld one = new SimulatedWorld(seed);
            SimulatedWorld other = new SimulatedWorld(seed);
            one.run(STEPS);
            other.run(STEPS);
            assertEquals(one.trace(), other.trace(), "seed " + seed);
        }
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

    /** An independent, much simpler account: the highest version of a document, the latest message on a unit since the latest full one. */
    private static void assertVisible(Competition state, List<CompetitionEvent> events, long seed) {
        Map<Object, OdfDocument> highest = new HashMap<>();
        SourceStamp full = null;
        Map<String, SourceStamp> latest = new HashMap<>();
        Map<String, Unit> units = new HashMap<>();
        for (CompetitionEvent event : events) {
            Entries entries = entries(event);
            if (event instanceof DocumentRecorded recorded) {
                highest.merge(recorded.document().key(), recorded.document(), (a, b) -> b.version() > a.version() ? b : a);
            }
            if (entries != null && entries.replaced().contains(Kind.UNITS) && (full == null || entries.source().compareTo(full) > 0)) {
                full = entries.source();
            }
            for (Unit unit : entries == null ? List.<Unit>of() : entries.units()) {
                if (latest.get(unit.code().value()) == null || entries.source().compareTo(latest.get(unit.code().value())) > 0) {
                    latest.put(unit.code().value(), entries.source());
                    units.put(unit.code().value(), unit);
                }
            }
        }
        highest.forEach((key, document) -> assertEquals(document.version(), state.documents().get(key).latest().version(), "seed " + seed + ' ' + key));
        SourceStamp since = full;
        latest.values().removeIf(stamp -> since != null && stamp.compareTo(since) < 0);
        assertEquals(latest.keySet(), state.units().entries().keySet(), "seed " + seed);
        latest.forEach((code, stamp) -> assertEquals(stamp, state.units().entries().get(code).source(), "seed " + seed));
    }

    private static Entries entries(CompetitionEvent event) {
        return event.fold(new CompetitionEvent.Cases<>() {
            @Override
            public Entries documentRecorded(DocumentRecorded recorded) {
                return recorded.entries();
            }

            @Override
            public Entries entriesRecorded(EntriesRecorded recorded) {
                return recorded.entries();
            }
        });
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
