package org.palmares.protocol.contract.planning;

/**
 * Why a problem cannot be planned.
 *
 * @param at where in the problem, e.g. {@code units[3].slot.end}; empty where it is about all of it
 * @param text what is wrong and what would be right
 */
public record PlanningFault(String at, String text) {}
