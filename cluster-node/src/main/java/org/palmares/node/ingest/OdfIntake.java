package org.palmares.node.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.Budget;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.OdfLimits;

/**
 * Takes the bytes of messages in, within what the heap can bear: a message waits for its place before it is read from the network, and again,
 * weighed by what it becomes, before it is read as XML. Long ones are read on threads of their own.
 */
public final class OdfIntake {

    /** A message of this many bytes is read in less time than handing it to another thread takes to be noticed. */
    private static final int SHORT_BYTES = 16 * 1024;
    /** What an element with its attributes takes in memory, at most about. */
    private static final int ELEMENT_BYTES = 600;
    private static final int PART_OF_HEAP = 8;

    private final Bodies bodies;
    private final Budget inHand;
    private final Budget reading;
    private final Executor threads;

    /**
     * @param inHand bytes of bodies
     * @param reading bytes of memory that messages become when they are read
     * @param threads read long messages
     */
    public OdfIntake(Bodies bodies, Budget inHand, Budget reading, Executor threads) {
        this.bodies = bodies;
        this.inHand = inHand;
        this.reading = reading;
        this.threads = threads;
    }

    /** The part of the heap that messages may become. */
    public static Budget reading(Duration longest) {
        return new Budget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, longest);
    }

    /**
     * Gives the message's XML to {@code work}; its places are free again when that has ended.
     *
     * @param whole run when the last byte has come
     */
    <T> CompletionStage<T> take(HttpRequest request, Runnable whole, Function<byte[], CompletionStage<T>> work) {
        return inHand.take(Math.min(OdfLimits.MESSAGE_BYTES, Bodies.declared(request, OdfLimits.MESSAGE_BYTES)))
                .thenCompose(place -> bodies.read(request, OdfLimits.MESSAGE_BYTES)
                        .thenCompose(body -> {
                            whole.run();
                            return read(body.toArray(), work);
                        })
                        .whenComplete((result, failure) -> place.close()));
    }

    private <T> CompletionStage<T> read(byte[] body, Function<byte[], CompletionStage<T>> work) {
        boolean packed = isGzip(body);
        if (!packed && body.length <= SHORT_BYTES) {
            return weighed(body, false, work);
        }
        return CompletableFuture.completedFuture(body).thenComposeAsync(message -> weighed(message, packed, work), threads);
    }

    private <T> CompletionStage<T> weighed(byte[] body, boolean packed, Function<byte[], CompletionStage<T>> work) {
        Weight weight = weight(body, packed);
        CompletionStage<Budget.Lease> place = reading.take(2L * weight.bytes() + (long) ELEMENT_BYTES * weight.elements());
        boolean here = place.toCompletableFuture().isDone();
        Function<Budget.Lease, CompletionStage<T>> go = lease -> {
            try {
                return work.apply(packed ? unpacked(body, weight.bytes()) : body).whenComplete((result, failure) -> lease.close());
            } catch (RuntimeException refused) {
                lease.close();
                throw refused;
            }
        };
        // Whoever gives a place back must not have to read the next message.
        return here ? place.thenCompose(go) : place.thenComposeAsync(go, threads);
    }

    /**
     * What a message is before it is kept anywhere.
     *
     * @param bytes of XML
     * @param elements tags that begin, or what looks like them; one element has one or two
     */
    private record Weight(int bytes, int elements) {}

    private static Weight weight(byte[] body, boolean packed) {
        if (!packed) {
            return new Weight(body.length, tags(body, body.length, 0));
        }
        try (InputStream xml = gunzip(body)) {
            byte[] part = new byte[8 * 1024];
            int bytes = 0;
            int elements = 0;
            for (int read = xml.read(part); read >= 0; read = xml.read(part)) {
                bytes += read;
                elements = tags(part, read, elements);
                if (bytes > OdfLimits.MESSAGE_BYTES) {
                    throw new ProblemException(Problem.of(
                            ProblemType.TOO_LARGE, "The message has more than " + OdfLimits.MESSAGE_BYTES + " bytes uncompressed; split it."));
                }
            }
            return new Weight(bytes, elements);
        } catch (IOException damaged) {
            throw unsound();
        }
    }

    private static int tags(byte[] xml, int length, int before) {
        int tags = before;
        for (int i = 0; i < length; i++) {
            if (xml[i] == '<' && (i + 1 == length || xml[i + 1] != '/')) {
                tags++;
            }
        }
        return tags;
    }

    /** By its first bytes rather than the header, which senders are known to forget. */
    private static boolean isGzip(byte[] body) {
        return body.length > 2 && body[0] == (byte) 0x1f && body[1] == (byte) 0x8b;
    }

    private static byte[] unpacked(byte[] body, int bytes) {
        try (InputStream xml = gunzip(body)) {
            return xml.readNBytes(bytes);
        } catch (IOException damaged) {
            throw unsound();
        }
    }

    private static InputStream gunzip(byte[] body) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(body));
    }

    private static ProblemException unsound() {
        return new ProblemException(Problem.of(ProblemType.NOT_WELL_FORMED, "The body is not sound gzip. Nothing was recorded."));
    }
}
