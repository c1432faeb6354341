package org.palmares.tools.history;

/**
 * A message that a client sent.
 *
 * @param document what it was a version of
 * @param version ODF Version
 * @param outcome what the client was told; a time-out is unknown, never refused
 * @param startNanos when the first attempt began
 * @param endNanos when the answer came, or the client gave up
 */
public record Operation(String document, long version, Outcome outcome, long startNanos, long endNanos) {

    /** What the client was told. */
    public enum Outcome {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }
}
