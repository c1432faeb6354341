package org.palmares.tools.bench;

import java.time.Instant;

/**
 * A message of the load.
 *
 * @param competition its number
 * @param version of the document
 * @param site index of the data centre it was posted to
 * @param dueNanos when it was to be sent, which a sender that lags behind does not change
 * @param due the same by the wall clock, to be set beside the stamps of events
 * @param counted whether it is past the warm-up
 */
public record Shot(int competition, long version, int site, long dueNanos, Instant due, boolean counted) {}
