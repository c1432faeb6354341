package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.junit.jupiter.api.AfterAll;
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
import org.palmares.journal.Competitions;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.MessagePlan;
import org.palmares.node.server.HttpServer;
import org.palmares.node.server.PlainEdge;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;

class RehearsalTest {

    private static final Duration LONGEST = Duration.ofSeconds(9);
    private static final ActorSystem SYSTEM = ActorSystem.create("rehearsal", ConfigFactory.defaultReference());

    private final AtomicInteger questions = new AtomicInteger();
    private final Map<CompetitionId, List<Long>> versions = new HashMap<>();
    private final Map<CompetitionId, Competition> all = new HashMap<>();

    @AfterAll
    static void stop() {
        SYSTEM.terminate();
    }

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

    /** Takes messages of who has the key, as the routes do, and counts what else is asked. */
    private CompletionStage<HttpServer> listen(Competitions to, String key) {
        return PlainEdge.bind(request -> {
            if (request.method().equals(HttpMethods.GET)) {
                questions.incrementAndGet();
                return CompletableFuture.completedFuture(HttpResponse.create().withStatus(StatusCodes.NOT_FOUND));
            }
            assertEquals(key, request.getHeader("X-API-KEY").orElseThrow().value());
            return request.entity().toStrict(10_000, SYSTEM).thenCompose(body -> taken(to, body.getData().toArray())).handle((reply, failure) ->
                    HttpResponse.create().withStatus(failure == null ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE));
        }, 10);
    }

    private static CompletionStage<CompetitionReply> taken(Competitions to, byte[] message) {
        try {
            MessagePlan plan = MessagePlan.of(OdfReader.read(message), message, HeaderClock.UTC);
            return to.decide(plan.holder(), plan.document());
        } catch (OdfSyntaxException | OdfInvalidException unsound) {
            return CompletableFuture.failedFuture(unsound);
        }
    }

    private void start() throws Exception {
        Rehearsal.of(this::listen, this::decide, place -> Optional.ofNullable(all.get(place)), "p", LONGEST).toCompletableFuture().get(30, TimeUnit.SECONDS);
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
        assertEquals(Rehearsal.RECORDS, versions.size());
        for (String node : List.of("p", "m", "b", "p2", "a-node-of-a-long-name")) {
            List<ReplicaId> sites = Stream.of("paris", "madrid", "barcelona").map(ReplicaId::new).toList();
            Set<ReplicaId> homes = IntStream.rangeClosed(1, Rehearsal.RECORDS)
                    .mapToObj(number -> new Succession(sites).of(Rehearsal.record(node, number)).get(0))
                    .collect(Collectors.toSet());
            assertEquals(Set.copyOf(sites), homes, node);
        }
    }

    @Test
    void aNodeThatNobodyAnswersStartsAllTheSame() throws Exception {
        Rehearsal.of(this::listen, (place, command) -> CompletableFuture.failedFuture(new IllegalStateException("no quorum")), place -> Optional.empty(), "p", LONGEST)
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void aNodeThatHasNoPortToRehearseAtStartsAllTheSame() throws Exception {
        Rehearsal.of((to, key) -> CompletableFuture.failedFuture(new IOException("no port")), this::decide, place -> Optional.empty(), "p", LONGEST)
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void aNodeThatIsToStartColdTakesNothing() throws Exception {
        List<String> keys = new ArrayList<>();
        Rehearsal.Place place = (to, key) -> {
            keys.add(key);
            return listen(to, key);
        };
        Rehearsal.of(place, this::decide, id -> Optional.empty(), "p", Duration.ZERO).toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertEquals(List.of(), keys, "nobody listens");
        assertEquals(Map.of(), versions);
    }

    @Test
    void whatIsAskedForMostIsAskedToo() throws Exception {
        start();
        assertTrue(questions.get() >= 3, questions::toString);
    }
}
