package org.palmares.protocol.odf;

/** A node of a message: an element or text. */
public sealed interface OdfNode permits OdfElement, OdfText {}
