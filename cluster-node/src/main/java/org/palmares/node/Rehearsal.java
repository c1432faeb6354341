package org.palmares.node;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.OdfDocument;
import org.palmares.journal.Competitions;
import org.palmares.node.server.HttpServer;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes results the whole way before the node is ready: over HTTP, read, brought to the home of its competition, decided, journalled on two disks, fed to
 * every board; and asks for what is asked for most. The first ones take four times the processor of those after a minute, on this node and on its
 * Cassandra, and a competition's first one also starts it; here nobody waits for them. They go into records of the node's own, which belong to no Games and
 * which no reader can ask for; each is a next version of the one document there.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int RESULTS = 400;
    /** Records that results go to: so many that each data centre is the home of some. */
    static final int RECORDS = 12;
    private static final int NAME_CHARACTERS = 11;
    /** Few: a node that comes back shares its machine with others that serve. */
    private static final int AT_ONCE = 2;
    /** How long the last ones may take beyond that. */
    private static final Duration LAST = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final List<String> ASKED = List.of(Paths.of(Paths.SITES), Paths.of(Paths.MEDALS), "/");
    /** Results for each question. */
    private static final int ASKED_EACH = 5;
    private static final String MESSAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <OdfBody CompetitionCode="WARM-UP" DocumentCode="%s" DocumentType="DT_RESULT" Version="%d"
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

    /** Where it takes place. */
    interface Place {

        /** Listens at a port that nobody else knows, for who has {@code key}; what comes in is brought {@code to} competitions. */
        CompletionStage<HttpServer> listen(Competitions to, String key);
    }

    /**
     * Where the results of one competition go.
     *
     * @param unit whose results they are
     * @param id of the record
     * @param held the version that is there
     */
    private record Record(String unit, CompetitionId id, long held) {

        private boolean isOf(CompetitionId competition) {
            return unit.startsWith(competition.code());
        }
    }

    private final URI address;
    private final String key;
    private final List<Record> records;
    private final Duration longest;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final long begin = System.nanoTime();
    private final AtomicInteger taken = new AtomicInteger();

    private Rehearsal(InetSocketAddress address, String key, List<Record> records, Duration longest) {
        this.address = URI.create("http://" + address.getAddress().getHostAddress() + ':' + address.getPort());
        this.key = key;
        this.records = records;
        this.longest = longest;
    }

    /** The record of {@code node} for results. Of a long name the beginning: where two nodes share records, each takes the other's versions for its own. */
    static CompetitionId record(String node, int number) {
        String name = node.toUpperCase(Locale.ROOT);
        return CompetitionId.ofRecords("WARM-UP-" + number + '-' + name.substring(0, Math.min(NAME_CHARACTERS, name.length())));
    }

    /**
     * Ends also where it fails: then the node only starts cold.
     *
     * @param competitions brings a command to the home of its competition
     * @param heard what the board has of a competition; versions go on from there
     * @param node the name of this one
     * @param longest what it cannot do by then it learns at work; zero rehearses nothing
     */
    static CompletionStage<Done> of(Place place, Competitions competitions, Function<CompetitionId, Optional<Competition>> heard, String node, Duration longest) {
        if (longest.isZero()) {
            return CompletableFuture.completedFuture(told(0, null));
        }
        List<Record> records = IntStream.rangeClosed(1, RECORDS).mapToObj(number -> held(record(node, number), unit(number), heard)).toList();
        Competitions toRecords = (competition, command) -> competitions.decide(of(records, competition).id(), command);
        String key = UUID.randomUUID().toString();
        // Not on the feed's thread, which says that the board is ready; and whatever is thrown on the way ends the rehearsal only.
        return CompletableFuture.completedFuture(key)
                .thenComposeAsync(own -> place.listen(toRecords, own))
                .thenCompose(server -> CompletableFuture.completedFuture(server.address())
                        .thenCompose(address -> new Rehearsal(address, key, records, longest).whole())
                        .handle(Rehearsal::told)
                        .thenCompose(done -> server.terminate(Duration.ZERO)))
                .exceptionally(failure -> told(0, failure));
    }

    private static Done told(Integer results, Throwable failure) {
        if (failure == null) {
            LOG.info("{} results rehearsed", results);
        } else {
            LOG.warn("The rehearsal has ended, and the node starts cold: {}", failure.toString());
        }
        return Done.getInstance();
    }

    private static String unit(int number) {
        return String.format(Locale.ROOT, "ATHMWARMUP%02d----------FNL-000100--", number);
    }

    private static Record held(CompetitionId id, String unit, Function<CompetitionId, Optional<Competition>> heard) {
        return new Record(unit, id, heard.apply(id).stream()
                .flatMap(known -> known.documents().keySet().stream().map(known::document).flatMap(Optional::stream))
                .mapToLong(OdfDocument::version)
                .max()
                .orElse(0));
    }

    private static Record of(List<Record> records, CompetitionId competition) {
        return records.stream().filter(record -> record.isOf(competition)).findFirst().orElseThrow();
    }

    /** Gives how many results were sent. */
    private CompletableFuture<Integer> whole() {
        CompletableFuture<?>[] lanes = IntStream.range(0, AT_ONCE).mapToObj(lane -> next().toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(lanes)
                .completeOnTimeout(null, longest.plus(LAST).toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(done -> Math.min(RESULTS, taken.get()));
    }

    private CompletionStage<Done> next() {
        int number = taken.getAndIncrement();
        if (number >= RESULTS || System.nanoTime() - begin > longest.toNanos()) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        Record record = records.get(number % RECORDS);
        HttpRequest.BodyPublisher result = HttpRequest.BodyPublishers.ofString(result(record.unit(), record.held() + 1 + number / RECORDS), StandardCharsets.UTF_8);
        return asked(request(Paths.of(Paths.ODF)).header(Headers.API_KEY, key).header("Content-Type", "application/xml").POST(result))
                .thenCompose(taken -> number % ASKED_EACH == 0 ? asked(request(ASKED.get(number / ASKED_EACH % ASKED.size()))) : CompletableFuture.completedFuture(taken))
                .thenComposeAsync(answer -> next());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER_WITHIN).header("Accept-Encoding", "gzip");
    }

    private CompletableFuture<Integer> asked(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            boolean wanted = answer.request().method().equals("POST");
            if (wanted && answer.statusCode() != OK) {
                throw new IllegalStateException("answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.statusCode();
        });
    }

    static String result(String unit, long version) {
        return MESSAGE.formatted(unit, version, RESULTS_OF_EIGHT);
    }
}
