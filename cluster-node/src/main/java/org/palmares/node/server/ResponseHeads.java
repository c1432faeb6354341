package org.palmares.node.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Heads of answers, from the form that routes give to Netty's. */
final class ResponseHeads {

    private static final String SERVER = "Palmares";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    /** Names and values are our own; what of a request is repeated in one has been looked at. */
    private static final HttpHeadersFactory HEADERS = DefaultHttpHeadersFactory.headersFactory();
    private static final int MILLIS = 1_000;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** The date of a second, in words. */
    private record Dated(long second, String text, byte[] line) {}

    private static volatile Dated dated = new Dated(0, "", new byte[0]);

    private ResponseHeads() {}

    /**
     * The answer as it is written, with its body.
     *
     * @param keep whether the connection is kept for another request
     */
    static FullHttpResponse whole(HttpResponse response, Turn turn, boolean keep) {
        int status = response.status().intValue();
        // Of a body that is told no length is known; here only its head is asked for.
        boolean bodiless = isBodiless(response) || response.getAttribute(Pushed.KEY).isPresent();
        ByteBuf body = bodiless || turn.isHead() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes(response.entity()));
        FullHttpResponse whole = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body, headers(response, turn, keep), EmptyHttpHeaders.INSTANCE);
        if (!bodiless) {
            whole.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.entity().getContentLengthOption().orElse(0));
        }
        return whole;
    }

    /** Whether answers of its status have no body. */
    static boolean isBodiless(HttpResponse response) {
        return response.status().intValue() == NO_CONTENT || response.status().intValue() == NOT_MODIFIED;
    }

    /** The headers of an answer with all its bytes that are the same whenever it is given. */
    static HttpHeaders lasting(HttpResponse response) {
        HttpHeaders headers = told(response);
        if (!isBodiless(response)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, response.entity().getContentLengthOption().orElse(0));
        }
        return headers;
    }

    /** The head of an answer whose body is told bit by bit; the connection ends with it. */
    static io.netty.handler.codec.http.HttpResponse pushed(HttpResponse response, Turn turn) {
        HttpHeaders headers = headers(response, turn, !turn.isOld());
        if (!turn.isOld()) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status().intValue()), headers);
    }

    /** What stands before every body; {@code keep} as above. */
    static HttpHeaders headers(HttpResponse response, Turn turn, boolean keep) {
        HttpHeaders headers = told(response);
        headers.set(HttpHeaderNames.DATE, dated().text());
        if (!keep) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (turn.isOld()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return headers;
    }

    private static HttpHeaders told(HttpResponse response) {
        HttpHeaders headers = HEADERS.newHeaders();
        for (HttpHeader header : response.getHeaders()) {
            headers.add(header.name(), header.value());
        }
        headers.set(HttpHeaderNames.SERVER, SERVER);
        String type = response.entity().getContentType().toString();
        if (!type.equals("none/none")) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, type);
        }
        return headers;
    }

    static byte[] bytes(HttpEntity entity) {
        if (entity instanceof HttpEntity.Strict strict) {
            return strict.getData().toArrayUnsafe();
        }
        throw new IllegalStateException("an answer has all its bytes, or is pushed");
    }

    /** The date as a line of a head. */
    static byte[] dateLine() {
        return dated().line();
    }

    private static Dated dated() {
        long second = System.currentTimeMillis() / MILLIS;
        Dated known = dated;
        if (known.second() != second) {
            String text = DATE.format(Instant.ofEpochSecond(second));
            known = new Dated(second, text, (HttpHeaderNames.DATE + ": " + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
            dated = known;
        }
        return known;
    }
}
