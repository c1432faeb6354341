package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.palmares.node.api.Description.Operation;
import org.palmares.node.api.TestSite.Answer;

/**
 * Holds what tests ask and are answered against {@code openapi.yaml}: what is not described fails the test that asked. What has been answered is
 * written down, so that {@link DescriptionCoverageTest} finds what is described and never answered.
 */
final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Description DESCRIPTION = Description.HERE;
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final Set<Integer> OF_OPERATIONS = Set.of(401, 403);
    /** What no address of its own is needed for. */
    private static final String ANYWHERE = "/components/responses/Anywhere";

    private final String asked;
    private final String method;
    private final String path;
    private final Answer answer;

    private Contract(String method, String path, Answer answer) {
        this.asked = method + ' ' + path + " was answered " + answer.status();
        this.method = method;
        this.path = path;
        this.answer = answer;
    }

    /** The folder where is written down what was answered in this build; empty where a test is run by itself. */
    static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty("contract.answered")).map(Path::of);
    }

    /**
     * Holds an answer against the description. Pages are not described there.
     *
     * @param path as it was sent, without the query
     * @param body what was sent, where that is JSON; else nothing
     */
    static void check(String method, String path, byte[] body, Answer answer) throws IOException {
        if (!path.startsWith("/v1/") && !path.startsWith("/problems/")) {
            return;
        }
        Contract contract = new Contract(method, path, answer);
        List<Operation> there = DESCRIPTION.at(path);
        Optional<Operation> operation = there.stream().filter(one -> one.method().equals(method.equals("HEAD") ? "GET" : method)).findFirst();
        if (method.equals("OPTIONS")) {
            assertEquals(204, answer.status(), contract.asked);
        } else if (operation.isPresent()) {
            contract.operation(operation.get(), body);
        } else {
            contract.nothing(there);
        }
    }

    private void operation(Operation operation, byte[] body) throws IOException {
        String response = DESCRIPTION.response(operation, String.valueOf(answer.status()));
        holds(response);
        String type = isProblem() ? content().get("type").asText() : "-";
        if (!method.equals("HEAD")) {
            seen(response.equals(ANYWHERE) ? "* " + type : operation + " " + answer.status() + ' ' + type);
        }
        String wanted = operation.pointer() + "/requestBody/content/application~1json/schema";
        // What is not JSON is not held against anything.
        boolean otherwise = !DESCRIPTION.root().at(operation.pointer() + "/requestBody/content/text~1csv").isMissingNode();
        boolean mayBeNone = otherwise || !DESCRIPTION.root().at(operation.pointer() + "/requestBody/required").asBoolean();
        if (answer.status() < 300 && !DESCRIPTION.root().at(wanted).isMissingNode() && !(mayBeNone && body.length == 0)) {
            assertEquals(List.of(), DESCRIPTION.faults(wanted, JSON.readTree(body)), asked + ", and what was sent is not as it is described");
        }
    }

    /** There is no such address, or it does not have the method. */
    private void nothing(List<Operation> there) throws IOException {
        boolean ofOperations = path.startsWith("/v1/ops/") && OF_OPERATIONS.contains(answer.status());
        if (ofOperations) {
            holds("/components/responses/" + (answer.status() == 401 ? "Unauthorized" : "Forbidden"));
        } else if (there.isEmpty() && answer.status() == 404) {
            holds("/components/responses/NotFound");
        } else {
            holds(ANYWHERE);
            seen("* " + content().get("type").asText());
        }
        if (answer.status() == 405 && List.of("GET", "PUT", "POST", "PATCH", "DELETE").contains(method)) {
            Set<String> allowed = there.stream().map(Operation::method).flatMap(one -> one.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(one))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(allowed, new TreeSet<>(Arrays.asList(answer.header("allow").split(", "))), asked);
        }
    }

    private boolean isProblem() {
        return Description.plain(answer.type()).equals("application/problem+json");
    }

    private JsonNode content() throws IOException {
        return JSON.readTree(answer.header("content-encoding").equals("gzip") ? answer.unpacked() : answer.body());
    }

    private void holds(String response) throws IOException {
        headers(response);
        JsonNode contents = DESCRIPTION.root().at(response + "/content");
        if (method.equals("HEAD")) {
            return;
        }
        if (contents.isMissingNode()) {
            assertEquals(0, answer.body().length, asked + ", where no body is described");
            return;
        }
        String type = Description.plain(answer.type());
        assertTrue(contents.has(type), () -> asked + " as " + type + ", which is not described: " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        if (type.endsWith("json")) {
            JsonNode content = content();
            assertEquals(List.of(), DESCRIPTION.faults(response + "/content/" + type.replace("/", "~1") + "/schema", content), () -> asked + ": " + content);
        }
        if (isProblem()) {
            assertEquals(answer.status(), content().get("status").asInt(), asked);
        }
    }

    private void headers(String response) {
        JsonNode headers = DESCRIPTION.root().at(response + "/headers");
        for (Map.Entry<String, JsonNode> named : headers.properties()) {
            JsonNode header = DESCRIPTION.followed(named.getValue());
            String value = answer.header(named.getKey().toLowerCase(java.util.Locale.ROOT));
            assertTrue(!value.isEmpty() || !header.path("required").asBoolean(), () -> asked + " without " + named.getKey());
            String schema = named.getValue().has("$ref")
                    ? named.getValue().get("$ref").asText().substring(1) + "/schema"
                    : response + "/headers/" + named.getKey() + "/schema";
            assertEquals(List.of(), value.isEmpty() ? List.of() : DESCRIPTION.faults(schema, TextNode.valueOf(value)), () -> asked + " with " + named.getKey());
        }
    }

    private static void seen(String what) {
        Optional<Path> folder = folder().filter(any -> SEEN.add(what));
        folder.ifPresent(one -> {
            try {
                Files.createDirectories(one);
                Files.writeString(one.resolve(ProcessHandle.current().pid() + ".txt"), what + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** Everything that the description says may be answered, as it is written down. */
    static Set<String> described() {
        Set<String> all = new TreeSet<>();
        DESCRIPTION.problems(ANYWHERE).forEach(type -> all.add("* " + type));
        for (Operation operation : DESCRIPTION.operations()) {
            for (String status : DESCRIPTION.statuses(operation)) {
                Set<String> problems = DESCRIPTION.problems(DESCRIPTION.response(operation, status));
                (problems.isEmpty() ? Set.of("-") : problems).forEach(type -> all.add(operation + " " + status + ' ' + type));
            }
        }
        return all;
    }

    /** Everything that was answered in this build. */
    static Set<String> answered(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> all = new TreeSet<>();
            for (Path file : files.filter(Predicate.not(Files::isDirectory)).toList()) {
                all.addAll(Files.readAllLines(file));
            }
            return all;
        }
    }
}
