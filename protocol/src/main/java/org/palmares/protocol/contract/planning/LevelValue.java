package org.palmares.protocol.contract.planning;

/**
 * What a plan costs at one level.
 *
 * @param level which
 * @param value what it costs
 * @param bound no plan that is as good at the levels before costs less here; equal to {@code value} where that is proven
 */
public record LevelValue(Level level, long value, long bound) {}
