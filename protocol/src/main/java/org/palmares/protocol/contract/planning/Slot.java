package org.palmares.protocol.contract.planning;

import java.time.Instant;

/**
 * When and where a unit is held.
 *
 * @param start first minute
 * @param end first minute after it
 * @param place where
 */
public record Slot(Instant start, Instant end, Place place) {

    /** Whether both are going on at some time, wherever. */
    public boolean overlaps(Instant from, Instant until) {
        return start.isBefore(until) && from.isBefore(end);
    }

    /** Whether both are going on at some time, wherever. */
    public boolean overlaps(Slot other) {
        return overlaps(other.start, other.end);
    }
}
