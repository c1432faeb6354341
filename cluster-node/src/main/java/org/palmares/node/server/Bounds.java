package org.palmares.node.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Bounds of connections.
 *
 * @param first until the head of the first request is here
 * @param next from an answer until the head of the next request is here
 * @param answer from the end of a request until its answer begins
 * @param stuck how long one may take nothing of what is written to it
 * @param perAddress connections of one address that is not this machine's; 0 for any number
 * @param max connections at once; more wait to be taken
 */
public record Bounds(Duration first, Duration next, Duration answer, Duration stuck, int perAddress, int max) {

    /** {@code writing}, whose connection is closed where it is stuck. */
    ChannelFuture bounded(ChannelFuture writing) {
        if (!writing.isDone()) {
            Channel channel = writing.channel();
            Future<?> end = channel.eventLoop().schedule(() -> channel.close(), stuck.toMillis(), TimeUnit.MILLISECONDS);
            writing.addListener(done -> end.cancel(false));
        }
        return writing;
    }
}
