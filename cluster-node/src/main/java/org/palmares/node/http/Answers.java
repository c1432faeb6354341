package org.palmares.node.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.node.board.Dependencies;
import org.palmares.node.server.Head;
import org.palmares.node.server.Ready;
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
    private static final int OVERHEAD_BYTES = 2_048;
    private static final int TURNS = 64;

    /** Bytes of requests whose names are known. */
    private static final int ASKED_BYTES_MAX = 8 * 1024 * 1024;
    private static final int ASKED_OVERHEAD_BYTES = 512;

    private final Cache<Name, Kept> kept;
    /** Names by what requests say, so that it is not read each time; nothing else follows from it. */
    private final Cache<Asking, Name> asked = Caffeine.newBuilder()
            .maximumWeight(ASKED_BYTES_MAX)
            .weigher((Asking asking, Name name) -> ASKED_OVERHEAD_BYTES + 2 * asking.size() + 2 * name.size())
            .executor(Runnable::run)
            .build();
    /** Who makes an answer holds the turn of its name; few answers share one, and those only wait for each other. */
    private final Object[] turns = IntStream.range(0, TURNS).mapToObj(turn -> new Object()).toArray();

    /** All of a request that its name, and whether what there is is accepted, follow from. */
    private record Asking(String target, String language, String accept) {

        private static Asking of(Head head) {
            return new Asking(head.target(), head.headers().apply("accept-language"), head.headers().apply("accept"));
        }

        private int size() {
            return target.length() + (language == null ? 0 : language.length()) + (accept == null ? 0 : accept.length());
        }
    }

    /**
     * What answers are kept by: all that is asked for.
     *
     * @param parameters those that are known, without the one that asks for a language
     */
    record Name(String path, Map<String, String> parameters, Language language) {

        /** @throws org.palmares.node.http.problem.ProblemException if the language asked for is not known */
        static Name of(HttpRequest request) {
            Parameters parameters = new Parameters(request);
            Map<String, String> known = new TreeMap<>(parameters.known());
            known.remove("lang");
            return new Name(request.getUri().getPathString(), known, parameters.language());
        }

        private Name in(Language other) {
            return other.equals(language) ? this : new Name(path, parameters, other);
        }

        private int size() {
            return path.length() + parameters.entrySet().stream().mapToInt(one -> one.getKey().length() + one.getValue().length()).sum();
        }
    }

    /** Keeps answers of up to {@link #KEPT_BYTES_MAX} bytes together: those that are asked for most, so that nobody pushes them out with others. */
    Answers() {
        this(KEPT_BYTES_MAX);
    }

    Answers(int bytesMax) {
        kept = Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((Name name, Kept answer) -> OVERHEAD_BYTES + 2 * name.size() + answer.encoded().size())
                .executor(Runnable::run)
                .build();
    }

    /** The answer to a request with this head, for the wire, where one is kept and would be made the same now. */
    Optional<Ready.Standing> ready(Head head) {
        Name name = asked.getIfPresent(Asking.of(head));
        return name == null ? Optional.empty() : current(name).map(kept -> kept.standing(head));
    }

    /** What is asked for by {@code request}, which may be answered. */
    Name named(HttpRequest request) {
        Name name = Name.of(request);
        request.getAttribute(Head.KEY).ifPresent(head -> asked.put(Asking.of(head), name));
        return name;
    }

    /** The answer of that name, where one is kept and would be made the same now. */
    Optional<Kept> current(Name name) {
        Kept known = kept.getIfPresent(name);
        return known != null && known.isCurrent() ? Optional.of(known) : Optional.empty();
    }

    /**
     * The answer that was asked for as {@code name}: what is kept of it, or made now.
     *
     * @param asked nanoseconds at which it was asked for
     * @param choosing what it depends on that it is {@code answer} which is given
     * @param dependencies of what is made from then on
     */
    Kept give(Name name, long asked, Answer answer, Dependencies choosing, Supplier<Dependencies> dependencies) {
        Name given = name.in(answer.language());
        Kept known = current(given).orElseGet(() -> make(given, asked, answer, choosing, dependencies)).with(choosing);
        if (!given.equals(name)) {
            kept.put(name, known);
        }
        return known;
    }

    /** An answer that was begun after it was asked for is new enough, whatever changed while its asker waited: so no queue makes it n times. */
    private Kept make(Name name, long asked, Answer answer, Dependencies choosing, Supplier<Dependencies> dependencies) {
        synchronized (turns[Math.floorMod(name.hashCode(), TURNS)]) {
            Kept meanwhile = kept.getIfPresent(name);
            if (meanwhile != null && (meanwhile.isCurrent() || meanwhile.begun() - asked >= 0)) {
                return meanwhile;
            }
            long begun = System.nanoTime();
            Dependencies making = dependencies.get();
            byte[] bytes = making.noting(answer.bytes());
            Kept made = new Kept(Encoded.of(bytes), answer.type(), answer.told() ? answer.language().tag() : "", begun, List.of(choosing, making));
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
