package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came back over a raw connection. */
record Reply(int status, String head, String body) {

    static Reply read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        String text = all.toString(StandardCharsets.UTF_8);
        String[] parts = text.split("\r\n\r\n", 2);
        return new Reply(Integer.parseInt(parts[0].split(" ")[1]), parts[0], parts.length > 1 ? parts[1] : "");
    }

    String header(String name) {
        return headers().getOrDefault(name, "");
    }

    private Map<String, String> headers() {
        return Arrays.stream(head.split("\r\n"))
                .filter(line -> line.contains(": "))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(header -> header[0].toLowerCase(Locale.ROOT), header -> header[1].strip(), (first, second) -> first));
    }

    JsonNode problem() throws IOException {
        assertTrue(header("content-type").startsWith("application/problem+json"), head + body);
        assertEquals("no-store", header("cache-control"), head);
        assertEquals("nosniff", header("x-content-type-options"), head);
        JsonNode problem = new ObjectMapper().readTree(body);
        assertEquals(status, problem.get("status").asInt());
        for (String member : new String[] {"type", "title", "detail", "instance", "correlationId"}) {
            assertTrue(!problem.path(member).asText().isBlank(), member);
        }
        return problem;
    }

    /** This, held against the description of the API where {@code request} has a path that can be read. */
    Reply to(String request) throws IOException {
        String[] line = request.lines().findFirst().orElse("").split("[ ?]");
        if (line.length > 1 && line[1].startsWith("/")) {
            Contract.check(line[0], line[1], new byte[0], new TestSite.Answer(status, header("content-type"), headers(), body.getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }
}
