package org.palmares.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;

/**
 * Reads bodies of requests within bounds of bytes and time. A sender that is refused is still sending, and most read an answer only when they
 * have sent everything; so what is refused is read to its end too, within bounds, and thrown away.
 */
final class Bodies {

    /**
     * How long a body is waited for, and how much of one that is refused is read.
     *
     * @param idle longest time without a byte
     * @param whole longest time for all of it
     * @param refusedBytes bytes that are read of a body that is refused
     * @param refusedTime how long that is done
     */
    record Patience(Duration idle, Duration whole, long refusedBytes, Duration refusedTime) {}

    private final ActorSystem<?> system;
    private final Patience patience;

    Bodies(ActorSystem<?> system, Patience patience) {
        this.system = system;
        this.patience = patience;
    }

    /** The body so far; what is over the limit is counted and not kept. */
    private record Read(ByteString kept, long bytes) {

        private static final Read NOTHING = new Read(ByteString.emptyByteString(), 0);

        private Read and(ByteString more, int limit) {
            long now = bytes + more.size();
            return new Read(now > limit ? ByteString.emptyByteString() : kept.concat(more), now);
        }
    }

    /** The whole body; fails with a {@link ProblemException} of 413 when it has more than {@code limit} bytes, 408 when it stalls, 400 when it breaks off. */
    CompletionStage<ByteString> read(HttpRequest request, int limit) {
        if (declared(request, 0) > limit) {
            return drain(request).thenApply(drained -> {
                throw tooLarge(limit);
            });
        }
        return bytes(request)
                .idleTimeout(patience.idle())
                .completionTimeout(patience.whole())
                .scan(Read.NOTHING, (read, more) -> read.and(more, limit))
                .takeWhile(read -> read.bytes() <= limit + patience.refusedBytes(), true)
                .runFold(Read.NOTHING, (before, read) -> read, system)
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

    /** Reads and drops what the client still sends; completes in any case, soon. Nothing is done where the body is here or the client waits with it. */
    CompletionStage<Void> drain(HttpRequest request) {
        if (request.entity().isStrict() || Answers.header(request, "expect").isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        return bytes(request)
                .completionTimeout(patience.refusedTime())
                .scan(0L, (bytes, part) -> bytes + part.size())
                .takeWhile(bytes -> bytes <= patience.refusedBytes())
                .runFold(0L, (before, bytes) -> bytes, system)
                .handle((bytes, failure) -> null);
    }

    /** The length that the client declares; {@code otherwise} where it sends in chunks. */
    static long declared(HttpRequest request, long otherwise) {
        return request.entity().getContentLengthOption().orElse(otherwise);
    }

    private static Source<ByteString, Object> bytes(HttpRequest request) {
        return request.entity().withoutSizeLimit().getDataBytes();
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
