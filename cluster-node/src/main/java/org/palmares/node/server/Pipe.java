package org.palmares.node.server;

/** A connection to which a {@link Pushed} body is written. Safe for use from any thread; what one thread writes stays in order. */
public interface Pipe {

    /** The connection's own thread. */
    PipeThread thread();

    /** Whether the connection takes more; else {@link Pushed#isReady} tells when. */
    boolean isReady();

    /** Writes {@code piece}; it goes out with the next {@link #flush} at the latest. */
    void write(Piece piece);

    /** Sends what was written. */
    void flush();

    /** Ends the body, after what was written. */
    void end(Ending why);

    /** Closes the connection, whatever was written. */
    void cut(Ending why);
}
