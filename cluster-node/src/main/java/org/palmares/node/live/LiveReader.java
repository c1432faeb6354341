package org.palmares.node.live;

import org.palmares.protocol.names.Language;

/** One who follows; methods are called by the live actor and must not block. */
public interface LiveReader {

    /** What is followed. */
    LiveFilter filter();

    /** In which language. */
    Language language();

    /** First of all: what the reader missed. It is worked out where the reader's stream runs, not by the caller. */
    void begin(CatchUp missed);

    /** Something changed, or a sign of life. */
    void frame(LiveFrame frame);

    /** The stream ends in order, after all that waits and {@code last}. */
    void end(LiveFrame last);

    /** The stream ends at once; the reader comes back with the cursor it has. */
    void cut();
}
