package org.palmares.node.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/** The thread of an event loop. */
record LoopThread(EventLoop loop) implements PipeThread {

    /** Has {@code loop} do {@code what}: at once where it is the thread of this call. */
    static void in(EventExecutor loop, Runnable what) {
        if (loop.inEventLoop()) {
            what.run();
        } else {
            loop.execute(what);
        }
    }

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
