package org.palmares.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Entries;
import org.palmares.competition.Evolver;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Request;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/**
 * Joining of events that no {@code Decider} has held apart: the same version with several contents, taken in several data centres at once and with
 * other times in the header, orders that come before what they are about, and more versions than are remembered.
 */
class JoiningTest {

    private static final int SEEDS = 1_500;
    private static final Instant TEN = Instant.parse("2030-08-04T10:00:00Z");

    /** Few enough of everything that all meet, and more versions than are kept. */
    private static final class Story {
        private final Random random;
        private final int[] numbers = new int[3];
        private EntriesRecorded last;

        private Story(long seed) {
            random = new Random(seed);
        }

        private CompetitionEvent event() {
            int replica = random.nextInt(3);
            Origin origin = new Origin(SimulatedWorld.REPLICAS.get(replica), ++numbers[replica], accepted(replica));
            int kind = random.nextInt(12);
            if (kind == 0) {
                return new DocumentVoided(origin, key(random.nextInt(3), 0), random.nextInt(2), random.nextInt(7), new Request("ops", "r"), "a mistake");
            }
            int type = random.nextInt(3);
            int source = random.nextInt(2);
            int content = random.nextInt(4);
            SourceStamp stamp = new SourceStamp(
                    "S" + source, TEN.plusSeconds(random.nextInt(5)), random.nextInt(5) == 0 ? 1 : 0, random.nextInt(7), "h" + content);
            OdfDocument document = new OdfDocument(
                    key(type, source), stamp, ResultStatus.LIVE, content == 3, Content.of(stamp.hash().getBytes(StandardCharsets.UTF_8)), origin.accepted(), "");
            Entries entries = type == 0 ? Entries.none() : entries(type == 1, new Random(content * 31L + stamp.version()), content == 3);
            if (kind == 1 && last != null) {
                // The same word once more, by a replica that knows something else.
                return new EntriesRecorded(origin, last.by(), known(last.entries()), Request.NONE);
            }
            last = new EntriesRecorded(origin, document.provenance(), known(entries), Request.NONE);
            return kind < 4 ? last : new DocumentRecorded(origin, document, known(entries));
        }

        /** Some of it was so before. */
        private Entries known(Entries said) {
            Map<String, Stamp> same = new TreeMap<>();
            said.units().stream().filter(unit -> random.nextBoolean()).forEach(unit ->
                    same.put(unit.code().value(), new Stamp(TEN.toEpochMilli() - random.nextInt(5), 0, SimulatedWorld.REPLICAS.get(0))));
            return new Entries(said.replaced(), said.units(), said.sessions(), said.participants(), said.teams(), said.members(), same);
        }

        private Stamp accepted(int replica) {
            return new Stamp(TEN.toEpochMilli() + random.nextInt(20), numbers[replica], SimulatedWorld.REPLICAS.get(replica));
        }

        private static DocumentKey key(int type, int source) {
            return new DocumentKey(
                    List.of("DT_RESULT", "DT_SCHEDULE", "DT_SCHEDULE_UPDATE").get(type), "ATH-------------------------------", "", "", "", "S" + source);
        }

        private static Entries entries(boolean full, Random of, boolean withdrawn) {
            List<Unit> units = withdrawn ? List.of() : IntStream.range(0, 2).filter(i -> of.nextInt(4) > 0).mapToObj(i -> unit(of, i)).toList();
            return new Entries(full ? EnumSet.of(Kind.UNITS) : Set.of(), units, List.of(), List.of(), List.of(), Set.of());
        }

        private static Unit unit(Random of, int number) {
            Optional<OffsetDateTime> start = of.nextInt(3) == 0
                    ? Optional.of(OffsetDateTime.parse("2030-08-04T1" + of.nextInt(9) + ":00:00+02:00"))
                    : Optional.empty();
            return new Unit(
                    new Rsc("ATHM100M--------------FNL-000" + number + "00--"),
                    new Unit.Plan(start, Optional.empty(), false, false, Map.of(), "", "V" + of.nextInt(99), "", "", "", ""),
                    Unit.Progress.of(ScheduleStatus.SCHEDULED),
                    Unit.Facts.NONE);
        }
    }

    private static Competition fold(List<CompetitionEvent> events) {
        return events.stream().reduce(Competition.start(), Evolver::apply, Competition::merge);
    }

    @Test
    void noOrderGroupingOrRepetitionMakesADifference() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Story story = new Story(seed);
            List<CompetitionEvent> events = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                events.add(story.event());
            }
            Competition expected = fold(events);
            Collections.shuffle(events, new Random(seed));
            assertEquals(expected, fold(events), "another order, seed " + seed);
            Competition a = fold(events.subList(0, 10));
            Competition b = fold(events.subList(6, 17));
            Competition c = fold(events.subList(15, 24));
            assertEquals(expected, a.merge(b).merge(c), "grouped, seed " + seed);
            assertEquals(expected, c.merge(a.merge(b)), "grouped otherwise, seed " + seed);
            assertEquals(a.merge(b.merge(c)), a.merge(b).merge(c), "associative, seed " + seed);
            assertSame(expected, expected.merge(b), "what is known changes nothing, seed " + seed);
            assertSame(expected, Evolver.apply(expected, events.get(3)), "a known event changes nothing, seed " + seed);
        }
    }
}
