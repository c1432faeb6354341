package org.palmares.node.server;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A connection that has become a WebSocket (RFC 6455): every piece is a text message. Only pings and the close are expected from the
 * client; whatever else it sends is ignored.
 */
final class WebSocketPipe extends ChannelDuplexHandler implements Pipe {

    /** Of what comes; control frames have 125 at most. */
    private static final int FRAME_BYTES_MAX = 1_024;
    /** How long the other may take to say that it is done too. */
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final WebSocketDecoderConfig READING = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(FRAME_BYTES_MAX)
            .expectMaskedFrames(true)
            .allowExtensions(false)
            .closeOnProtocolViolation(false)
            .build();

    private final ChannelHandlerContext exchange;
    private ChannelHandlerContext wire;
    /** What is to be answered: of several pings the latest (RFC 6455, 5.5.3), so that nobody piles up answers. */
    private Optional<byte[]> ping = Optional.empty();
    private boolean closing;

    private WebSocketPipe(ChannelHandlerContext exchange) {
        this.exchange = exchange;
    }

    /**
     * Makes a WebSocket of a connection. Called by its thread.
     *
     * @param exchange what has had it so far; stays behind this
     * @param head of a request that was found to be sound
     * @param headers of the answer
     * @param opened is called once the answer is written
     */
    static ChannelFuture open(ChannelHandlerContext exchange, HttpRequest head, HttpHeaders headers, Consumer<Pipe> opened) {
        WebSocketPipe pipe = new WebSocketPipe(exchange);
        exchange.pipeline().addBefore(exchange.name(), null, pipe);
        var request = new DefaultFullHttpRequest(
                head.protocolVersion(), head.method(), head.uri(), Unpooled.EMPTY_BUFFER, head.headers(), EmptyHttpHeaders.INSTANCE);
        ChannelFuture answered = new WebSocketServerHandshaker13("", null, READING).handshake(exchange.channel(), request, headers, exchange.newPromise());
        return answered.addListener(done -> {
            if (done.isSuccess()) {
                opened.accept(pipe);
            }
        });
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        wire = context;
    }

    @Override
    public PipeThread thread() {
        return new LoopThread(exchange.channel().eventLoop());
    }

    @Override
    public boolean isReady() {
        return exchange.channel().isWritable();
    }

    /** It is a whole frame, and the encoder, which is for what {@link #close} and {@link #pong} say, passes it on. */
    @Override
    public void write(Piece piece) {
        if (!exchange.executor().inEventLoop() || !closing) {
            Copies.write(piece.message(), exchange);
        }
    }

    @Override
    public void flush() {
        exchange.flush();
    }

    @Override
    public void end(Ending why) {
        cut(why);
    }

    /** The other is told why, if it still reads. */
    @Override
    public void cut(Ending why) {
        CloseWebSocketFrame last = new CloseWebSocketFrame(why.status(), why.advice());
        LoopThread.in(exchange.executor(), () -> close(last));
    }

    private ChannelFuture close(CloseWebSocketFrame last) {
        if (closing) {
            last.release();
            return wire.newSucceededFuture();
        }
        closing = true;
        ping = Optional.empty();
        wire.executor().schedule(() -> wire.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
        return wire.writeAndFlush(last);
    }

    /** After the closing frame nothing may follow (RFC 6455, 5.5.1). */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (closing) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
        } else {
            context.write(message, promise);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof CloseWebSocketFrame close) {
                // It answers ours, or is answered with the same.
                close(close.retain()).addListener(ChannelFutureListener.CLOSE);
            } else if (message instanceof PingWebSocketFrame asked) {
                ping = Optional.of(ByteBufUtil.getBytes(asked.content()));
            } else if (!(message instanceof PongWebSocketFrame)) {
                close(new CloseWebSocketFrame(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "nothing is expected but pings"));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        pong();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pong();
        context.fireChannelWritabilityChanged();
    }

    private void pong() {
        if (ping.isPresent() && !closing && wire.channel().isWritable()) {
            byte[] asked = ping.get();
            ping = Optional.empty();
            wire.writeAndFlush(new PongWebSocketFrame(Unpooled.wrappedBuffer(asked)), wire.voidPromise());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException corrupted) {
            close(new CloseWebSocketFrame(corrupted.closeStatus(), ""));
        } else {
            context.fireExceptionCaught(failure);
        }
    }
}
