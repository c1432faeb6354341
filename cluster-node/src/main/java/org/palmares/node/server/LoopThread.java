package org.palmares.node.server;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** The thread of an event loop. */
record LoopThread(EventLoop loop) implements PipeThread {

    @Override
    public void execute(Runnable what) {
        loop.execute(what);
    }

    /** What is scheduled is looked for once in a turn of the loop, what is executed until there is no more of it. */
    @Override
    public void later(Runnable what) {
        loop.schedule(what, 0, TimeUnit.NANOSECONDS);
    }
}
