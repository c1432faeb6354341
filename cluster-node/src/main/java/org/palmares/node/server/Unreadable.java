package org.palmares.node.server;

/** What came cannot be read as a request. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status that says why */
    Unreadable(int status, String summary) {
        super(summary);
        this.status = status;
    }

    int status() {
        return status;
    }
}
