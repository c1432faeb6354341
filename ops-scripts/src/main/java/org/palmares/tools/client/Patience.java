package org.palmares.tools.client;

import java.time.Duration;

/**
 * How long a sender waits for what.
 *
 * @param attempt for the answer to one request
 * @param budget for a message as a whole, over all data centres
 * @param down how long a data centre is left alone after it did not answer
 * @param retryAfter the longest that a data centre's wish to be left alone is heeded
 * @param pause between rounds when every data centre was asked in vain
 */
public record Patience(Duration attempt, Duration budget, Duration down, Duration retryAfter, Duration pause) {

    /** For a sender who must be through in a second when a data centre dies. */
    public static final Patience SHORT = new Patience(
            Duration.ofMillis(800), Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(100));

    /** The same with another wait for each request. */
    public Patience withAttempt(Duration other) {
        return new Patience(other, budget, down, retryAfter, pause);
    }

    /** The same with another time for a message as a whole. */
    public Patience withBudget(Duration other) {
        return new Patience(attempt, other, down, retryAfter, pause);
    }
}
