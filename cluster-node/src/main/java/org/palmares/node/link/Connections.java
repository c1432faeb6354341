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
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.HashSet;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to all other nodes, one to each. Of two nodes the one whose address comes first calls the other, again and again. One thread does all
 * of it; what there is may be asked by any.
 */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** What may wait for one node beyond what its socket takes. Half a second at 100 Mbit/s; in a cut line it is full, and then what is sent goes the other way. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(2 << 20, 4 << 20);
    private static final int CONNECT_MILLIS = 2_000;
    /** Of all callers together. */
    private static final int OPEN_MAX = 256;

    /** Is told how things are. */
    @FunctionalInterface
    interface Measure {
        void accept(int linked, int lacking);
    }

    private final EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("link", true));
    private final Hello self;
    private final String host;
    private final Optional<LinkTls> tls;
    private final Link.Messages messages;
    private final Missing missing = new Missing(System::nanoTime);
    private final Measure measure;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private final Set<Link> open = new HashSet<>();
    private final Set<String> called = new HashSet<>();
    private volatile Set<String> members = Set.of();

    /**
     * @param self what others are told
     * @param host that this node listens at
     * @param measure told how many links there are, and how many are missing
     */
    Connections(Hello self, String host, Optional<LinkTls> tls, Link.Messages messages, Measure measure) {
        this.self = self;
        this.host = host;
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
                tls.ifPresent(with -> channel.pipeline().addLast(with.handler(
                        dialled.isPresent(), dialled.map(End::host).orElse(host), dialled.map(End::port).orElse(0))));
                channel.pipeline()
                        .addLast(new LengthFieldBasedFrameDecoder(Frame.LONGEST, 0, Frame.LENGTH_BYTES, 0, Frame.LENGTH_BYTES))
                        .addLast(new Link(Connections.this, messages, channel, dialled));
            }
        };
    }

    // Any thread

    /** The link to the node of this address in the cluster. */
    Optional<Link> to(String address) {
        return Optional.ofNullable(links.get(address));
    }

    /** Links to the nodes of {@code site}, in one order. */
    List<Link> of(ReplicaId site) {
        return links.entrySet().stream()
                .filter(link -> link.getValue().site().equals(Optional.of(site)))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** There is a node that takes links. */
    void heard(End end) {
        if (!end.equals(ends.get(end.address()))) {
            ends.put(end.address(), end);
        }
    }

    /** The addresses of the other nodes in the cluster; links to others end. */
    void hold(Set<String> present) {
        members = present;
    }

    /** Ends all of it. */
    CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(done -> closed.complete(null));
        return closed;
    }

    // The thread of the links

    private void look() {
        ends.keySet().retainAll(members);
        List.copyOf(open).forEach(link -> {
            boolean left = link.address().filter(address -> !members.contains(address)).isPresent();
            if (left) {
                link.close("it has left the cluster");
            } else {
                link.look();
            }
        });
        Set<String> lacking = members.stream().filter(address -> ends.containsKey(address) && !links.containsKey(address)).collect(Collectors.toSet());
        lacking.stream().filter(address -> calls(self.address(), address)).filter(called::add).map(ends::get).forEach(this::dial);
        missing.lack(lacking);
        measure.accept(links.size(), lacking.size());
    }

    private static boolean calls(String one, String other) {
        return one.compareTo(other) < 0;
    }

    /** A name may take long to be looked up, and nothing else may wait for it. */
    private void dial(End end) {
        CompletableFuture.supplyAsync(() -> new InetSocketAddress(end.host(), end.port())).thenAcceptAsync(at -> connect(end, at), thread);
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
                        notConnected(end, Links.reason(done.cause()));
                    }
                });
    }

    private void notConnected(End end, String why) {
        called.remove(end.address());
        missing.failed(end.address(), why);
    }

    /** A connection is there. */
    void opened(Link link, Channel channel) {
        if (open.size() >= OPEN_MAX) {
            channel.close();
            return;
        }
        open.add(link);
        link.send(self);
    }

    /** The other side says that it is {@code other}. Gives whether that may be, and if so it is linked from now on. */
    boolean isWanted(Link link, Hello other, Channel channel) {
        Optional<String> fault = fault(link, other, channel);
        if (fault.isPresent()) {
            link.close(fault.get());
            LOG.warn("a link with {} is not wanted: {}", channel.remoteAddress(), fault.get());
            return false;
        }
        return true;
    }

    private Optional<String> fault(Link link, Hello other, Channel channel) {
        if (link.dialled().isPresent() ? !link.dialled().get().address().equals(other.address()) : !calls(other.address(), self.address())) {
            return Optional.of("it says that it is " + other.address());
        }
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        return handler == null
                ? Optional.empty()
                : tls.orElseThrow().fault(handler, link.dialled().isPresent(), link.dialled().map(End::host).orElse(host)).map(Links::reason);
    }

    /** The other side is known. One that it had before is of an earlier life, or of a line that was cut. */
    void linked(Link link) {
        String address = link.address().orElseThrow();
        Link before = links.put(address, link);
        if (before != null) {
            before.close("it has called again");
        }
        LOG.info("linked with {} of {}", address, link.site().orElseThrow());
    }

    void ended(Link link) {
        open.remove(link);
        link.dialled().ifPresent(end -> notConnected(end, link.why()));
        link.address().filter(address -> links.remove(address, link)).ifPresent(address -> LOG.info("the link with {} ended: {}", address, link.why()));
    }
}
