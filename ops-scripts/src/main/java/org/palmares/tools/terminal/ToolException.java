package org.palmares.tools.terminal;

/** Something the user should know, in words that say what to do. */
public final class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message whole sentences */
    public ToolException(String message) {
        super(message);
    }

    /** With what caused it. */
    public ToolException(String message, Throwable cause) {
        super(message, cause);
    }
}
