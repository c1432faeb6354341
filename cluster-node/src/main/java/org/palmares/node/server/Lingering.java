package org.palmares.node.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The end of a connection whose last answer is written. */
final class Lingering {

    /** How long one that is done with may still send before it is closed; else it might lose the answer. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Lingering() {}

    /** Closes once the other has all of it: what comes still would make the kernel take the answer back. */
    static void close(ChannelHandlerContext context) {
        context.executor().schedule(() -> context.close(), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        ((SocketChannel) context.channel()).shutdownOutput();
        context.channel().config().setAutoRead(true);
    }
}
