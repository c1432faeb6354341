package org.palmares.node.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.palmares.competition.ReplicaId;
import org.palmares.node.link.Frame.Hello;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to all other nodes, one to each. Of two nodes the one whose address comes first calls the other, again and again. One thread does all
 * of it; what there is may be asked by any.
 */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** What may wait for one node beyond what its socket takes: what comes behind it, such as a heartbeat, has to come in time over a slow line too. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(256 << 10, 512 << 10);
    private static final int CONNECT_MILLIS = 2_000;
    /** TLS says that it ends, and waits no longer until that is sent. */
    private static final int TLS_END_MILLIS = 200;
    /** Of those who call and have not said who they are. */
    static final int STRANGERS_MAX = 64;
    private static final long THERE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STRANGER_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Is told how things are. */
    @FunctionalInterface
    interface Measure {
        void accept(int linked, int lacking);
    }

    /** A node, and when it was heard last, by {@link System#nanoTime()}. */
    private record Heard(End end, long nanos) {

        /** What is gone cannot be linked with, and lacks no link. */
        private boolean isThere() {
            return System.nanoTime() - nanos < THERE_NANOS;
        }
    }

    /**
     * This node.
     *
     * @param address in the cluster, {@code host:port}
     * @param host that it listens at
     */
    record Own(String address, ReplicaId site, String host) {}

    private final EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("link", true));
    private final String address;
    private final ReplicaId site;
    private final String host;
    private final Optional<LinkTls> tls;
    private final Link.Messages messages;
    private final Missing missing = new Missing(System::nanoTime);
    private final Measure measure;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Map<String, Heard> ends = new ConcurrentHashMap<>();
    private final Set<Link> open = new LinkedHashSet<>();
    private final Set<String> called = new HashSet<>();
    private volatile Map<String, ReplicaId> members = Map.of();
    private long strangerSaid = System.nanoTime() - STRANGER_EVERY_NANOS;

    /**
     * @param own this node
     * @param tls empty where links are plain text
     * @param messages what is done with what comes
     * @param measure told how many links there are, and how many are missing
     */
    Connections(Own own, Optional<LinkTls> tls, Link.Messages messages, Measure measure) {
        this.address = own.address();
        this.site = own.site();
        this.host = own.host();
        this.tls = tls;
        this.messages = messages;
        this.measure = measure;
        thread.scheduleWithFixedDelay(this::look, Link.LOOK.toMillis(), Link.LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes links at {@code port}, any if that is 0; gives the port. */
    CompletionStage<Integer> listen(int port) {
        CompletableFuture<Integer> bound = new CompletableFuture<>();
        ChannelFuture binding = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .childHandler(pipeline(Optional.empty()))
                .bind(host, port);
        binding.addListener(done -> {
            if (done.isSuccess()) {
                bound.complete(((InetSocketAddress) binding.channel().localAddress()).getPort());
            } else {
                bound.completeExceptionally(done.cause());
            }
        });
        return bound;
    }

    private ChannelInitializer<SocketChannel> pipeline(Optional<End> dialled) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                tls.ifPresent(with -> {
                    SslHandler handler = with.handler(dialled.isPresent(), dialled.map(End::host).orElse(host), dialled.map(End::port).orElse(0));
                    handler.setCloseNotifyFlushTimeoutMillis(TLS_END_MILLIS);
                    channel.pipeline().addLast(handler);
                });
                Link link = new Link(Connections.this, messages, channel, dialled);
                channel.pipeline().addLast(new FrameDecoder(link)).addLast(link);
            }
        };
    }

    // Any thread

    /** The link to the node of this address in the cluster. */
    Optional<Link> to(String address) {
        return Optional.ofNullable(links.get(address));
    }

    /**
     * The link to the one node of {@code site}. Empty where it has several: only sharding knows which of them has a competition, and one of them may be
     * starting or ending while another serves.
     */
    Optional<Link> ofOnlyNode(ReplicaId site) {
        Map<String, ReplicaId> known = members;
        List<String> nodes = known.keySet().stream().filter(member -> known.get(member).equals(site)).toList();
        return nodes.size() == 1 ? to(nodes.get(0)) : Optional.empty();
    }

    /** A node that takes links is there. */
    void heard(End end) {
        ends.put(end.address(), new Heard(end, System.nanoTime()));
    }

    /** The other nodes in the cluster, with their data centres; links to others end. */
    void hold(Map<String, ReplicaId> present) {
        members = present;
    }

    /** Ends all of it. */
    CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(done -> closed.complete(null));
        return closed;
    }

    // The thread of the links

    /** What it throws must not be the end of it: nobody would be called any more, and no silence noticed. */
    private void look() {
        for (Link link : List.copyOf(open)) {
            fenced(() -> look(link));
        }
        fenced(() -> {
            ends.keySet().retainAll(members.keySet());
            ends.values().stream().map(Heard::end).filter(end -> !links.containsKey(end.address()) && calls(address, end.address()))
                    .filter(end -> called.add(end.address())).forEach(this::dial);
            Set<String> lacking = ends.values().stream().filter(Heard::isThere).map(heard -> heard.end().address())
                    .filter(other -> !links.containsKey(other)).collect(Collectors.toSet());
            missing.lack(lacking);
            measure.accept(links.size(), lacking.size());
        });
    }

    private void look(Link link) {
        if (link.address().filter(other -> !members.containsKey(other)).isPresent()) {
            link.end("it is in the cluster no more");
        } else {
            link.look();
        }
    }

    /** Memory that Netty has not is what one buffer wanted; that of Java itself ends the node. */
    private static void fenced(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            LOG.error("looking after links failed, and is tried again", failure);
        }
    }

    private static boolean calls(String one, String other) {
        return one.compareTo(other) < 0;
    }

    /** A name may take long to be looked up, and nothing else may wait for it. */
    private void dial(End end) {
        CompletableFuture.supplyAsync(() -> new InetSocketAddress(end.host(), end.port())).whenComplete((at, failure) -> thread.execute(() -> {
            if (failure == null) {
                connect(end, at);
            } else {
                notConnected(end, Links.reason(failure));
            }
        }));
    }

    private void connect(End end, InetSocketAddress at) {
        if (at.isUnresolved()) {
            notConnected(end, "nobody knows " + end.host());
            return;
        }
        new Bootstrap()
                .group(thread)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .handler(pipeline(Optional.of(end)))
                .connect(at)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        thread.execute(() -> notConnected(end, Links.reason(done.cause())));
                    }
                });
    }

    private void notConnected(End end, String why) {
        called.remove(end.address());
        missing.failed(end.address(), why);
    }

    /** A connection is there. A node says at once who it is, so it is the oldest stranger that has to go where there are too many. */
    void opened(Link link) {
        open.add(link);
        List<Link> strangers = open.stream().filter(other -> other.dialled().isEmpty() && other.address().isEmpty()).toList();
        if (strangers.size() > STRANGERS_MAX) {
            strangers.get(0).end(STRANGERS_MAX + " more have called since and not said who they are");
        }
        link.send(new Hello(Frame.GREETING, address, site.name(), link.dialled().map(End::address).orElse("")));
    }

    /** Why the other side, which says that it is {@code other}, is not the node that it should be; empty where it may be linked. */
    Optional<String> fault(Link link, Hello other, Channel channel) {
        Optional<End> dialled = link.dialled();
        if (!members.containsKey(other.address())) {
            return Optional.of(LogText.of(other.address()) + " is not in the cluster, as far as is known here");
        } else if (dialled.isPresent() && !dialled.get().address().equals(other.address())) {
            return Optional.of(LogText.of(other.address()) + " listens there");
        } else if (dialled.isEmpty() && (!other.called().equals(address) || !calls(other.address(), address))) {
            return Optional.of(LogText.of(other.address()) + " means another node, " + LogText.of(other.called()));
        }
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        return handler == null ? Optional.empty() : tls.orElseThrow().fault(handler, dialled.isPresent(), dialled.map(End::host).orElse(host)).map(Links::reason);
    }

    /** The other side is known. One that it had before is of an earlier life, or of a line that was cut. */
    void linked(Link link) {
        String other = link.address().orElseThrow();
        Link before = links.put(other, link);
        if (before != null) {
            before.end("it has called again");
        }
        LOG.info("linked with {} of {}", other, link.site().orElseThrow());
    }

    void ended(Link link, String why) {
        open.remove(link);
        link.dialled().ifPresent(end -> notConnected(end, why));
        if (link.address().isPresent()) {
            link.address().filter(other -> links.remove(other, link)).ifPresent(other -> LOG.info("the link with {} ended: {}", other, why));
        } else if (link.dialled().isEmpty() && System.nanoTime() - strangerSaid > STRANGER_EVERY_NANOS) {
            strangerSaid = System.nanoTime();
            LOG.warn("a call for a link was not taken: {}", why);
        }
    }
}
