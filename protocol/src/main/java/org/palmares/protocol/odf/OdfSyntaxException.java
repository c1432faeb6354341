package org.palmares.protocol.odf;

/** The bytes are not well-formed XML of the kind that ODF uses, or pass a bound of {@link OdfLimits}. */
public final class OdfSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    OdfSyntaxException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Line of the fault, from 1. */
    public int line() {
        return line;
    }

    /** Column of the fault, from 1. */
    public int column() {
        return column;
    }
}
