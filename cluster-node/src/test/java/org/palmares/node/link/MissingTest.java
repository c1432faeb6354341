package org.palmares.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A link that is missing is said once, and only when it lasts. */
class MissingTest {

    private static final Set<String> MADRID = Set.of("10.2.0.11:8301");

    private final AtomicLong nanos = new AtomicLong();
    private final Missing missing = new Missing(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void itIsSaidOnceAfterAWhile() {
        missing.failed("10.2.0.11:8301", "Connection refused");
        assertEquals(Set.of(), missing.lack(MADRID));
        pass(Missing.PATIENCE);
        assertEquals(Set.of(), missing.lack(MADRID));
        pass(Duration.ofMillis(1));
        assertEquals(MADRID, missing.lack(MADRID));
        pass(Missing.PATIENCE.multipliedBy(2));
        assertEquals(Set.of(), missing.lack(MADRID));
    }

    @Test
    void whatWasThereInBetweenBeginsAnew() {
        missing.lack(MADRID);
        pass(Missing.PATIENCE);
        missing.lack(Set.of());
        pass(Duration.ofSeconds(1));
        assertEquals(Set.of(), missing.lack(MADRID));
        pass(Missing.PATIENCE.plusMillis(1));
        assertEquals(MADRID, missing.lack(MADRID));
    }
}
