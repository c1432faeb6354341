package org.palmares.tools.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * Posts bodies, over HTTP/1.1 connections that are kept alive, as many as there are requests; all of it on one thread, which also completes the
 * answers. Java's own client hands each request from thread to thread, and a sender on the machine that it measures takes the processor from what
 * it measures (docs/decisions/0023).
 */
final class Posting {

    private static final EventLoopGroup LOOP = new NioEventLoopGroup(1, new DefaultThreadFactory("posting", true));
    private static final int LONGEST_ANSWER = 16 << 20;
    /** A node closes idle connections after 60 s; a request on one that is just being closed would look like a dead node. */
    private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /**
     * What was answered.
     *
     * @param status of HTTP
     */
    record Answer(int status, HttpHeaders headers, byte[] body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** A connection that nothing is asked on. */
    private record Idle(Channel channel, long since) {}

    /** A request under way. */
    private record Request(URI address, FullHttpRequest message, CompletableFuture<Answer> answer) {

        private boolean isSecure() {
            return address.getScheme().equals("https");
        }

        private int port() {
            return address.getPort() >= 0 ? address.getPort() : isSecure() ? HTTPS : HTTP;
        }

        private void fail(Throwable failure) {
            message.release();
            answer.completeExceptionally(failure);
        }
    }

    private final Duration connect;
    /** By address. Of the one thread only, as everything below that is not said to be for any. */
    private final Map<String, Deque<Idle>> idle = new HashMap<>();

    /** Gives up connecting after {@code connect}. */
    Posting(Duration connect) {
        this.connect = connect;
    }

    /**
     * From any thread. The answer fails with {@link ConnectException} where nobody listens and with another {@link IOException} where the connection
     * ends; cancelling it ends the connection. Whoever waits for it on the thread that completes it waits for ever.
     *
     * @param headers beside those of the connection and the body's length
     */
    CompletableFuture<Answer> post(URI address, Map<String, String> headers, byte[] body) {
        FullHttpRequest message = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, address.getRawPath(), Unpooled.wrappedBuffer(body));
        message.headers().set(HttpHeaderNames.HOST, address.getRawAuthority()).setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.forEach((name, value) -> message.headers().set(name, value));
        Request request = new Request(address, message, new CompletableFuture<>());
        LOOP.execute(() -> begin(request));
        return request.answer();
    }

    /** From any thread: {@code task} is done on the thread that completes answers, after {@code delay}. */
    Future<?> after(Duration delay, Runnable task) {
        return LOOP.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void begin(Request request) {
        Deque<Idle> known = idle.computeIfAbsent(request.address().getRawAuthority(), any -> new ArrayDeque<>());
        for (Idle one = known.pollFirst(); one != null; one = known.pollFirst()) {
            if (one.channel().isActive() && System.nanoTime() - one.since() < IDLE_NANOS) {
                send(request, one.channel());
                return;
            }
            one.channel().close();
        }
        open(request);
    }

    private void open(Request request) {
        new Bootstrap()
                .group(LOOP)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connect.toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) throws IOException {
                        if (request.isSecure()) {
                            channel.pipeline().addLast(Secure.CONTEXT.newHandler(channel.alloc(), request.address().getHost(), request.port()));
                        }
                        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(LONGEST_ANSWER), new Answers());
                    }
                })
                .connect(request.address().getHost(), request.port())
                .addListener((ChannelFutureListener) opened -> {
                    if (opened.isSuccess()) {
                        send(request, opened.channel());
                    } else {
                        request.fail(opened.cause() instanceof ConnectException refused ? new ConnectException(refused.getMessage()) : opened.cause());
                    }
                });
    }

    private void send(Request request, Channel channel) {
        if (request.answer().isDone()) {
            request.message().release();
            keep(request, channel);
            return;
        }
        // Nobody knows what is on the way of a request that was given up.
        request.answer().whenComplete((answer, failure) -> {
            if (failure != null) {
                channel.close();
            }
        });
        channel.pipeline().get(Answers.class).awaited = request;
        channel.writeAndFlush(request.message()).addListener((ChannelFutureListener) written -> {
            if (!written.isSuccess()) {
                request.answer().completeExceptionally(written.cause());
            }
        });
    }

    private void keep(Request request, Channel channel) {
        idle.get(request.address().getRawAuthority()).addFirst(new Idle(channel, System.nanoTime()));
    }

    /** Of one connection. */
    private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {

        private Request awaited;

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                ended(response.decoderResult().cause());
                context.close();
                return;
            }
            Request request = awaited;
            awaited = null;
            if (request == null || !HttpUtil.isKeepAlive(response)) {
                context.close();
            } else {
                keep(request, context.channel());
            }
            if (request != null) {
                request.answer().complete(new Answer(response.status().code(), response.headers(), ByteBufUtil.getBytes(response.content())));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            idle.values().forEach(known -> known.removeIf(one -> one.channel() == context.channel()));
            ended(new IOException("the connection was closed before an answer came"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ended(cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause);
            context.close();
        }

        private void ended(Throwable why) {
            if (awaited != null) {
                awaited.answer().completeExceptionally(why);
                awaited = null;
            }
        }
    }

    /** Made when it is needed first. */
    private static final class Secure {

        private static final SslContext CONTEXT = context();

        private static SslContext context() {
            try {
                return SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
            } catch (SSLException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
