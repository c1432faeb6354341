package org.palmares.protocol.odf;

/**
 * Text between elements; only text that is not all white space is kept.
 *
 * @param text the characters as sent, entities resolved
 */
public record OdfText(String text) implements OdfNode {}
