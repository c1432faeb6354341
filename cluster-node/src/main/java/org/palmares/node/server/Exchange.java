package org.palmares.node.server;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection: one request after the other, each read when the one before has its answer. A client that sends nothing, or a byte each minute, does not
 * keep it.
 */
final class Exchange extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final HttpServer server;
    private ChannelHandlerContext context;
    private ChannelHandlerContext wire; // past the codec
    private final RequestDecoder decoder;
    private Place place;
    private Optional<Turn> turn = Optional.empty();
    private Optional<Telling> telling = Optional.empty();
    private Alarm deadline;
    /** What came and was not looked at yet. */
    private final Deque<HttpObject> came = new ArrayDeque<>();
    private boolean over;

    Exchange(HttpServer server) {
        this.server = server;
        this.decoder = new RequestDecoder(this, server.edge());
    }

    /** Stands before it, and reads for it. */
    RequestDecoder decoder() {
        return decoder;
    }

    @Override
    public void channelActive(ChannelHandlerContext now) {
        context = now;
        wire = now.pipeline().context(HttpResponseEncoder.class);
        deadline = new Alarm(now.executor(), now::close);
        server.opened(this);
        place = new Place(server.addresses(), ((InetSocketAddress) now.channel().remoteAddress()).getAddress());
        if (place.isHopeless()) {
            now.close();
            return;
        }
        awaitRequest(server.bounds().first());
    }

    private void awaitRequest(Duration longest) {
        deadline.set(longest);
        context.read();
    }

    private Future<?> later(Duration time, Runnable what) {
        return context.executor().schedule(what, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext now, Object message) {
        if (over || telling.isPresent()) {
            ReferenceCountUtil.release(message);
        } else {
            came.add((HttpObject) message);
        }
    }

    /** Nothing is read while a request is in hand, so what waits is what came with one reading. */
    @Override
    public void channelReadComplete(ChannelHandlerContext now) {
        while (!came.isEmpty() && !over && telling.isEmpty() && !turn.map(Turn::isComplete).orElse(false)) {
            HttpObject next = came.remove();
            try {
                if (next instanceof HttpRequest head && !isAnswered(head)) {
                    begin(head);
                }
                if (next instanceof HttpContent content) {
                    turn.ifPresent(is -> content(is, content));
                }
            } finally {
                ReferenceCountUtil.release(next);
            }
        }
        turn.filter(is -> !is.isAsked() && !over).ifPresent(this::ask);
    }

    /** Whether the next request may be answered at once where its answer is ready. */
    boolean isFree() {
        return turn.isEmpty() && came.isEmpty() && !over && telling.isEmpty() && isOpen();
    }

    private boolean isOpen() {
        return !place.isToBeLookedAt() && !server.isEnding();
    }

    /** Answers where the answer is ready; nothing else is done then. */
    private boolean isAnswered(HttpRequest head) {
        boolean alone = came.peek() == LastHttpContent.EMPTY_LAST_CONTENT && isOpen();
        Optional<Ready.Now> ready = alone ? decoder.ready(head) : Optional.empty();
        ready.ifPresent(now -> {
            came.remove();
            give(head, now);
        });
        return ready.isPresent();
    }

    /** Answers {@code head}; nothing more is kept of it where its answer is written at once, as nearly always. */
    void give(HttpRequest head, Ready.Now now) {
        deadline.off();
        ChannelFuture writing = now.write(wire, head.method().equals(HttpMethod.HEAD));
        if (writing.isSuccess()) {
            awaitNext();
        } else {
            turn = Optional.of(Turn.answered(head));
            written(writing, true);
        }
    }

    private void begin(HttpRequest head) {
        deadline.off();
        Turn next = new Turn(head);
        turn = Optional.of(next);
        try {
            next.read(server.edge().begin(RequestHeads.read(head, (InetSocketAddress) context.channel().remoteAddress())));
            if (place.isTooMuch()) {
                refuse(next, server.edge().crowded(next.request(), server.addresses().max()));
            }
        } catch (Unreadable unreadable) {
            refuse(next, server.edge().unread(unreadable.status(), unreadable.getMessage()));
        }
    }

    private void content(Turn of, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            of.fail(new BrokenOff());
            if (!of.isAsked()) {
                Unreadable unreadable = RequestHeads.unsound(content.decoderResult().cause());
                refuse(of, server.edge().unread(unreadable.status(), unreadable.getMessage()));
            }
        } else {
            of.take(content);
            if (of.isComplete() && of.isAsked()) {
                awaitAnswer(of);
            }
        }
    }

    private void ask(Turn next) {
        org.apache.pekko.http.javadsl.model.HttpRequest request = next.request().withEntity(next.entity(context));
        next.ask(request);
        if (next.isComplete()) {
            awaitAnswer(next);
        } else {
            // Who reads a body bounds the time for it; nobody may, and then its end never comes.
            next.until(later(server.bounds().answer().plus(server.bounds().stuck()), () -> answer(next, server.edge().late(request))));
        }
        server.answer(request).whenComplete((response, failure) -> {
            HttpResponse answer = failure == null ? response : server.edge().failed(request, failure);
            LoopThread.in(context.executor(), () -> answer(next, answer));
        });
    }

    /** From the end of the request on: how long its body may take is another matter. */
    private void awaitAnswer(Turn of) {
        of.until(later(server.bounds().answer(), () -> answer(of, server.edge().late(of.request()))));
    }

    /** An answer before the request could be handed on; the connection is of no more use. */
    private void refuse(Turn of, HttpResponse response) {
        of.answer();
        over = true;
        write(of, response, false);
    }

    private void answer(Turn of, HttpResponse response) {
        if (!of.answer() || over || !context.channel().isActive()) {
            return;
        }
        try {
            if (response.getAttribute(Pushed.KEY).isPresent() && !of.isHead()) {
                tell(of, response);
            } else {
                write(of, response, of.wantsToStay() && of.isComplete() && !server.isEnding());
            }
        } catch (RuntimeException failure) {
            LOG.error("an answer cannot be written, and its connection is closed", failure);
            context.close();
        }
    }

    private void write(Turn of, HttpResponse response, boolean keep) {
        written(context.writeAndFlush(ResponseHeads.whole(response, of, keep)), keep);
    }

    private void written(ChannelFuture writing, boolean keep) {
        server.bounds().bounded(writing).addListener((ChannelFutureListener) done -> {
            if (done.isSuccess() && keep) {
                turn = Optional.empty();
                awaitNext();
            } else if (done.isSuccess()) {
                linger();
            } else {
                context.close();
            }
        });
    }

    private void awaitNext() {
        if (came.isEmpty()) {
            awaitRequest(server.bounds().next());
        } else {
            // Not from here: a thousand requests at once would be a thousand calls deep.
            context.executor().execute(() -> channelReadComplete(context));
        }
    }

    private void tell(Turn of, HttpResponse response) {
        if (Telling.isUpgrade(response) && !came.isEmpty()) {
            // It was read as HTTP, and is none: the other may say nothing before the answer.
            context.close();
        } else {
            server.bounds().bounded(Telling.begin(context, of, response, this::linger, begun -> {
                telling = Optional.of(begun);
                // What was asked is kept no longer; there are very many of these.
                turn = Optional.empty();
            }));
        }
    }

    private void linger() {
        over = true;
        Lingering.close(context);
    }

    /** No more requests; one in hand is answered. */
    void end() {
        context.executor().execute(() -> {
            if (telling.isPresent()) {
                telling.get().pipe().cut(Ending.GOING_AWAY);
            } else if (turn.isEmpty()) {
                context.close();
            }
        });
    }

    void close() {
        context.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext now) {
        if (now.channel().isWritable()) {
            telling.ifPresent(is -> is.body().isReady());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext now, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            if (turn.isEmpty() || over) {
                now.close();
            } else if (!turn.get().isComplete()) {
                turn.get().fail(new BrokenOff());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext now) {
        over = true;
        came.forEach(ReferenceCountUtil::release);
        came.clear();
        deadline.end();
        turn.ifPresent(Turn::abandon);
        telling.ifPresent(is -> is.body().gone());
        place.leave();
        server.closed(this);
    }
}
