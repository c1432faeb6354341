package org.palmares.node.http.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.palmares.protocol.contract.ProblemType;

/**
 * An error as a client gets it (RFC 9457).
 *
 * @param type which kind
 * @param detail what is wrong this time and what to do next
 * @param members further members, named in lower camel case
 * @param headers response headers, e.g. Retry-After
 */
public record Problem(ProblemType type, String detail, Map<String, Object> members, Map<String, String> headers) {

    /** A problem without further members. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, Map.of(), Map.of());
    }

    /** The same with one more member. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, detail, more, headers);
    }

    /** The same with one more response header. */
    public Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, members, more);
    }

    /** The body, for the request path {@code instance}. */
    public Map<String, Object> body(String instance, String correlationId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.type());
        body.put("title", type.title());
        body.put("status", type.status());
        body.put("detail", detail);
        body.put("instance", instance);
        body.put("correlationId", correlationId);
        body.putAll(members);
        return body;
    }
}
