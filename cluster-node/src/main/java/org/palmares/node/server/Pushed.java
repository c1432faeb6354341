package org.palmares.node.server;

import org.apache.pekko.http.javadsl.model.AttributeKey;

/**
 * The body of an answer that goes on for as long as there is something to send. An answer has it as an attribute; the connection is closed when it
 * ends. Methods are called by the connection's thread and must not wait.
 */
public interface Pushed {

    /** Name of the attribute. */
    AttributeKey<Pushed> KEY = AttributeKey.create("pushed", Pushed.class);

    /** The head of the answer is written. */
    void begin(Pipe pipe);

    /** The connection takes more again. */
    void isReady();

    /** The connection is over; called once, after {@link #begin}. */
    void gone();
}
