package org.palmares.node.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.palmares.competition.ReplicaId;
import org.palmares.node.link.Frame.Alive;
import org.palmares.node.link.Frame.Answer;
import org.palmares.node.link.Frame.Ask;
import org.palmares.node.link.Frame.Failed;
import org.palmares.node.link.Frame.Form;
import org.palmares.node.link.Frame.Hello;
import org.palmares.node.link.Frame.Tell;

/**
 * One connection to another node. What is asked over it ends with it at the latest. {@link #tell} and {@link #ask} may be called by any thread; all else is
 * done by the thread of the links, also where what was asked fails: whoever waits for that must go on with threads of its own.
 */
final class Link extends SimpleChannelInboundHandler<ByteBuf> {

    /** Questions that wait for an answer at once. How many bytes they have in all is bounded by the messages that a node has in hand. */
    static final int ASKED_MAX = 4_096;
    /** Time between two looks. */
    static final Duration LOOK = Duration.ofMillis(500);

    private static final int SILENT_LOOKS = 6;

    private record Waiting(CompletableFuture<Form> answer, Future<?> end) {}

    /** The connection ended before the answer came; whether there is going to be one is not known. */
    static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Ended(String why) {
            super("the link ended: " + why, null, false, false);
        }
    }

    /** The other node could not answer. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Refused(String why) {
            super(why, null, false, false);
        }
    }

    /** What is done with what comes over a link; called by the links' thread. */
    interface Messages {
        void told(Form message);

        CompletionStage<Form> asked(Ask ask);

        void unreadable(String what, Throwable fault);
    }

    private final Connections connections;
    private final Messages messages;
    private final Channel channel;
    /** Whom this side called; empty where it was called. */
    private final Optional<End> dialled;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Optional<Hello> other = Optional.empty();
    /** Why it ended. */
    private volatile Optional<String> ended = Optional.empty();
    private long number;
    /** Since something was heard. */
    private int silentLooks;
    /** Whether something was said since the last look. */
    private volatile boolean said;

    Link(Connections connections, Messages messages, Channel channel, Optional<End> dialled) {
        this.connections = connections;
        this.messages = messages;
        this.channel = channel;
        this.dialled = dialled;
    }

    Optional<End> dialled() {
        return dialled;
    }

    /** The other node's address in the cluster, once it said who it is. */
    Optional<String> address() {
        return other.map(Hello::address);
    }

    /** The other node's data centre, once it said who it is. */
    Optional<ReplicaId> site() {
        return other.map(hello -> new ReplicaId(hello.site()));
    }

    /** Sends it, without any promise; false where too much waits already, or it has ended. */
    boolean tell(Form message) {
        if (ended.isPresent() || !channel.isWritable()) {
            return false;
        }
        send(new Tell(message));
        return true;
    }

    /** The answer; empty where too much waits already, or it has ended, and then nothing was asked. */
    Optional<CompletableFuture<Form>> ask(String to, Form message, Duration longest) {
        if (ended.isPresent() || !channel.isWritable() || asked.get() >= ASKED_MAX) {
            return Optional.empty();
        }
        asked.incrementAndGet();
        CompletableFuture<Form> answer = new CompletableFuture<>();
        answer.whenComplete((any, failure) -> asked.decrementAndGet());
        try {
            channel.eventLoop().execute(() -> ask(answer, to, message, longest));
        } catch (RejectedExecutionException endsNow) {
            answer.cancel(false);
            return Optional.empty();
        }
        return Optional.of(answer);
    }

    private void ask(CompletableFuture<Form> answer, String to, Form message, Duration longest) {
        if (ended.isPresent()) {
            answer.completeExceptionally(new Ended(ended.get()));
            return;
        }
        long own = ++number;
        Future<?> end = channel.eventLoop().schedule(() -> tooLate(own, longest), longest.toMillis(), TimeUnit.MILLISECONDS);
        waiting.put(own, new Waiting(answer, end));
        send(new Ask(own, to, message));
    }

    private void tooLate(long own, Duration longest) {
        Waiting late = waiting.remove(own);
        if (late != null) {
            late.answer().completeExceptionally(new TimeoutException("no answer within " + longest.toMillis() + " ms"));
        }
    }

    void send(Frame frame) {
        said = true;
        channel.writeAndFlush(Frame.write(frame, channel.alloc()), channel.voidPromise());
    }

    /** Ends it; of several reasons the first counts. */
    void end(String why) {
        if (ended.isPresent()) {
            return;
        }
        ended = Optional.of(why);
        connections.ended(this, why);
        List<Waiting> open = List.copyOf(waiting.values());
        waiting.clear();
        open.forEach(asking -> {
            asking.end().cancel(false);
            asking.answer().completeExceptionally(new Ended(why));
        });
        channel.close();
    }

    /** Something came, perhaps a part of something long. */
    void heard() {
        silentLooks = 0;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
        Frame frame = Frame.read(in);
        if (ended.isPresent()) {
            return;
        }
        if (other.isEmpty()) {
            greeted(frame);
        } else if (frame instanceof Tell tell) {
            messages.told(tell.message());
        } else if (frame instanceof Ask ask) {
            messages.asked(ask).whenComplete((answer, failure) ->
                    send(failure == null ? new Answer(ask.number(), answer) : new Failed(ask.number(), Links.reason(failure))));
        } else if (frame instanceof Answer answer) {
            take(answer.number()).ifPresent(asking -> asking.complete(answer.message()));
        } else if (frame instanceof Failed failed) {
            take(failed.number()).ifPresent(asking -> asking.completeExceptionally(new Refused(failed.why())));
        } else if (!(frame instanceof Alive)) {
            messages.unreadable("a frame", new IllegalArgumentException("this release does not know it"));
        }
    }

    /** Nothing where the answer came too late. */
    private Optional<CompletableFuture<Form>> take(long answered) {
        Optional<Waiting> asking = Optional.ofNullable(waiting.remove(answered));
        asking.ifPresent(found -> found.end().cancel(false));
        return asking.map(Waiting::answer);
    }

    private void greeted(Frame frame) {
        if (!(frame instanceof Hello hello) || !hello.greeting().equals(Frame.GREETING) || !ReplicaId.isName(hello.site())) {
            end("the other side does not begin as a node does");
        } else {
            connections.fault(this, hello, channel).ifPresentOrElse(this::end, () -> {
                other = Optional.of(hello);
                heard();
                connections.linked(this);
            });
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connections.opened(this);
    }

    /** To be called regularly: says that this side is there where nothing else has, and ends what is silent. */
    void look() {
        if (++silentLooks > SILENT_LOOKS) {
            end("nothing was heard of it for " + LOOK.multipliedBy(SILENT_LOOKS).toMillis() + " ms");
        } else if (!said && other.isPresent()) {
            send(Alive.SIGN);
        }
        said = false;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(Links.reason(cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("the other side closed it");
    }
}
