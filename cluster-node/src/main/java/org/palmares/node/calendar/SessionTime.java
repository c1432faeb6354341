package org.palmares.node.calendar;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * When a session is.
 *
 * @param start when it begins
 * @param end when it ends, where known
 */
public record SessionTime(OffsetDateTime start, Optional<OffsetDateTime> end) {}
