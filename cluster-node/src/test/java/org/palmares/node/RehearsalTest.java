package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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
import org.palmares.journal.CompetitionReply;

class RehearsalTest {

    private final List<Long> versions = Collections.synchronizedList(new ArrayList<>());
    private Competition held = Competition.start();

    /** As the replica does. */
    private synchronized CompletionStage<CompetitionReply> decide(CompetitionId place, CompetitionCommand command) {
        assertTrue(place.isOfRecords(), "no reader can ask for it");
        versions.add(((RecordDocument) command).document().version());
        Decision decision = Decider.decide(held, command, new Moment(Instant.EPOCH, new ReplicaId("paris")), held.position().of(new ReplicaId("paris")) + 1);
        decision.fold(new Decision.Cases<Void>() {
            @Override
            public Void accepted(Decision.Accepted accepted) {
                held = accepted.events().stream().reduce(held, Evolver::apply, Competition::merge);
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
        Rehearsal.of(this::decide, place -> Optional.of(held), "p").toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void everyStartTakesNewVersionsAndSaysNothingTwice() throws Exception {
        start();
        int once = versions.size();
        assertTrue(once > 0);
        start();
        assertTrue(versions.size() > once);
        assertEquals(LongStream.rangeClosed(1, versions.size()).boxed().toList(), versions.stream().sorted().toList());
        assertEquals(1, held.documents().size());
    }

    @Test
    void aNodeThatNobodyAnswersStartsAllTheSame() throws Exception {
        Rehearsal.of((place, command) -> CompletableFuture.failedFuture(new IllegalStateException("no quorum")), place -> Optional.empty(), "p")
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }
}
