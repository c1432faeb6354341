package org.palmares.node.server;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.ContentTypes;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.apache.pekko.http.scaladsl.model.Uri;
import org.parboiled2.ParserInput;

/** Heads of requests, from Netty's form to the one that routes take. */
final class RequestHeads {

    /** Bytes of a request line and of all headers together. */
    static final int LINE_MAX = 4_096;
    static final int HEADERS_BYTES_MAX = 8_192;
    private static final int HEADERS_MAX = 64;

    private RequestHeads() {}

    /**
     * A request without its body.
     *
     * @throws Unreadable where it is none
     */
    static org.apache.pekko.http.javadsl.model.HttpRequest read(HttpRequest head, InetSocketAddress from) throws Unreadable {
        requireSound(head);
        org.apache.pekko.http.javadsl.model.HttpRequest request = org.apache.pekko.http.javadsl.model.HttpRequest.create()
                .withMethod(method(head))
                .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(from.getAddress()));
        for (Map.Entry<String, String> header : head.headers()) {
            if (isForRoutes(header.getKey(), head)) {
                request = request.addHeader(RawHeader.create(header.getKey(), header.getValue()));
            }
        }
        Optional<Head> known = Head.of(head);
        if (known.isPresent()) {
            request = request.addAttribute(Head.KEY, known.get());
        }
        return ((org.apache.pekko.http.scaladsl.model.HttpRequest) request).withUri(target(head.uri()));
    }

    private static boolean isForRoutes(String header, HttpRequest head) {
        return switch (header.toLowerCase(Locale.ROOT)) {
            case "content-type", "content-length" -> false;
            // No connection changes where only a head is asked for, or the client may know nothing of it (RFC 9110, 7.8).
            case "upgrade" -> head.method().equals(io.netty.handler.codec.http.HttpMethod.GET) && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
            case "sec-websocket-key" -> !head.method().equals(io.netty.handler.codec.http.HttpMethod.HEAD);
            default -> true;
        };
    }

    /** The head of a request that asks for nothing but an answer, on a connection that stays. */
    static Optional<Head> plain(HttpRequest head) {
        try {
            requireSound(head);
        } catch (Unreadable unreadable) {
            return Optional.empty();
        }
        return head.protocolVersion().equals(HttpVersion.HTTP_1_1) && HttpUtil.isKeepAlive(head) ? Head.of(head) : Optional.empty();
    }

    private static void requireSound(HttpRequest head) throws Unreadable {
        DecoderResult result = head.decoderResult();
        if (result.isFailure()) {
            throw unsound(result.cause());
        }
        if (!head.protocolVersion().equals(HttpVersion.HTTP_1_1) && !head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw new Unreadable(505, "HTTP version");
        }
        if (head.headers().size() > HEADERS_MAX) {
            throw new Unreadable(431, "more than " + HEADERS_MAX + " headers");
        }
        int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || hosts == 0 && head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            throw new Unreadable(400, "there has to be one Host header");
        }
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty() && !HttpUtil.isTransferEncodingChunked(head)) {
            throw new Unreadable(400, "the only Transfer-Encoding is chunked");
        }
    }

    static Unreadable unsound(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Unreadable(414, "it has more than " + LINE_MAX + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Unreadable(431, "they have more than " + HEADERS_BYTES_MAX + " bytes");
        }
        return new Unreadable(400, String.valueOf(cause.getMessage()));
    }

    /** HEAD is answered as GET is, without the body. */
    private static HttpMethod method(HttpRequest head) throws Unreadable {
        String name = head.method().name();
        return HttpMethods.lookup(name.equals("HEAD") ? "GET" : name)
                .filter(known -> !known.equals(HttpMethods.CONNECT))
                .orElseThrow(() -> new Unreadable(501, name));
    }

    private static Uri target(String target) throws Unreadable {
        if (target.chars().anyMatch(character -> character > '~' || character <= ' ')) {
            throw new Unreadable(400, "characters in the address that are not ASCII have to be escaped");
        }
        try {
            return Uri.parseHttpRequestTarget(ParserInput.apply(target), StandardCharsets.UTF_8, org.apache.pekko.http.javadsl.model.Uri.RELAXED);
        } catch (IllegalUriException illegal) {
            throw new Unreadable(400, illegal.info().summary());
        }
    }

    /** What a body says it is; what makes no sense says nothing. */
    static ContentType contentType(HttpRequest head) {
        String given = head.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return given == null
                ? ContentTypes.NoContentType()
                : org.apache.pekko.http.scaladsl.model.ContentType.parse(given).fold(faults -> ContentTypes.NoContentType(), type -> type);
    }
}
