package org.palmares.node.server;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;
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

    static Optional<Head> of(HttpRequest head) {
        boolean reads = head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD);
        return reads ? Optional.of(new Head(head.uri(), name -> head.headers().get(name))) : Optional.empty();
    }
}
