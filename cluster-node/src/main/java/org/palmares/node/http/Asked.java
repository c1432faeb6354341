package org.palmares.node.http;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.protocol.contract.Headers;

/**
 * What is known of a request beside itself, from its head to its answer: by which name it can be followed, since when it is in hand, and who asks
 * once that is known. The name is the sender's own, or that of the trace it is a part of (W3C Trace Context), or a new one.
 */
public final class Asked {

    private static final String TRACE_PARENT = "traceparent";
    private static final AttributeKey<Asked> KEY = AttributeKey.create("asked", Asked.class);
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** Of version 00 nothing may follow, of a later one it may, and there is no version ff. */
    private static final Pattern TRACE =
            Pattern.compile("(?:00(?=.{53}$)|(?!00|ff)[0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    private final String correlation;
    private final long begun = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile String who = "";

    private Asked(String correlation) {
        this.correlation = correlation;
    }

    /** {@code request} with what is known of it; the same where that is there already. */
    public static HttpRequest begin(HttpRequest request) {
        return request.getAttribute(KEY).isPresent() ? request : request.addAttribute(KEY, new Asked(correlation(headers(request))));
    }

    private static UnaryOperator<String> headers(HttpRequest request) {
        return name -> Answers.header(request, name).orElse(null);
    }

    /** What is known of {@code request}. */
    public static Asked of(HttpRequest request) {
        return request.getAttribute(KEY).orElseGet(() -> new Asked(correlation(headers(request))));
    }

    /** What came and cannot be read as a request. */
    public static Asked unread() {
        return new Asked(made());
    }

    /** The name of a request with these headers. */
    public static String correlation(UnaryOperator<String> headers) {
        return Optional.ofNullable(headers.apply(Headers.CORRELATION))
                .filter(id -> FIT.matcher(id).matches())
                .or(() -> Optional.ofNullable(headers.apply(TRACE_PARENT)).map(TRACE::matcher).filter(Matcher::matches).map(trace -> trace.group(1)))
                .orElseGet(Asked::made);
    }

    /** Of the form of a trace's. It has to be found again, not to be hard to guess. */
    private static String made() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    /** The name by which it can be followed (correlation id). */
    public String correlation() {
        return correlation;
    }

    /** How long it has been in hand. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** It is known who asks. */
    public void by(String name) {
        who = name;
    }

    /** Who asks; empty where nobody said, or was asked. */
    public String who() {
        return who;
    }

    /** Whether this is its first answer: one that came too late counts no more. */
    public boolean isFirstAnswer() {
        return answered.compareAndSet(false, true);
    }
}
