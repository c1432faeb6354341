package org.palmares.protocol.odf;

/**
 * Something wrong in a message, and where.
 *
 * @param place path of element and attribute, e.g. {@code /OdfBody/Competition/Unit[3]/@StartDate}
 * @param code the code of the unit, person or other thing concerned; empty where the fault is in the header
 * @param message what is wrong and what is expected
 * @param line line in the message, from 1; 0 where not known
 */
public record Fault(String place, String code, String message, int line) {}
