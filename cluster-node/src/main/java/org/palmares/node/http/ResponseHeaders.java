package org.palmares.node.http;

import java.util.Collection;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * What every answer carries for browsers: who may read it, what it may do, how long it is kept. Answers are data; only pages may run scripts,
 * and only ours.
 */
public final class ResponseHeaders {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String SANDBOX = "sandbox; " + NOTHING;

    private ResponseHeaders() {}

    /** {@code response} with the headers that every answer has; those it has already stay. */
    public static HttpResponse on(HttpResponse response) {
        String type = response.entity().getContentType().mediaType().toString();
        HttpResponse safe = with(response, "Content-Security-Policy", type.endsWith("/xml") || type.endsWith("+xml") ? SANDBOX : NOTHING);
        safe = with(safe, "X-Content-Type-Options", "nosniff");
        safe = with(safe, "X-Frame-Options", "DENY");
        safe = with(safe, "Referrer-Policy", "no-referrer");
        safe = with(safe, "Access-Control-Allow-Origin", "*");
        safe = with(safe, "Access-Control-Expose-Headers", "ETag, Content-Language, Retry-After, Palmares-Move");
        return with(safe, "Cache-Control", "no-store");
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

    private static HttpResponse with(HttpResponse response, String name, String value) {
        return response.getHeader(name).isPresent() ? response : response.addHeader(RawHeader.create(name, value));
    }
}
