package org.palmares.journal;

import com.datastax.oss.driver.api.core.DriverException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.pattern.CircuitBreakerOpenException;

/** Tells a store that does not answer, which passes, from what is stored and cannot be read, which does not. */
public final class Outage {

    private static final int CAUSES_MAX = 20;

    private Outage() {}

    /** Whether {@code failure} is the store's, so that trying again helps; otherwise what was read is damaged, missing or of an unknown form. */
    public static boolean is(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
            if (cause instanceof DriverException || cause instanceof TimeoutException || cause instanceof CircuitBreakerOpenException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
