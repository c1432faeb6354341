package org.palmares.node.feed;

import java.time.Instant;

/** When an event was accepted, and when it was in the journal. */
public record Passed(Instant accepted, Instant durable) {}
