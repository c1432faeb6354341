package org.palmares.node.server;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last of each connection: a failure that nobody before it knew of ends the connection. That others go, or send what is none of HTTP, is not told. */
@Sharable
final class Failures extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (!(failure instanceof IOException || failure instanceof DecoderException)) {
            LOG.error("a connection failed and is closed", failure);
        }
        context.close();
    }
}
