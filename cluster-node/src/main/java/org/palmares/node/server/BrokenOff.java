package org.palmares.node.server;

import java.io.IOException;

/** A connection ended before the body of a request did. */
public final class BrokenOff extends IOException {

    private static final long serialVersionUID = 1;

    BrokenOff() {
        super("the body ended before its end");
    }
}
