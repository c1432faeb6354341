package org.palmares.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.gateway.CompetitionGateway.NoAnswer;
import org.palmares.gateway.CompetitionGateway.Patience;
import org.palmares.journal.CompetitionReply;

class CompetitionGatewayTest {

    private static final List<ReplicaId> ALL = List.of(new ReplicaId("paris"), new ReplicaId("madrid"), new ReplicaId("barcelona"));
    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final CompetitionReply ACCEPTED = new CompetitionReply.Accepted(Outcome.APPLIED, Position.start(), Set.of());
    private static final Duration SILENCE = Duration.ofMillis(700);

    private final AtomicLong nanos = new AtomicLong();
    private final DataCentres dataCentres = new DataCentres(new ReplicaId("nowhere"), SILENCE, Duration.ofSeconds(1), nanos::get);
    private final Succession succession = new Succession(ALL);
    private final List<ReplicaId> home = succession.of(ID);
    private final List<ReplicaId> asked = new ArrayList<>();
    private final List<ReplicaId> fallbacks = new ArrayList<>();
    private final AtomicLong retries = new AtomicLong();
    private final CompetitionGateway.Detours detours = new CompetitionGateway.Detours() {
        @Override
        public void fallback(ReplicaId unanswered) {
            fallbacks.add(unanswered);
        }

        @Override
        public void retry() {
            retries.incrementAndGet();
        }
    };

    private CompletableFuture<CompetitionReply> decide(CompetitionGateway.Replicas replicas, Duration all) {
        Patience patience = new Patience(Duration.ofSeconds(2), all);
        return new CompetitionGateway(succession, dataCentres, replicas, patience, detours)
                .decide(ID, new VoidDocument(new DocumentKey("DT_RESULT", "X", "", "", ""), 0, 1, Request.NONE, ""))
                .toCompletableFuture();
    }

    private void heard(ReplicaId site) {
        dataCentres.heard(site, Duration.ZERO);
    }

    private void allHeard() {
        ALL.forEach(this::heard);
    }

    @Test
    void theHomeIsAskedAndNobodyElse() {
        allHeard();
        assertEquals(ACCEPTED, decide((id, site, command, timeout) -> answer(site), Duration.ofSeconds(4)).join());
        assertEquals(List.of(home.get(0)), asked);
        assertEquals(List.of(), fallbacks);
    }

    private CompletableFuture<CompetitionReply> answer(ReplicaId site) {
        asked.add(site);
        return CompletableFuture.completedFuture(ACCEPTED);
    }

    @Test
    void theNextIsAskedWhenTheHomeDoesNotAnswerAndTheHomeIsPassedOverForAWhile() {
        allHeard();
        CompetitionGateway.Replicas replicas = (id, site, command, timeout) -> {
            asked.add(site);
            return site.equals(home.get(0))
                    ? CompletableFuture.failedFuture(new IllegalStateException("time-out"))
                    : CompletableFuture.completedFuture(ACCEPTED);
        };
        assertEquals(ACCEPTED, decide(replicas, Duration.ofSeconds(4)).join());
        decide(replicas, Duration.ofSeconds(4)).join();
        assertEquals(List.of(home.get(0), home.get(1), home.get(1)), asked);
        assertEquals(List.of(home.get(0)), fallbacks);

        nanos.addAndGet(Duration.ofMillis(600).toNanos());
        allHeard();
        nanos.addAndGet(Duration.ofMillis(600).toNanos());
        assertFalse(dataCentres.isSuspected(home.get(0)), "its rest is over and its pulse was heard");
    }

    /** A node whose Cassandra had not answered yet asked the three thousands of times, until its stack was full. */
    @Test
    void whereAllFailAtOnceTheyAreAskedAgainAfterAWhileOnly() {
        allHeard();
        CompetitionGateway.Replicas replicas = (id, site, command, timeout) -> {
            asked.add(site);
            return asked.size() <= 2 * home.size()
                    ? CompletableFuture.failedFuture(new IllegalStateException("Cassandra has not answered yet"))
                    : CompletableFuture.completedFuture(ACCEPTED);
        };
        long begin = System.nanoTime();
        assertEquals(ACCEPTED, decide(replicas, Duration.ofSeconds(20)).join());
        assertTrue(System.nanoTime() - begin >= 2 * CompetitionGateway.PAUSE.toNanos(), "a pause after each round");
        assertEquals(2 * home.size() + 1, asked.size());
    }

    @Test
    void whoWaitsForADataCentreThatFallsSilentGoesOnAtOnce() {
        allHeard();
        CompletableFuture<CompetitionReply> decided = decide(
                (id, site, command, timeout) -> site.equals(home.get(0)) ? new CompletableFuture<>() : answer(site), Duration.ofSeconds(4));
        assertFalse(decided.isDone());
        nanos.addAndGet(SILENCE.toNanos() + 1);
        ALL.subList(0, 3).stream().filter(site -> !site.equals(home.get(0))).forEach(this::heard);
        dataCentres.check();

        assertTrue(decided.isDone());
        assertEquals(List.of(home.get(1)), asked);
    }

    @Test
    void whoWaitsForADataCentreWhoseProcessesEndedGoesOnAtOnceAndReturnsWhenTheyAreBack() {
        allHeard();
        CompletableFuture<CompetitionReply> decided = decide(
                (id, site, command, timeout) -> site.equals(home.get(0)) ? new CompletableFuture<>() : answer(site), Duration.ofSeconds(4));
        dataCentres.ended(Set.of(home.get(0)), Set.of(home.get(0)));

        assertTrue(decided.isDone(), "no silence is waited for");
        assertEquals(List.of(home.get(1)), asked);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        allHeard();
        assertTrue(dataCentres.isSuspected(home.get(0)), "a beat that was under way does not make it alive");
        dataCentres.ended(Set.of(), Set.of());
        assertFalse(dataCentres.isSuspected(home.get(0)));
    }

    /** Found by the drill node-in-turn: the competitions of the node that was killed waited for 2.8 s. */
    @Test
    void oneThatHasLostANodeIsAskedLastAndGivenLittleTimeAlsoByItsOwnNodes() {
        DataCentres own = new DataCentres(home.get(0), SILENCE, Duration.ofSeconds(1), nanos::get);
        ALL.forEach(site -> own.heard(site, Duration.ZERO));
        own.ended(Set.of(home.get(0)), Set.of(home.get(0)));
        assertEquals(home.get(0), own.preferred(ID, home).get(2));
        assertEquals(Duration.ofMillis(400), own.patience(home.get(0), home, Duration.ofSeconds(2)));
        assertFalse(own.hasEnded(home.get(0)), "this node is there");
        assertFalse(own.isAlone());

        for (int half = 0; half < 60; half++) {
            nanos.addAndGet(Duration.ofMillis(500).toNanos());
            ALL.forEach(site -> own.heard(site, Duration.ZERO));
        }
        own.ended(Set.of(), Set.of());
        assertEquals(home.get(1), own.preferred(ID, home).get(0), "its competitions come home one by one");
    }

    /** Found by the drill clock-wrong: a node that was stopped in order let others wait for 1.4 s. */
    @Test
    void whoWaitsForADataCentreThatLeavesGoesOnAtOnceUntilItIsHeardAgain() {
        allHeard();
        CompletableFuture<CompetitionReply> decided = decide(
                (id, site, command, timeout) -> site.equals(home.get(0)) ? new CompletableFuture<>() : answer(site), Duration.ofSeconds(4));
        dataCentres.left(home.get(0));
        assertTrue(decided.isDone());

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        allHeard();
        assertFalse(dataCentres.isSuspected(home.get(0)));
    }

    @Test
    void oneSlowCommandOfItsOwnDoesNotTakeTheOthersAway() {
        DataCentres own = new DataCentres(home.get(0), SILENCE, Duration.ofSeconds(1), nanos::get);
        ALL.forEach(site -> own.heard(site, Duration.ZERO));
        CompletableFuture<String> waiting = new CompletableFuture<>();
        own.failWhenSilent(home.get(0), waiting);
        own.unanswered(home.get(0), ID);
        own.check();
        assertFalse(waiting.isDone());
    }

    /** Found by the drill partition: a sender that stayed with the data centre that was cut off was told after 7.6 s. */
    @Test
    void whoIsCutOffSaysSoAfterAskingEverybodyOnceAndBriefly() {
        DataCentres cutOff = new DataCentres(home.get(0), SILENCE, Duration.ofSeconds(1), nanos::get);
        ALL.forEach(site -> cutOff.heard(site, Duration.ZERO));
        assertFalse(cutOff.isAlone());
        List<Duration> given = new ArrayList<>();
        List<CompletableFuture<CompetitionReply>> waiting = new ArrayList<>();
        CompletableFuture<CompetitionReply> decided = new CompetitionGateway(
                        succession,
                        cutOff,
                        (id, site, command, timeout) -> {
                            asked.add(site);
                            given.add(timeout);
                            waiting.add(new CompletableFuture<>());
                            return waiting.get(waiting.size() - 1);
                        },
                        new Patience(Duration.ofSeconds(2), Duration.ofMinutes(1)),
                        detours)
                .decide(ID, new VoidDocument(new DocumentKey("DT_RESULT", "X", "", "", ""), 0, 1, Request.NONE, ""))
                .toCompletableFuture();
        nanos.addAndGet(SILENCE.toNanos() + 1);
        cutOff.check();
        assertEquals(home.subList(0, 2), asked, "its own replica cannot answer either");
        waiting.get(1).completeExceptionally(new IllegalStateException("time-out"));
        waiting.get(2).completeExceptionally(new IllegalStateException("time-out"));

        assertEquals(home, asked);
        assertEquals(List.of(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(400)), given);
        assertInstanceOf(NoAnswer.class, assertThrows(CompletionException.class, decided::join).getCause());

        cutOff.heard(home.get(2), Duration.ZERO);
        assertFalse(cutOff.isAlone());
    }

    /** Found at a load on two busy cores: heartbeats came 100 ms too late, and each time the data centre was treated as cold for 15 s. */
    @Test
    void aDataCentreThatWasOnlyLateIsAsWarmAsBefore() {
        Duration usual = Duration.ofSeconds(1);
        List<ReplicaId> order = List.copyOf(ALL);
        order.forEach(site -> dataCentres.heard(site, Duration.ofHours(1)));

        nanos.addAndGet(SILENCE.toNanos());
        order.stream().skip(1).forEach(site -> dataCentres.heard(site, Duration.ofHours(1)));
        nanos.incrementAndGet();
        assertEquals(Duration.ofMillis(200), dataCentres.patience(order.get(0), order, usual), "it is silent");
        dataCentres.heard(order.get(0), Duration.ofHours(1));
        assertEquals(usual, dataCentres.patience(order.get(0), order, usual), "it was only late");

        for (int i = 0; i < 5; i++) {
            nanos.addAndGet(SILENCE.toNanos());
            order.stream().skip(1).forEach(site -> dataCentres.heard(site, Duration.ofHours(1)));
        }
        dataCentres.heard(order.get(0), Duration.ofHours(1));
        assertEquals(Duration.ofMillis(200), dataCentres.patience(order.get(0), order, usual), "it was away");
    }

    /** Found at the same load: the bound was passed every few seconds, and each time all that waited was given to another data centre too. */
    @Test
    void whatIsLateAgainAndAgainIsWaitedFor() {
        allHeard();
        for (int i = 0; i < 3; i++) {
            nanos.addAndGet(SILENCE.toNanos() - 1);
            allHeard();
        }
        CompletableFuture<CompetitionReply> decided = decide(
                (id, site, command, timeout) -> site.equals(home.get(0)) ? new CompletableFuture<>() : answer(site), Duration.ofSeconds(4));
        nanos.addAndGet(SILENCE.toNanos() + 1);
        dataCentres.check();
        assertFalse(decided.isDone(), "it is as late as before");

        nanos.addAndGet(SILENCE.toNanos());
        ALL.subList(0, 3).stream().filter(site -> !site.equals(home.get(0))).forEach(this::heard);
        dataCentres.check();
        assertTrue(decided.isDone(), "it is later than ever");
    }

    /** Found by the drill kill: at the return of a data centre its competitions were silent for 2.5 s. */
    @Test
    void aDataCentreThatHasJustReturnedIsGivenItsCompetitionsOneByOneAndLittleTime() {
        allHeard();
        Map<ReplicaId, Duration> given = new HashMap<>();
        CompetitionGateway.Replicas replicas = (id, site, command, timeout) -> {
            given.put(site, timeout);
            return answer(site);
        };
        decide(replicas, Duration.ofSeconds(4)).join();
        assertEquals(Map.of(home.get(0), Duration.ofSeconds(2)), given, "at the start all are new");

        pass(20, this::stayed);
        allHeard();
        assertEquals(home.get(1), dataCentres.preferred(ID, home).get(0), "it did not leave");
        List<CompetitionId> competitions = IntStream.range(0, 300).mapToObj(i -> new CompetitionId("SG2030", "ATHMDRILL%04d---------".formatted(i))).toList();
        List<Long> atHome = new ArrayList<>();
        for (int second = 0; second < 16; second++) {
            atHome.add(competitions.stream().filter(id -> dataCentres.preferred(id, succession.of(id)).equals(succession.of(id))).count());
            pass(1, site -> true);
        }
        assertEquals(300L, atHome.get(15));
        for (int second = 1; second < 16; second++) {
            assertTrue(atHome.get(second) - atHome.get(second - 1) < 30, "of a hundred come home evenly: " + atHome);
        }
    }

    @Test
    void oneThatHasJustReturnedGetsLittleTime() {
        allHeard();
        pass(20, this::stayed);
        allHeard();
        assertEquals(Duration.ofMillis(400), dataCentres.patience(home.get(0), home, Duration.ofSeconds(2)));
        assertEquals(Duration.ofSeconds(2), dataCentres.patience(home.get(1), home, Duration.ofSeconds(2)));
    }

    @Test
    void aNodeThatHasJustStartedLearnsWhoHasBeenThereForLong() {
        heard(home.get(0));
        ALL.stream().filter(this::stayed).forEach(site -> dataCentres.heard(site, Duration.ofHours(1)));
        assertEquals(home.get(1), dataCentres.preferred(ID, home).get(0));
        pass(15, site -> true);
        assertEquals(home, dataCentres.preferred(ID, home));
    }

    private void pass(int seconds, Predicate<ReplicaId> present) {
        for (int half = 0; half < 2 * seconds; half++) {
            nanos.addAndGet(Duration.ofMillis(500).toNanos());
            ALL.stream().filter(present).forEach(this::heard);
        }
    }

    private boolean stayed(ReplicaId site) {
        return !site.equals(home.get(0));
    }

    @Test
    void itFailsWhenNobodyAnswersInTime() {
        allHeard();
        CompletableFuture<CompetitionReply> decided = decide(
                (id, site, command, timeout) -> CompletableFuture.failedFuture(new IllegalStateException("time-out")), Duration.ZERO);
        assertInstanceOf(NoAnswer.class, assertThrows(CompletionException.class, decided::join).getCause());
    }

    @Test
    void fallingBackAndAskingAgainAreTwoThings() {
        allHeard();
        CompletableFuture<CompetitionReply> decided = decide(
                (id, site, command, timeout) -> asked.size() < 4 ? unanswered(site) : answer(site), Duration.ofSeconds(4));
        assertEquals(ACCEPTED, decided.join());
        assertEquals(home.subList(0, 2), fallbacks, "the third has nobody after it");
        assertEquals(2, retries.get(), "the first two are asked again");
    }

    private CompletableFuture<CompetitionReply> unanswered(ReplicaId site) {
        asked.add(site);
        return CompletableFuture.failedFuture(new IllegalStateException("time-out"));
    }

    @Test
    void homesAreSpread() {
        Set<ReplicaId> homes = new java.util.HashSet<>();
        for (int i = 0; i < 30; i++) {
            homes.add(succession.of(new CompetitionId("SG2030", "ATHM" + (100 + i) + "M" + "-".repeat(14))).get(0));
        }
        assertEquals(Set.copyOf(ALL), homes);
    }

    private CompetitionGateway gateway(CompetitionGateway.Replicas replicas) {
        return new CompetitionGateway(succession, dataCentres, replicas, new Patience(Duration.ofSeconds(2), Duration.ofSeconds(4)), detours);
    }

    private static VoidDocument nothing() {
        return new VoidDocument(new DocumentKey("DT_RESULT", "X", "", "", ""), 0, 1, Request.NONE, "");
    }

    /** A competition whose home is that of {@link #ID}. */
    private CompetitionId atTheSameHome(int number) {
        return IntStream.range(0, 1_000).mapToObj(i -> new CompetitionId("SG2030", "ATHMX%05d------------".formatted(i)))
                .filter(id -> succession.of(id).equals(home)).skip(number).findFirst().orElseThrow();
    }

    @Test
    void aCompetitionThatFailsAloneIsPassedOverAlone() {
        allHeard();
        CompetitionGateway gateway = gateway((id, site, command, timeout) -> id.equals(ID) && site.equals(home.get(0)) ? unanswered(site) : answer(site));
        for (int i = 0; i < 50; i++) {
            gateway.decide(ID, nothing()).toCompletableFuture().join();
        }
        asked.clear();
        gateway.decide(atTheSameHome(0), nothing()).toCompletableFuture().join();
        assertEquals(List.of(home.get(0)), asked, "it is not this one's fault");
        gateway.decide(ID, nothing()).toCompletableFuture().join();
        assertEquals(List.of(home.get(0), home.get(1)), asked, "the broken one goes elsewhere at once");
    }

    @Test
    void whereSeveralCompetitionsFailItIsTheDataCentre() {
        allHeard();
        CompetitionGateway gateway = gateway((id, site, command, timeout) -> site.equals(home.get(0)) ? unanswered(site) : answer(site));
        for (int i = 0; i < Unanswered.COMPETITIONS; i++) {
            assertFalse(dataCentres.isSuspected(home.get(0)));
            gateway.decide(atTheSameHome(i), nothing()).toCompletableFuture().join();
        }
        assertTrue(dataCentres.isSuspected(home.get(0)));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        allHeard();
        assertFalse(dataCentres.isSuspected(home.get(0)), "its rest is over");
    }

    @Test
    void aCompetitionThatFailsAgainAndAgainIsAskedForMoreRarelyAndBriefly() {
        Map<Integer, Duration> given = new java.util.TreeMap<>();
        List<Integer> seconds = new ArrayList<>();
        for (int second = 0; second < 40; second++) {
            allHeard();
            int now = second;
            gateway((id, site, command, timeout) -> {
                if (site.equals(home.get(0))) {
                    seconds.add(now);
                    given.put(now, timeout);
                }
                return site.equals(home.get(0)) ? unanswered(site) : answer(site);
            }).decide(ID, nothing()).toCompletableFuture().join();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertEquals(List.of(0, 1, 3, 6, 10, 15, 21, 28, 36), seconds);
        assertEquals(Duration.ofMillis(400), given.get(36));
        allHeard();
        gateway((id, site, command, timeout) -> answer(site)).decide(ID, nothing()).toCompletableFuture().join();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        allHeard();
        asked.clear();
        gateway((id, site, command, timeout) -> answer(site)).decide(ID, nothing()).toCompletableFuture().join();
        gateway((id, site, command, timeout) -> answer(site)).decide(ID, nothing()).toCompletableFuture().join();
        assertEquals(List.of(home.get(0), home.get(0)), asked, "it answers again");
    }

    @Test
    void noMoreThanSomeCommandsWaitForOneCompetitionAndOthersHaveRoom() {
        allHeard();
        List<CompletableFuture<CompetitionReply>> waiting = new ArrayList<>();
        CompetitionGateway gateway = gateway((id, site, command, timeout) -> {
            CompletableFuture<CompetitionReply> answer = id.equals(ID) ? new CompletableFuture<>() : CompletableFuture.completedFuture(ACCEPTED);
            waiting.add(answer);
            return answer;
        });
        for (int i = 0; i < CompetitionGateway.WAITING_MAX; i++) {
            gateway.decide(ID, nothing());
        }
        CompletableFuture<CompetitionReply> refused = gateway.decide(ID, nothing()).toCompletableFuture();
        assertInstanceOf(CompetitionGateway.Crowded.class, assertThrows(CompletionException.class, refused::join).getCause());
        assertEquals(ACCEPTED, gateway.decide(atTheSameHome(0), nothing()).toCompletableFuture().join());

        waiting.get(0).complete(ACCEPTED);
        assertFalse(gateway.decide(ID, nothing()).toCompletableFuture().isDone(), "there is room for one again");
    }

    @Test
    void aReplicaThatThrowsCostsNoPlace() {
        allHeard();
        CompetitionGateway gateway = gateway((id, site, command, timeout) -> {
            throw new IllegalStateException("no sharding yet");
        });
        for (int i = 0; i <= CompetitionGateway.WAITING_MAX; i++) {
            CompletableFuture<CompetitionReply> failed = gateway.decide(ID, nothing()).toCompletableFuture();
            assertInstanceOf(IllegalStateException.class, assertThrows(CompletionException.class, failed::join).getCause());
        }
    }
}
