package org.palmares.node;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.OdfDocument;
import org.palmares.journal.Competitions;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.MessagePlan;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes results the whole way before the node is ready: read, brought to the home of its competition, decided, journalled on two disks, fed to every
 * board. The first ones take four times the processor of those after a minute, on this node and on its Cassandra, and a competition's first one also
 * starts it; here nobody waits for them. They go into records of the node's own, which belong to no Games and which no reader can ask for; each is a next
 * version of the one document there.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int RESULTS = 300;
    /** So many that each data centre is the home of some. */
    static final int PLACES = 12;
    private static final int NAME_CHARACTERS = 11;
    /** Few: a node that comes back shares its machine with others that serve. */
    private static final int AT_ONCE = 2;
    /** What it cannot do by then it learns at work. */
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String MESSAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <OdfBody CompetitionCode="WARM-UP" DocumentCode="ATHM100M--------------FNL-000100--" DocumentType="DT_RESULT" Version="%d"
              ResultStatus="LIVE" FeedFlag="T" Date="2030-01-01" Time="120000000" LogicalDate="2030-01-01" Source="WARM-UP">
              <Competition Code="WARM-UP">%s</Competition>
            </OdfBody>
            """;
    private static final String RESULT = """
            <Result SortOrder="%1$d" Rank="%1$d" Result="9.8%1$d" ResultType="TIME"><Competitor Code="%1$d" Type="A" Organisation="FRA">
            <Composition><Athlete Code="%1$d" Order="1"><Description GivenName="A" FamilyName="B" Gender="M" Organisation="FRA"/></Athlete></Composition>
            </Competitor></Result>
            """;
    private static final String RESULTS_OF_EIGHT = IntStream.rangeClosed(1, 8).mapToObj(RESULT::formatted).reduce("", String::concat);

    /** Where results go, and the version that is there. */
    private record Place(CompetitionId id, long held) {}

    private final Competitions competitions;
    private final List<Place> places;
    private final long begin = System.nanoTime();
    private final AtomicInteger taken = new AtomicInteger();

    private Rehearsal(Competitions competitions, List<Place> places) {
        this.competitions = competitions;
        this.places = places;
    }

    /** Where the results of {@code node} go. Of a long name the beginning: where two nodes share places, each takes the other's versions for its own. */
    static CompetitionId place(String node, int number) {
        String name = node.toUpperCase(Locale.ROOT);
        return CompetitionId.ofRecords("WARM-UP-" + number + '-' + name.substring(0, Math.min(NAME_CHARACTERS, name.length())));
    }

    /**
     * Ends also where it fails: then the node only starts cold.
     *
     * @param competitions brings a command to the home of its competition
     * @param heard what the board has of a competition; versions go on from there
     * @param node the name of this one
     */
    static CompletionStage<Done> of(Competitions competitions, Function<CompetitionId, Optional<Competition>> heard, String node) {
        DocumentKey key = result(1).document().key();
        Rehearsal rehearsal = new Rehearsal(competitions, IntStream.rangeClosed(1, PLACES)
                .mapToObj(number -> place(node, number))
                .map(id -> new Place(id, heard.apply(id).flatMap(known -> known.document(key)).map(OdfDocument::version).orElse(0L)))
                .toList());
        CompletableFuture<?>[] lanes = IntStream.range(0, AT_ONCE).mapToObj(lane -> rehearsal.next().toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(lanes).handle((done, failure) -> {
            long took = (System.nanoTime() - rehearsal.begin) / 1_000_000;
            if (failure == null) {
                LOG.info("{} results rehearsed in {} ms", Math.min(RESULTS, rehearsal.taken.get()), took);
            } else {
                LOG.warn("The rehearsal ends after {} ms, and the node starts cold: {}", took, failure.toString());
            }
            return Done.getInstance();
        });
    }

    private CompletionStage<Done> next() {
        int number = taken.getAndIncrement();
        if (number >= RESULTS || System.nanoTime() - begin > LONGEST.toNanos()) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        Place place = places.get(number % PLACES);
        return competitions.decide(place.id(), result(place.held() + 1 + number / PLACES)).thenComposeAsync(reply -> next());
    }

    static RecordDocument result(long version) {
        byte[] message = MESSAGE.formatted(version, RESULTS_OF_EIGHT).getBytes(StandardCharsets.UTF_8);
        try {
            return MessagePlan.of(OdfReader.read(message), message, HeaderClock.UTC).document();
        } catch (OdfSyntaxException | OdfInvalidException unsound) {
            throw new IllegalStateException(unsound);
        }
    }
}
