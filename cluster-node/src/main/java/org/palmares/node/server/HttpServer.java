package org.palmares.node.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Listens, and has the connections. Few threads read and write for all of them; what has a body is worked on by others, for that takes longer.
 */
public final class HttpServer {

    /** What may wait for a reader who is told as long as there is something to tell, beyond what its socket takes. */
    static final WriteBufferWaterMark PUSHED_WATER_MARK = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

    private static final int BACKLOG = 4_096;
    private static final int READ_BYTES_MIN = 1_024;
    /** Most messages come at once with it. */
    private static final int READ_BYTES = 8 * 1_024;
    private static final int READ_BYTES_MAX = 64 * 1_024;
    private static final int END_MILLIS = 20;
    private static final int THREADS_MIN = 2;
    private static final int THREADS_MAX = 16;

    private final Edge edge;
    private final Bounds bounds;
    private final Executor workers;
    private final Addresses addresses;
    private final Failures failures = new Failures();
    private final EventLoopGroup threads;
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocketChannel listener;
    private final CompletableFuture<Done> unbound = new CompletableFuture<>();
    private final CompletableFuture<Done> ended = new CompletableFuture<>();
    private volatile boolean ending;

    private HttpServer(Edge edge, Bounds bounds, Executor workers) {
        this.edge = edge;
        this.bounds = bounds;
        this.workers = workers;
        this.addresses = new Addresses(bounds.perAddress());
        int count = Math.min(THREADS_MAX, Math.max(THREADS_MIN, Runtime.getRuntime().availableProcessors() / 2));
        this.threads = new NioEventLoopGroup(count, new DefaultThreadFactory("http", true));
    }

    /**
     * Listens at {@code at}.
     *
     * @param edge answers
     * @param workers answer requests that have a body
     */
    public static CompletionStage<HttpServer> bind(InetSocketAddress at, Edge edge, Bounds bounds, Executor workers) {
        HttpServer server = new HttpServer(edge, bounds, workers);
        CompletableFuture<HttpServer> bound = new CompletableFuture<>();
        ChannelFuture binding = server.bootstrap().bind(at);
        binding.addListener(done -> {
            if (done.isSuccess()) {
                server.listener = (ServerSocketChannel) binding.channel();
                bound.complete(server);
            } else {
                server.threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
                bound.completeExceptionally(done.cause());
            }
        });
        return bound;
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(threads)
                .channelFactory(EagerChannel.Listener::new)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES, READ_BYTES_MAX))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        Exchange exchange = new Exchange(HttpServer.this);
                        channel.pipeline().addLast(exchange.decoder()).addLast(new HttpResponseEncoder()).addLast(exchange).addLast(failures);
                    }
                });
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return listener.localAddress();
    }

    Edge edge() {
        return edge;
    }

    Bounds bounds() {
        return bounds;
    }

    Addresses addresses() {
        return addresses;
    }

    boolean isEnding() {
        return ending;
    }

    CompletionStage<HttpResponse> answer(HttpRequest request) {
        return request.entity().isKnownEmpty()
                ? edge.answer(request)
                : CompletableFuture.supplyAsync(() -> edge.answer(request), workers).thenCompose(answer -> answer);
    }

    void opened(Exchange connection) {
        open.add(connection);
        take(open.size() < bounds.max());
        if (ending) {
            connection.end();
        }
    }

    void closed(Exchange connection) {
        open.remove(connection);
        take(open.size() < bounds.max());
    }

    private void take(boolean more) {
        ServerSocketChannel known = listener;
        if (known != null && known.config().isAutoRead() != more) {
            known.config().setAutoRead(more);
        }
    }

    /** Takes no more connections. */
    public CompletionStage<Done> unbind() {
        if (!unbound.isDone()) {
            listener.close().addListener(done -> unbound.complete(Done.getInstance()));
        }
        return unbound;
    }

    /** Takes no more connections and ends those it has: at once where nothing is in hand, else after the answer, at most {@code longest} from now. */
    public CompletionStage<Done> terminate(Duration longest) {
        if (!ending) {
            ending = true;
            unbind().thenRun(() -> {
                open.forEach(Exchange::end);
                awaitEnd(System.nanoTime() + longest.toNanos());
            });
        }
        return ended;
    }

    private void awaitEnd(long until) {
        if (!open.isEmpty() && System.nanoTime() < until) {
            threads.schedule(() -> awaitEnd(until), END_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        open.forEach(Exchange::close);
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(done -> ended.complete(Done.getInstance()));
    }
}
