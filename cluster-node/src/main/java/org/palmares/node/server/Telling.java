package org.palmares.node.server;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.Consumer;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The last answer of a connection, whose body goes on for as long as there is something to send. Used by the connection's thread only.
 *
 * @param body tells
 * @param pipe to whom
 */
record Telling(Pushed body, Pipe pipe) {

    private static final int SWITCHING_PROTOCOLS = 101;

    /** Whether {@code response} makes something else of the connection. */
    static boolean isUpgrade(HttpResponse response) {
        return response.status().intValue() == SWITCHING_PROTOCOLS;
    }

    /**
     * Writes the head of {@code response} and begins with its body.
     *
     * @param ended is called once the end of a body is written that is HTTP
     * @param begun is given what begins
     */
    static ChannelFuture begin(ChannelHandlerContext context, Turn of, HttpResponse response, Runnable ended, Consumer<Telling> begun) {
        Pushed body = response.getAttribute(Pushed.KEY).orElseThrow();
        Consumer<Pipe> begin = pipe -> {
            begun.accept(new Telling(body, pipe));
            context.channel().config().setWriteBufferWaterMark(HttpServer.PUSHED_WATER_MARK);
            // Only who reads notices that the other is gone.
            context.channel().config().setAutoRead(true);
            body.begin(pipe);
        };
        if (isUpgrade(response)) {
            return WebSocketPipe.open(context, of.head(), ResponseHeads.headers(response, of, true), begin);
        }
        ChannelFuture head = context.writeAndFlush(ResponseHeads.pushed(response, of));
        begin.accept(new ChannelPipe(context, !of.isOld(), ended));
        return head;
    }
}
