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
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

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

        private String server() {
            return address.getScheme() + "://" + address.getRawAuthority();
        }

        private void fail(Throwable failure) {
            message.release();
            answer.completeExceptionally(failure);
        }
    }

    private final Duration patience;
    private final Supplier<SslContext> secure;
    /** By address. Of the one thread only, as everything below that is not said to be for any. */
    private final Map<String, Deque<Idle>> idle = new HashMap<>();

    /** Gives up connecting after {@code patience}, and believes whom this Java believes. */
    Posting(Duration patience) {
        this(patience, () -> Secure.CONTEXT);
    }

    Posting(Duration patience, Supplier<SslContext> secure) {
        this.patience = patience;
        this.secure = secure;
    }

    /**
     * From any thread. The answer fails with {@link ConnectException} where nobody listens and with another {@link IOException} where the connection
     * ends; cancelling it ends the connection that it is asked on. Whoever waits for it on the thread that completes it waits for ever.
     *
     * @param headers beside those of the connection and the body's length
     * @throws IllegalArgumentException where {@code address} names no host, or a header can have no such value
     */
    CompletableFuture<Answer> post(URI address, Map<String, String> headers, byte[] body) {
        if (address.getHost() == null) {
            throw new IllegalArgumentException(address + " names no host");
        }
        FullHttpRequest message = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target(address), Unpooled.wrappedBuffer(body));
        message.headers().set(HttpHeaderNames.HOST, address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())).setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.forEach((name, value) -> message.headers().set(name, value));
        Request request = new Request(address, message, new CompletableFuture<>());
        LOOP.execute(() -> fenced(request, () -> begin(request)));
        return request.answer();
    }

    /** Whatever is thrown there fails this request: the thread would only log it, and its answer would never come. */
    private static void fenced(Request request, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException failure) {
            request.answer().completeExceptionally(failure);
        }
    }

    private static String target(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : '?' + address.getRawQuery());
    }

    /** From any thread: {@code task} is done on the thread that completes answers, after {@code delay}. */
    Future<?> after(Duration delay, Runnable task) {
        return LOOP.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void begin(Request request) {
        if (request.answer().isDone()) {
            request.message().release();
            return;
        }
        Deque<Idle> known = idle.computeIfAbsent(request.server(), any -> new ArrayDeque<>());
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
        String host = request.address().getHost();
        if (NetUtil.createByteArrayFromIpAddressString(host) != null) {
            connect(request, new InetSocketAddress(host, request.port()));
        } else {
            // A name server that is slow must not hold up the answers of others.
            CompletableFuture.supplyAsync(() -> new InetSocketAddress(host, request.port())).thenAcceptAsync(found -> fenced(request, () -> connect(request, found)), LOOP);
        }
    }

    private void connect(Request request, InetSocketAddress server) {
        if (server.isUnresolved()) {
            request.fail(new UnknownHostException(server.getHostString()));
            return;
        }
        new Bootstrap()
                .group(LOOP)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) throws IOException {
                        if (request.isSecure()) {
                            channel.pipeline().addLast(secure.get().newHandler(channel.alloc(), request.address().getHost(), request.port()));
                        }
                        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(LONGEST_ANSWER), new Answers());
                    }
                })
                .connect(server)
                .addListener((ChannelFutureListener) opened -> {
                    if (opened.isSuccess()) {
                        fenced(request, () -> send(request, opened.channel()));
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
        idle.get(request.server()).addFirst(new Idle(channel, System.nanoTime()));
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
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                // The answer is still to come (RFC 9110, 15.2).
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

        private static final SslContext CONTEXT = secure(Optional.empty());
    }

    /** Certificates have to be of the server that is called, and vouched for as {@code whom} says; as Java does by itself where that is empty. */
    static SslContext secure(Optional<TrustManagerFactory> whom) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
            whom.ifPresent(managers -> builder.trustManager(managers));
            return builder.build();
        } catch (SSLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
