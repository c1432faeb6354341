package org.palmares.node.live;

import java.util.List;
import org.palmares.node.server.PipeThread;
import org.palmares.protocol.names.Language;

/** One who follows; methods are called by the live actor, where nothing else is said, and must not block. */
public interface LiveReader {

    /** What is followed. */
    LiveFilter filter();

    /** Whether its request says which Games; if not, those are meant that operations have chosen, else the first. */
    boolean namesGames();

    /** In which language. */
    Language language();

    /** By which {@link #frames} is called; asked for when the reader has caught up. */
    PipeThread thread();

    /** First of all: what the reader missed. It is worked out where the reader's stream runs, not by the caller. */
    void begin(CatchUp missed);

    /** Something changed, or a sign of life; told to this reader alone. */
    void frame(LiveFrame frame);

    /** The same of what is told to all who follow the same; called by its thread, after what was told to it alone. */
    void frames(List<LiveFrame> frames);

    /** Whether it is told no more; may be asked by any thread. */
    boolean isOver();

    /** The stream ends at once; the reader comes back with the cursor it has. */
    void cut();
}
