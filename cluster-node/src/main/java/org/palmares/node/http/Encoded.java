package org.palmares.node.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.protocol.contract.Headers;
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

    public static Encoded of(byte[] plain) {
        return new Encoded(plain, plain.length < GZIP_FROM_BYTES ? new byte[0] : packed(plain), tag(plain));
    }

    int size() {
        return plain.length + gzip.length;
    }

    /**
     * The answer: 304 where the client has the bytes already, packed where it takes that.
     *
     * @param vary the request headers by which answers differ, besides Accept-Encoding; may be empty
     */
    public HttpResponse answer(HttpRequest request, ContentType type, String vary) {
        boolean packed = gzip.length > 0 && Answers.header(request, "accept-encoding").map(Encoded::allowsGzip).orElse(false);
        String etag = '"' + tag + (packed ? "-gz" : "") + '"';
        HttpResponse response = HttpResponse.create()
                .addHeader(RawHeader.create(Headers.ETAG, etag))
                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                .addHeader(RawHeader.create("Vary", vary.isEmpty() ? "Accept-Encoding" : vary + ", Accept-Encoding"));
        if (Answers.header(request, Headers.IF_NONE_MATCH).map(known -> matches(known, etag)).orElse(false)) {
            return response.withStatus(StatusCodes.NOT_MODIFIED);
        }
        HttpResponse full = packed ? response.addHeader(RawHeader.create("Content-Encoding", "gzip")) : response;
        return full.withStatus(StatusCodes.OK).withEntity(HttpEntities.create(type, packed ? gzip : plain));
    }

    /** Accept-Encoding names gzip, and not with a weight of nothing (RFC 9110, 12.4.2); x-gzip means the same (RFC 9110, 8.4.1.3). */
    private static boolean allowsGzip(String acceptEncoding) {
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.strip().split("\\s*;\\s*");
            if (parts.length > 0 && (parts[0].equals("gzip") || parts[0].equals("x-gzip"))) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
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

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String tag(byte[] bytes) {
        return Sha256.hex(bytes).substring(0, 2 * TAG_BYTES);
    }
}
