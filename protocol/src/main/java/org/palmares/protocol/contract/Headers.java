package org.palmares.protocol.contract;

/** Names of the headers that the HTTP contract gives a meaning of its own, or relies upon. */
public final class Headers {

    /** The key of whoever asks, as ODF transport has it; or a bearer token in Authorization. */
    public static final String API_KEY = "X-API-KEY";

    /** Names a request, so that it can be followed; of a request and of its answer. */
    public static final String CORRELATION = "X-Correlation-ID";

    /** Where to ask from now on: addresses of data centres, with commas between. Its data centre is being emptied, or is not ready. */
    public static final String MOVE = "Palmares-Move";

    /** Seconds after which to ask again (RFC 9110, 10.2.3). */
    public static final String RETRY_AFTER = "Retry-After";

    /** The cursor of the last live event that was heard (HTML Living Standard, 9.2). */
    public static final String LAST_EVENT_ID = "Last-Event-ID";

    /** The bytes of an answer, or the revision of a unit (RFC 9110, 8.8.3). */
    public static final String ETAG = "ETag";

    /** The bytes that are known already (RFC 9110, 13.1.2). */
    public static final String IF_NONE_MATCH = "If-None-Match";

    /** The revision that a change rests on (RFC 9110, 13.1.1). */
    public static final String IF_MATCH = "If-Match";

    /** Names a change: the same again is the same change, in every data centre. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** The language that was given. */
    public static final String CONTENT_LANGUAGE = "Content-Language";

    private Headers() {}
}
