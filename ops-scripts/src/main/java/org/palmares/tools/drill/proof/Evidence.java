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
import java.util.Set;
import org.palmares.tools.ToolException;

/**
 * What a prober saw. One JSON object a line in {@code sent.ndjson} (each message, before it is sent), {@code writes.ndjson} (each message, when
 * its end is known), {@code reads.ndjson} (failed reads, and how many there were each second), {@code events.ndjson} and {@code streams.ndjson}.
 *
 * @param writes messages sent, those included whose end the prober did not live to see
 * @param reads queries, by second
 * @param events what live readers received
 * @param streams when live readers were connected and when not
 */
public record Evidence(List<Write> writes, List<Read> reads, List<Event> events, List<Stream> streams) {

    static final String SENT = "sent.ndjson";
    static final String WRITES = "writes.ndjson";
    static final String READS = "reads.ndjson";
    static final String EVENTS = "events.ndjson";
    static final String STREAMS = "streams.ndjson";

    static final ObjectMapper JSON = JsonMapper.builder()
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

    /** Reads what is in {@code folder}; a last line that was cut off is passed over, because a prober may die. */
    public static Evidence read(Path folder) {
        return new Evidence(
                writes(folder),
                lines(folder.resolve(READS), Read.class),
                lines(folder.resolve(EVENTS), Event.class),
                lines(folder.resolve(STREAMS), Stream.class));
    }

    /** A message that a prober sent, and died before it knew more, may be there or not. */
    private static List<Write> writes(Path folder) {
        List<Write> writes = new ArrayList<>(lines(folder.resolve(WRITES), Write.class));
        Set<Sending> open = new LinkedHashSet<>(lines(folder.resolve(SENT), Sending.class));
        writes.forEach(write -> open.remove(new Sending(write.unit(), write.version(), write.start())));
        open.forEach(sent -> writes.add(new Write(sent.unit(), sent.version(), Outcome.UNKNOWN, "", sent.start(), sent.start(), "", List.of())));
        return List.copyOf(writes);
    }

    private static <T> List<T> lines(Path file, Class<T> form) {
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
