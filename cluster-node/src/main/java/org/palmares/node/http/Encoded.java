package org.palmares.node.http;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.odf.Deflated;
import org.palmares.protocol.odf.Sha256;

/**
 * Bytes that are given more than once: as they are, packed, and with a strong tag over them.
 *
 * @param plain the bytes
 * @param gzip the same packed; empty where that would not pay
 * @param tag part of the SHA-256 of {@code plain}, in hexadecimal
 */
public record Encoded(byte[] plain, byte[] gzip, String tag) {

    private static final int GZIP_FROM_BYTES = 600;
    private static final int TAG_BYTES = 9;
    /** The first parameter of a coding that is not taken. */
    private static final Pattern NOTHING = Pattern.compile("\\s*q=0(\\.0*)?\\s*(;.*)?");

    public static Encoded of(byte[] plain) {
        return new Encoded(plain, plain.length < GZIP_FROM_BYTES ? new byte[0] : Deflated.gzip(plain), tag(plain));
    }

    int size() {
        return plain.length + gzip.length;
    }

    /** In which of its forms it is given: packed or not, and whole or only told that it is known already. */
    enum Form {
        PLAIN,
        PLAIN_KNOWN,
        PACKED,
        PACKED_KNOWN;

        private boolean isPacked() {
            return this == PACKED || this == PACKED_KNOWN;
        }

        private boolean isKnown() {
            return this == PLAIN_KNOWN || this == PACKED_KNOWN;
        }
    }

    /** The form for who sends these headers: 304 where the client has the bytes already, packed where it takes that. */
    Form form(UnaryOperator<String> headers) {
        String accepted = gzip.length > 0 ? headers.apply("accept-encoding") : null;
        boolean packed = accepted != null && allowsGzip(accepted);
        String known = headers.apply(Headers.IF_NONE_MATCH);
        boolean matches = known != null && matches(known, etag(packed));
        return packed ? matches ? Form.PACKED_KNOWN : Form.PACKED : matches ? Form.PLAIN_KNOWN : Form.PLAIN;
    }

    private String etag(boolean packed) {
        return '"' + tag + (packed ? "-gz" : "") + '"';
    }

    /**
     * The answer, as {@link #form} says.
     *
     * @param vary the request headers by which answers differ, besides Accept-Encoding; may be empty
     */
    public HttpResponse answer(HttpRequest request, ContentType type, String vary) {
        return answer(form(name -> Answers.header(request, name).orElse(null)), type, vary);
    }

    HttpResponse answer(Form form, ContentType type, String vary) {
        HttpResponse response = HttpResponse.create()
                .addHeader(RawHeader.create(Headers.ETAG, etag(form.isPacked())))
                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                .addHeader(RawHeader.create("Vary", vary.isEmpty() ? "Accept-Encoding" : vary + ", Accept-Encoding"));
        if (form.isKnown()) {
            return response.withStatus(StatusCodes.NOT_MODIFIED);
        }
        HttpResponse full = form.isPacked() ? response.addHeader(RawHeader.create("Content-Encoding", "gzip")) : response;
        return full.withStatus(StatusCodes.OK).withEntity(HttpEntities.create(type, form.isPacked() ? gzip : plain));
    }

    /** Whether the answer to {@code request} may be packed with gzip. */
    public static boolean isTakenPacked(HttpRequest request) {
        return Answers.header(request, "accept-encoding").filter(Encoded::allowsGzip).isPresent();
    }

    /** Accept-Encoding names gzip, and not with a weight of nothing (RFC 9110, 12.4.2); x-gzip means the same (RFC 9110, 8.4.1.3). */
    private static boolean allowsGzip(String acceptEncoding) {
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            int weight = coding.indexOf(';');
            String name = (weight < 0 ? coding : coding.substring(0, weight)).strip();
            if (name.equals("gzip") || name.equals("x-gzip")) {
                return weight < 0 || !NOTHING.matcher(coding.substring(weight + 1)).matches();
            }
        }
        return false;
    }

    /** If-None-Match uses the weak comparison (RFC 9110, 13.1.2). */
    private static boolean matches(String ifNoneMatch, String etag) {
        for (String candidate : ifNoneMatch.split(",")) {
            String tag = candidate.strip();
            if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private static String tag(byte[] bytes) {
        return Sha256.hex(bytes).substring(0, 2 * TAG_BYTES);
    }
}
