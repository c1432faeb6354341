package org.palmares.protocol.contract.drill;

import java.time.Instant;

/**
 * A moment in the course of a drill.
 *
 * @param at when
 * @param what one word: planned, probing, fault, detected, healed, converged, finished, aborted, cancelled, evacuating, restarting ...
 * @param text for people
 */
public record Mark(Instant at, String what, String text) {}
