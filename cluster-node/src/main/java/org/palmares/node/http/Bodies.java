package org.palmares.node.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.ProblemType;

/**
 * Reads bodies of requests within bounds of bytes and time. A sender that is refused is still sending, and most read an answer only when they
 * have sent everything; so what is refused is read to its end too, within bounds, and thrown away.
 */
public final class Bodies {

    /**
     * How long a body is waited for, and how much of one that is refused is read.
     *
     * @param idle longest time without a byte
     * @param whole longest time for all of it
     * @param refusedBytes bytes that are read of a body that is refused
     * @param refusedTime how long that is done
     */
    record Patience(Duration idle, Duration whole, long refusedBytes, Duration refusedTime) {}

    private static final AttributeKey<AtomicBoolean> READ = AttributeKey.create("body-read", AtomicBoolean.class);

    private final ActorSystem<?> system;
    private final Patience patience;

    public Bodies(ActorSystem<?> system, Patience patience) {
        this.system = system;
        this.patience = patience;
    }

    /** How long the rest of a body that was given up is left where it is; by then its connection is closed. */
    private static final int GIVEN_UP_SECONDS = 2;

    /** The body so far; what is over the limit is counted and not kept. */
    private record Read(ByteString kept, long bytes) {

        private static final Read NOTHING = new Read(ByteString.emptyByteString(), 0);

        private Read and(ByteString more, int limit) {
            long now = bytes + more.size();
            return new Read(now > limit ? ByteString.emptyByteString() : kept.concat(more), now);
        }
    }

    /**
     * A body that is being read. Giving it up does not cancel it: that would break the connection before the answer is out. What still
     * comes is left unread instead, and the connection ends with the answer.
     */
    private static final class Reading {

        private final int limit;
        private final long most;
        private final CompletableFuture<Read> end = new CompletableFuture<>();
        private volatile Read read = Read.NOTHING;
        private volatile long heard = System.nanoTime();

        private Reading(int limit, long most) {
            this.limit = limit;
            this.most = most;
        }

        private CompletionStage<ByteString> part(ByteString part) {
            heard = System.nanoTime();
            read = read.and(part, limit);
            if (read.bytes() > most) {
                end.complete(read);
            }
            return end.isDone()
                    ? new CompletableFuture<ByteString>().completeOnTimeout(part, GIVEN_UP_SECONDS, TimeUnit.SECONDS)
                    : CompletableFuture.completedFuture(part);
        }

        private void ended(Throwable failure) {
            if (failure == null) {
                end.complete(read);
            } else {
                end.completeExceptionally(failure);
            }
        }

        private void look(Duration idle) {
            if (System.nanoTime() - heard > idle.toNanos()) {
                end.completeExceptionally(new TimeoutException("no byte for " + idle));
            }
        }
    }

    /** {@code request} as one of which is known whether its body has been read: that can be done once. */
    public static HttpRequest observed(HttpRequest request) {
        return request.addAttribute(READ, new AtomicBoolean());
    }

    /** Reads until the end of the body, or until {@code most} bytes, {@code idle} or {@code whole} have passed. */
    private CompletionStage<Read> consume(HttpRequest request, int limit, long most, Duration idle, Duration whole) {
        Reading reading = new Reading(limit, most);
        request.getAttribute(READ).ifPresent(read -> read.set(true));
        request.entity().withoutSizeLimit().getDataBytes()
                .mapAsync(1, reading::part)
                .runWith(Sink.ignore(), system)
                .whenComplete((done, failure) -> reading.ended(failure));
        if (!reading.end.isDone()) {
            Cancellable watch = system.scheduler().scheduleWithFixedDelay(
                    idle.dividedBy(2), idle.dividedBy(4), () -> reading.look(idle), system.executionContext());
            reading.end.orTimeout(whole.toMillis(), TimeUnit.MILLISECONDS).whenComplete((read, failure) -> watch.cancel());
        }
        return reading.end;
    }

    /** The whole body; fails with a {@link ProblemException} of 413 when it has more than {@code limit} bytes, 408 when it stalls, 400 when it breaks off. */
    public CompletionStage<ByteString> read(HttpRequest request, int limit) {
        if (declared(request, 0) > limit) {
            return drain(request).thenApply(drained -> {
                throw tooLarge(limit);
            });
        }
        if (request.entity() instanceof HttpEntity.Strict strict) {
            return CompletableFuture.completedFuture(strict.getData());
        }
        return consume(request, limit, limit + patience.refusedBytes(), patience.idle(), patience.whole())
                .handle((read, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(broken(failure));
                    }
                    if (read.bytes() > limit) {
                        throw tooLarge(limit);
                    }
                    return read.kept();
                });
    }

    /** Reads and drops what the client still sends; completes in any case, soon. Nothing is done where the body was read or the client waits with it. */
    public CompletionStage<Void> drain(HttpRequest request) {
        boolean read = request.getAttribute(READ).map(AtomicBoolean::get).orElse(false);
        if (read || request.entity().isStrict() || Answers.header(request, "expect").isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        return consume(request, 0, patience.refusedBytes(), patience.refusedTime(), patience.refusedTime())
                .handle((bytes, failure) -> null);
    }

    /** The length that the client declares; {@code otherwise} where it sends in chunks. */
    public static long declared(HttpRequest request, long otherwise) {
        return request.entity().getContentLengthOption().orElse(otherwise);
    }

    private ProblemException broken(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new ProblemException(
                cause instanceof TimeoutException
                        ? Problem.of(ProblemType.TIMEOUT, "The body stopped for " + patience.idle().toSeconds() + " s or took longer than "
                                + patience.whole().toSeconds() + " s. Nothing was recorded; send it again.")
                        : Problem.of(ProblemType.BAD_REQUEST, "The body ended before its end. Nothing was recorded; send it again."));
    }

    private static ProblemException tooLarge(int limit) {
        return new ProblemException(Problem.of(
                ProblemType.TOO_LARGE, "The body has more than " + limit + " bytes. Nothing was recorded; split the message."));
    }
}
