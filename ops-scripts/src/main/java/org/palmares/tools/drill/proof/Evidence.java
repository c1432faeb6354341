package org.palmares.tools.drill.proof;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.palmares.tools.terminal.ToolException;

/**
 * What was seen from outside. One JSON object a line in {@code sent.ndjson} (each message, before it is sent), {@code writes.ndjson} (each message,
 * when its end is known), {@code reads.ndjson} (failed reads, and how many there were each second), {@code looks.ndjson} (what good reads showed),
 * {@code events.ndjson}, {@code streams.ndjson}, {@code crowd.ndjson} and {@code ready.ndjson}.
 *
 * @param writes messages sent, those included whose end the prober did not live to see
 * @param reads queries, by second
 * @param events what live readers received
 * @param streams when live readers were connected and when not
 * @param looks which version a result had where it was read
 * @param crowd readers of a crowd, each with what it was told in all; empty where there was none
 * @param ready whether data centres said that they are ready
 */
public record Evidence(
        List<Write> writes, List<Read> reads, List<Event> events, List<Stream> streams, List<Look> looks, List<Follower> crowd, List<Ready> ready) {

    /** Where each kind of thing is. */
    static final Map<Class<?>, String> FILES = Map.of(
            Sending.class, "sent.ndjson",
            Write.class, "writes.ndjson",
            Read.class, "reads.ndjson",
            Event.class, "events.ndjson",
            Stream.class, "streams.ndjson",
            Look.class, "looks.ndjson",
            Follower.class, "crowd.ndjson",
            Ready.class, "ready.ndjson");

    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What the sender of a message was told. */
    public enum Outcome {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    /** A message that is about to be sent. */
    public record Sending(String unit, long version, Instant start) {}

    /**
     * A message that was sent.
     *
     * @param receipt what the acknowledgement calls it: applied, duplicate or stale; empty where there is none
     * @param start when the first request began
     * @param end when the answer came or the sender gave up
     * @param site the data centre asked last
     * @param failures requests that brought no answer that counts
     */
    public record Write(String unit, long version, Outcome outcome, String receipt, Instant start, Instant end, String site, List<Failure> failures) {
        public Write {
            failures = failures == null ? List.of() : List.copyOf(failures);
        }

        /** Whether it was acknowledged as superseded: something newer was known, and it need not be in any journal. */
        boolean superseded() {
            return outcome == Outcome.ACKNOWLEDGED && receipt.equals("stale");
        }

        long millis() {
            return java.time.Duration.between(start, end).toMillis();
        }
    }

    /** A request that brought no answer that counts. */
    public record Failure(String site, Instant at, String reason) {}

    /**
     * Queries of one second, or one failed query.
     *
     * @param error what went wrong; absent where all went well
     * @param count how many
     */
    public record Read(String site, Instant at, String error, int count) {}

    /**
     * What a live reader received.
     *
     * @param cursor what the reader would have gone on from after it
     */
    public record Event(
            String reader, String site, String unit, long version, String status, String position, String cursor, Instant received) {}

    /**
     * A live reader's stream.
     *
     * @param what began, ended, moved, failed or resync; closed when the reader was no longer needed
     * @param cursor what the reader had reached: a stream that began was asked to go on from there
     */
    public record Stream(String reader, String site, Instant at, String what, String cursor) {}

    /**
     * A read of a result.
     *
     * @param version what was shown
     * @param asked when it was asked for: what is shown is no older than that
     */
    public record Look(String site, String unit, long version, Instant asked) {}

    /** Whether the nodes of a data centre said that they are ready. */
    public record Ready(String site, Instant at, boolean ready) {}

    /**
     * A reader of a crowd. Of so many only this is kept; what is wrong with single events it says itself, by the rules of {@link ToldResult}.
     *
     * @param unit of the one result that it follows
     * @param version the newest that it was told
     * @param events how many results it was told
     * @param wentBack how often an older version came after a newer one
     * @param repeatedAsNew how often a version that it had came as if it were new
     * @param resyncs how often it had to begin anew
     * @param refused how often a data centre had no place for it
     * @param absences when it had no stream
     */
    public record Follower(
            String reader, String unit, long version, int events, int wentBack, int repeatedAsNew, int resyncs, int refused, List<Absence> absences) {
        public Follower {
            absences = List.copyOf(absences);
        }
    }

    /**
     * A time without a stream.
     *
     * @param from the data centre whose stream ended
     * @param lost when that was noticed
     * @param to the data centre whose stream began; null where none did
     * @param again when it began; null where none did
     */
    public record Absence(String from, Instant lost, String to, Instant again) {}

    /** Without what only some drills have. */
    Evidence(List<Write> writes, List<Read> reads, List<Event> events, List<Stream> streams) {
        this(writes, reads, events, streams, List.of(), List.of(), List.of());
    }

    /** The last acknowledged version of each unit. */
    Map<String, Long> owed() {
        return owed(writes);
    }

    /** The last acknowledged version of each unit, by what is in {@code folder}. */
    public static Map<String, Long> owedIn(Path folder) {
        return owed(lines(folder, Write.class));
    }

    private static Map<String, Long> owed(List<Write> writes) {
        return writes.stream()
                .filter(write -> write.outcome() == Outcome.ACKNOWLEDGED)
                .collect(Collectors.toMap(Write::unit, Write::version, Math::max));
    }

    /** Reads what is in {@code folder}; a last line that was cut off is passed over, because a prober may die. */
    public static Evidence read(Path folder) {
        return new Evidence(
                writes(folder),
                lines(folder, Read.class),
                lines(folder, Event.class),
                lines(folder, Stream.class),
                lines(folder, Look.class),
                lines(folder, Follower.class),
                lines(folder, Ready.class));
    }

    /** A message that a prober sent, and died before it knew more, may be there or not. */
    private static List<Write> writes(Path folder) {
        List<Write> writes = new ArrayList<>(lines(folder, Write.class));
        Set<Sending> open = new LinkedHashSet<>(lines(folder, Sending.class));
        writes.forEach(write -> open.remove(new Sending(write.unit(), write.version(), write.start())));
        open.forEach(sent -> writes.add(new Write(sent.unit(), sent.version(), Outcome.UNKNOWN, "", sent.start(), sent.start(), "", List.of())));
        return List.copyOf(writes);
    }

    private static <T> List<T> lines(Path folder, Class<T> form) {
        Path file = folder.resolve(FILES.get(form));
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
            List<T> values = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                try {
                    values.add(JSON.readValue(lines.get(i), form));
                } catch (IOException cut) {
                    if (i + 1 < lines.size()) {
                        throw cut;
                    }
                }
            }
            return List.copyOf(values);
        } catch (IOException damaged) {
            throw new ToolException("The evidence " + file + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }
}
