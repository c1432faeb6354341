package org.palmares.live;

import java.util.Iterator;
import org.palmares.view.Language;

/** One who follows; methods are called by the feed's actor and must not block. */
public interface LiveReader {

    /** What is followed. */
    LiveFilter filter();

    /** In which language. */
    Language language();

    /** First of all: what the reader missed, rendered as it is taken. */
    void begin(Iterator<LiveFrame> missed);

    /** Something changed, or a sign of life. */
    void frame(LiveFrame frame);

    /** The stream ends in order, after all that waits and {@code last}. */
    void end(LiveFrame last);
}
