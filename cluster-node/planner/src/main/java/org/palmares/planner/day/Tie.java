package org.palmares.planner.day;

/**
 * Two units that cannot be at the same time.
 *
 * @param one number of the one in the model
 * @param other number of the other
 * @param gap minutes that lie between them at least
 * @param ordered whether {@code one} comes first, and {@code other} has no time where {@code one} has none; else the order is free
 */
public record Tie(int one, int other, int gap, boolean ordered) {}
