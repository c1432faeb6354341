package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.Succession;
import org.palmares.journal.CompetitionReply;

class RehearsalTest {

    private final Map<CompetitionId, List<Long>> versions = new HashMap<>();
    private final Map<CompetitionId, Competition> all = new HashMap<>();

    /** As the replica does. */
    private synchronized CompletionStage<CompetitionReply> decide(CompetitionId place, CompetitionCommand command) {
        assertTrue(place.isOfRecords(), "no reader can ask for it");
        versions.computeIfAbsent(place, any -> new ArrayList<>()).add(((RecordDocument) command).document().version());
        Competition held = all.getOrDefault(place, Competition.start());
        Decision decision = Decider.decide(held, command, new Moment(Instant.EPOCH, new ReplicaId("paris")), held.position().of(new ReplicaId("paris")) + 1);
        decision.fold(new Decision.Cases<Void>() {
            @Override
            public Void accepted(Decision.Accepted accepted) {
                all.put(place, accepted.events().stream().reduce(held, Evolver::apply, Competition::merge));
                return null;
            }

            @Override
            public Void rejected(Decision.Rejected rejected) {
                throw new AssertionError(rejected.toString());
            }
        });
        return CompletableFuture.completedFuture(null);
    }

    private void start() throws Exception {
        Rehearsal.of(this::decide, place -> Optional.ofNullable(all.get(place)), "p").toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void everyStartTakesNewVersionsAndSaysNothingTwice() throws Exception {
        start();
        int once = versions.values().stream().mapToInt(List::size).sum();
        start();
        assertTrue(versions.values().stream().mapToInt(List::size).sum() > once);
        versions.forEach((place, taken) -> assertEquals(LongStream.rangeClosed(1, taken.size()).boxed().toList(), taken.stream().sorted().toList(), place.toString()));
        all.forEach((place, held) -> assertEquals(1, held.documents().size()));
    }

    /** Whoever only hears of a data centre pays for it with the first message that goes there. */
    @Test
    void eachDataCentreIsTheHomeOfSomeOfIt() throws Exception {
        start();
        assertEquals(Rehearsal.PLACES, versions.size());
        for (String node : List.of("p", "m", "b", "p2", "a-node-of-a-long-name")) {
            List<ReplicaId> sites = Stream.of("paris", "madrid", "barcelona").map(ReplicaId::new).toList();
            Set<ReplicaId> homes = IntStream.rangeClosed(1, Rehearsal.PLACES)
                    .mapToObj(number -> new Succession(sites).of(Rehearsal.place(node, number)).get(0))
                    .collect(Collectors.toSet());
            assertEquals(Set.copyOf(sites), homes, node);
        }
    }

    @Test
    void aNodeThatNobodyAnswersStartsAllTheSame() throws Exception {
        Rehearsal.of((place, command) -> CompletableFuture.failedFuture(new IllegalStateException("no quorum")), place -> Optional.empty(), "p")
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }
}
