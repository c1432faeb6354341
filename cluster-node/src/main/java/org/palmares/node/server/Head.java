package org.palmares.node.server;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.pekko.http.javadsl.model.AttributeKey;

/**
 * The head of a {@code GET} or {@code HEAD} as it came, for who knows the answer by that alone.
 *
 * @param target what the request line asks for
 * @param headers the first value of a header by its name; null where there is none
 */
public record Head(String target, UnaryOperator<String> headers) {

    /** Where a request has it. */
    public static final AttributeKey<Head> KEY = AttributeKey.create("head", Head.class);

    /** The same for who looks at it many times: headers are found quickly, whatever the case of their names (RFC 9110, 5.1). */
    static Optional<Head> kept(HttpRequest head) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        head.headers().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
        return of(head).map(is -> new Head(is.target(), headers::get));
    }

    static Optional<Head> of(HttpRequest head) {
        boolean reads = head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD);
        return reads ? Optional.of(new Head(head.uri(), name -> head.headers().get(name))) : Optional.empty();
    }
}
