package org.palmares.node.live.transport;

import org.palmares.node.live.LiveFrame;
import org.palmares.node.server.Ending;
import org.palmares.node.server.Pipe;
import org.palmares.node.server.Pushed;

/** A stream of one frame, which says where to go on. */
record Moved(LiveFrame move, LiveFrame.Form form) implements Pushed {

    @Override
    public void begin(Pipe pipe) {
        pipe.write(move.in(form));
        pipe.end(Ending.GOING_AWAY);
    }

    @Override
    public void isReady() {}

    @Override
    public void gone() {}
}
