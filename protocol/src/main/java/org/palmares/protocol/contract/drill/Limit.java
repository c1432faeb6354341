package org.palmares.protocol.contract.drill;

/**
 * A figure of the report and the most it may be; milliseconds where its name says so, else a count.
 *
 * @param figure name of the figure
 * @param atMost greatest value with which the hypothesis holds
 */
public record Limit(String figure, long atMost) {}
