package org.palmares.http;

import static org.apache.pekko.http.javadsl.model.ContentTypes.APPLICATION_JSON;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.view.Language;

/**
 * Answers to queries: encoded once and kept until what they were made of changes, with a strong ETag over their bytes, 304 where the client
 * has them already, and gzip where it is accepted. Equal knowledge gives equal bytes, so an ETag holds in every data centre.
 */
public final class Answers {

    private static final int KEPT_MAX = 4_096;
    private static final int KEPT_BYTES_MAX = 48 * 1024 * 1024;
    private static final int GZIP_FROM_BYTES = 600;
    private static final int ETAG_BYTES = 9;

    private final Map<String, Encoded> kept = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true));
    private long keptBytes;

    private record Encoded(long revision, byte[] plain, byte[] gzip, String tag) {
        private int size() {
            return plain.length + gzip.length;
        }
    }

    /**
     * Answers with JSON.
     *
     * @param request the request: its path and query name the answer
     * @param language the language of the answer, part of its name too
     * @param revision revision of all that the answer is made of; read before the answer is made, so a change meanwhile makes it old
     * @param value makes the answer
     */
    public HttpResponse json(HttpRequest request, Language language, LongSupplier revision, Supplier<Object> value) {
        return answer(request, language, APPLICATION_JSON, revision, () -> Json.bytes(value.get()))
                .addHeader(RawHeader.create("Content-Language", language.tag()));
    }

    /** Answers with any bytes, in no language; otherwise as {@link #json}. */
    public HttpResponse answer(
            HttpRequest request, Language language, ContentType type, LongSupplier revision, Supplier<byte[]> bytes) {
        long now = revision.getAsLong();
        String name = request.getUri().getPathString() + '?' + request.getUri().rawQueryString().orElse("") + ' ' + language.odf();
        Encoded encoded = kept.get(name);
        if (encoded == null || encoded.revision() != now) {
            encoded = encode(now, bytes.get());
            keep(name, encoded);
        }
        return respond(request, type, encoded);
    }

    private synchronized void keep(String name, Encoded encoded) {
        Encoded old = kept.put(name, encoded);
        keptBytes += encoded.size() - (old == null ? 0 : old.size());
        var eldest = kept.entrySet().iterator();
        while ((keptBytes > KEPT_BYTES_MAX || kept.size() > KEPT_MAX) && eldest.hasNext()) {
            keptBytes -= eldest.next().getValue().size();
            eldest.remove();
        }
    }

    private static Encoded encode(long revision, byte[] plain) {
        return new Encoded(revision, plain, plain.length < GZIP_FROM_BYTES ? new byte[0] : gzip(plain), tag(plain));
    }

    private static HttpResponse respond(HttpRequest request, ContentType type, Encoded encoded) {
        boolean gzip = encoded.gzip().length > 0 && header(request, "accept-encoding").map(Answers::allowsGzip).orElse(false);
        String etag = '"' + encoded.tag() + (gzip ? "-gz" : "") + '"';
        HttpResponse response = HttpResponse.create()
                .addHeader(RawHeader.create("ETag", etag))
                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                .addHeader(RawHeader.create("Vary", "Accept-Language, Accept-Encoding"));
        if (header(request, "if-none-match").map(known -> matches(known, etag)).orElse(false)) {
            return response.withStatus(StatusCodes.NOT_MODIFIED);
        }
        HttpResponse full = gzip ? response.addHeader(RawHeader.create("Content-Encoding", "gzip")) : response;
        return full.withStatus(StatusCodes.OK).withEntity(HttpEntities.create(type, gzip ? encoded.gzip() : encoded.plain()));
    }

    /** Accept-Encoding names gzip, and not with a weight of nothing (RFC 9110, 12.4.2). */
    private static boolean allowsGzip(String acceptEncoding) {
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.strip().split("\\s*;\\s*");
            if (parts[0].equals("gzip")) {
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

    static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String tag(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
