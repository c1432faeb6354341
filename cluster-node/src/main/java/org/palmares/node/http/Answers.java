package org.palmares.node.http;

import static org.apache.pekko.http.javadsl.model.ContentTypes.APPLICATION_JSON;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.names.Language;

/**
 * Answers to queries: encoded once and kept until what they were made of changes, with a strong ETag over their bytes, 304 where the client
 * has them already, and gzip where it is accepted. Equal knowledge gives equal bytes, so an ETag holds in every data centre. Of those who ask
 * for the same at the same time one makes the answer and the others take it.
 */
public final class Answers {

    /** All answers that are kept, in bytes. */
    static final int KEPT_BYTES_MAX = 32 * 1024 * 1024;
    /** What an answer weighs besides its bytes; bounds the number of small ones. */
    private static final int OVERHEAD_BYTES = 512;
    private static final int TURNS = 64;
    private static final AttributeKey<Boolean> ONLY_KEPT = AttributeKey.create("only-kept", Boolean.class);

    private final Cache<Name, Kept> kept;
    /** Who makes an answer holds the turn of its name; few answers share one, and those only wait for each other. */
    private final Object[] turns = IntStream.range(0, TURNS).mapToObj(turn -> new Object()).toArray();

    private record Name(String path, Map<String, String> parameters, String language) {

        private int size() {
            return path.length() + parameters.entrySet().stream().mapToInt(one -> one.getKey().length() + one.getValue().length()).sum();
        }
    }

    /** @param begun nanoseconds at which it was begun to be made */
    private record Kept(long revision, long begun, Encoded encoded) {}

    /** The answer is not kept, and it was asked only for one that is. */
    static final class NotKept extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private static final NotKept NOT_KEPT = new NotKept();

        private NotKept() {
            super("the answer has to be made", null, false, false);
        }
    }

    /** Keeps answers of up to {@link #KEPT_BYTES_MAX} bytes together: those that are asked for most, so that nobody pushes them out with others. */
    public Answers() {
        this(KEPT_BYTES_MAX);
    }

    Answers(int bytesMax) {
        kept = Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((Name name, Kept answer) -> OVERHEAD_BYTES + 2 * name.size() + answer.encoded().size())
                .executor(Runnable::run)
                .build();
    }

    /** {@code request} by somebody who does not want to wait: {@link NotKept} is thrown instead of making the answer. */
    static HttpRequest onlyKept(HttpRequest request) {
        return request.addAttribute(ONLY_KEPT, true);
    }

    /**
     * Answers with JSON.
     *
     * @param request the request: its path and the parameters that are known name the answer
     * @param language the language of the answer, part of its name too
     * @param revision revision of all that the answer is made of; read before the answer is made, so a change meanwhile makes it old
     * @param value makes the answer
     */
    public HttpResponse json(HttpRequest request, Language language, LongSupplier revision, Supplier<Object> value) {
        return answer(request, language, APPLICATION_JSON, revision, () -> Json.bytes(value.get()))
                .addHeader(RawHeader.create(Headers.CONTENT_LANGUAGE, language.tag()));
    }

    /** Answers with any bytes, in no language; otherwise as {@link #json}. */
    public HttpResponse answer(
            HttpRequest request, Language language, ContentType type, LongSupplier revision, Supplier<byte[]> bytes) {
        long asked = System.nanoTime();
        Name name = new Name(request.getUri().getPathString(), new Parameters(request).known(), language.odf());
        Kept answer = kept.getIfPresent(name);
        if (answer == null || answer.revision() != revision.getAsLong()) {
            if (request.getAttribute(ONLY_KEPT).isPresent()) {
                throw NotKept.NOT_KEPT;
            }
            answer = make(name, asked, revision, bytes);
        }
        return answer.encoded().answer(request, type, "Accept-Language");
    }

    /** An answer that was begun after it was asked for is new enough, whatever changed while its asker waited: so no queue makes it n times. */
    private Kept make(Name name, long asked, LongSupplier revision, Supplier<byte[]> bytes) {
        synchronized (turns[Math.floorMod(name.hashCode(), TURNS)]) {
            Kept meanwhile = kept.getIfPresent(name);
            long now = revision.getAsLong();
            if (meanwhile != null && (meanwhile.revision() == now || meanwhile.begun() - asked >= 0)) {
                return meanwhile;
            }
            Kept made = new Kept(now, System.nanoTime(), Encoded.of(bytes.get()));
            kept.put(name, made);
            return made;
        }
    }

    /** Bytes that are kept now, with their names. */
    long weight() {
        kept.cleanUp();
        return kept.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    public static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }
}
