package org.palmares.tools.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What became of a message that was sent: acknowledged, refused, or unknown. */
public sealed interface Sent {

    /** When, where, and how often. */
    Timing timing();

    /**
     * The course of sending.
     *
     * @param site the data centre asked last
     * @param startNanos when sending began, as {@link System#nanoTime()}
     * @param endNanos when its end was known
     * @param attempts requests made
     * @param failures those of them that brought no answer that counts
     */
    record Timing(String site, long startNanos, long endNanos, int attempts, List<Failure> failures) {

        /** A course without failures. */
        public Timing(String site, long startNanos, long endNanos, int attempts) {
            this(site, startNanos, endNanos, attempts, List.of());
        }

        /** From beginning to end. */
        public long nanos() {
            return endNanos - startNanos;
        }
    }

    /**
     * A request that brought no answer that counts.
     *
     * @param site the data centre asked
     * @param at when that was known
     * @param reason what went wrong
     */
    record Failure(String site, Instant at, String reason) {}

    /** It is durable. */
    record Acknowledged(Timing timing, Acknowledgement answer) implements Sent {}

    /**
     * It was not taken, and sending it again is no use.
     *
     * @param status of HTTP, 4xx
     * @param problem title, detail and faults as the data centre told them
     */
    record Refused(Timing timing, int status, String problem) implements Sent {}

    /**
     * Nobody said within the time allowed whether it was recorded.
     *
     * @param reason the last thing that went wrong
     */
    record Unknown(Timing timing, String reason) implements Sent {}

    /** The answer of {@code POST /v1/odf}; {@code position} is by competition. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Acknowledgement(
            String outcome,
            String documentCode,
            String documentType,
            long version,
            List<String> competitions,
            Map<String, String> position) {}
}
