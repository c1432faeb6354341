package org.palmares.node.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that goes on when it is told to. */
public final class ManualClock implements InstantSource {

    private Instant now = Instant.parse("2030-08-04T20:00:00Z");

    /** It is later by {@code duration}. */
    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
