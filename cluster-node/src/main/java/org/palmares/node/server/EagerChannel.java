package org.palmares.node.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that can be written to at once, past what Netty keeps of each thing that is to be written: of a delivery to one of ten thousand readers
 * that is what does not belong to the kernel. Nothing may stand between it and the wire, such as TLS.
 */
final class EagerChannel extends NioSocketChannel {

    private static final Logger LOG = LoggerFactory.getLogger(EagerChannel.class);

    private EagerChannel(Channel parent, SocketChannel socket) {
        super(parent, socket);
    }

    /** Listens for such connections. */
    static final class Listener extends NioServerSocketChannel {

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            SocketChannel socket = javaChannel().accept();
            if (socket == null) {
                return 0;
            }
            try {
                accepted.add(new EagerChannel(this, socket));
                return 1;
            } catch (RuntimeException failed) {
                // As Netty's own does: it costs this connection and not all that come after it.
                LOG.warn("a connection cannot be taken", failed);
                socket.close();
                return 0;
            }
        }
    }

    /**
     * Writes what the socket takes now of {@code bytes}, all of a direct buffer, to {@code channel}; gives how much that was: nothing where something waits
     * already, or where it is no such connection. Called by the connection's thread.
     */
    static int writeNow(Channel channel, ByteBuf bytes) {
        if (!(channel instanceof EagerChannel eager)) {
            return 0;
        }
        ChannelOutboundBuffer waiting = eager.unsafe().outboundBuffer();
        if (waiting == null || waiting.totalPendingWriteBytes() > 0) {
            return 0;
        }
        try {
            return eager.javaChannel().write(bytes.internalNioBuffer(0, bytes.writerIndex()));
        } catch (IOException gone) {
            // As Netty does where a write fails; whoever reads hears of it.
            eager.unsafe().close(eager.voidPromise());
            return 0;
        }
    }
}
