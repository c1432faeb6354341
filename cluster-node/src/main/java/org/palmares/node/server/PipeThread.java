package org.palmares.node.server;

import java.util.concurrent.Executor;

/** The thread of a connection, which has many; of two that are equal one does what both are given. */
public interface PipeThread extends Executor {

    /** Does {@code what} too, but lets connections be read before. */
    void later(Runnable what);
}
