package org.palmares.node.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.protocol.contract.Headers;

/**
 * What every answer carries for browsers: who may read it, what it may do, how long it is kept. Answers are data; only pages may run scripts,
 * and only ours.
 */
public final class ResponseHeaders {

    private static final HttpHeader NOTHING = policyOf("");
    private static final HttpHeader SANDBOX = policyOf("sandbox; ");
    private static final List<HttpHeader> ALWAYS = List.of(
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("X-Frame-Options", "DENY"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Access-Control-Allow-Origin", "*"),
            RawHeader.create("Access-Control-Expose-Headers", String.join(", ",
                    Headers.ETAG, Headers.CONTENT_LANGUAGE, Headers.RETRY_AFTER, Headers.MOVE, Headers.CORRELATION)),
            RawHeader.create("Cache-Control", "no-store"));

    private ResponseHeaders() {}

    private static HttpHeader policyOf(String first) {
        return RawHeader.create("Content-Security-Policy", first + "default-src 'none'; frame-ancestors 'none'");
    }

    /** {@code response} with the headers that every answer has, and with {@code more}; of those, what it has already stays. */
    public static HttpResponse on(HttpResponse response, HttpHeader... more) {
        List<HttpHeader> added = new ArrayList<>(List.of(more));
        addMissing(added, response, policy(response.entity().getContentType().mediaType().toString()));
        ALWAYS.forEach(header -> addMissing(added, response, header));
        // At once: each adding copies the answer.
        return response.addHeaders(added);
    }

    private static HttpHeader policy(String type) {
        return type.endsWith("/xml") || type.endsWith("+xml") ? SANDBOX : NOTHING;
    }

    private static void addMissing(List<HttpHeader> added, HttpResponse response, HttpHeader header) {
        for (HttpHeader known : response.getHeaders()) {
            if (known.is(header.lowercaseName())) {
                return;
            }
        }
        added.add(header);
    }

    /**
     * What a page may do: show and run what this node serves, and ask the data centres.
     *
     * @param sites public addresses of all data centres
     */
    public static String pagePolicy(Collection<String> sites) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' "
                + String.join(" ", sites) + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
