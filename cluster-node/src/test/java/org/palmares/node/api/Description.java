package org.palmares.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code openapi.yaml} as tests look at it. */
final class Description {

    /** That of this node. */
    static final Description HERE = new Description();

    private static final String PLACE = "https://palmares.example/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final String PROBLEM = "/content/application~1problem+json/schema";

    private final JsonNode root = read();
    private final SchemaRegistry schemas = SchemaRegistry.withDialect(Dialects.getOpenApi31(), registry -> registry
            .schemas(Map.of(PLACE, root.toString()))
            .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    /**
     * What is done with a method at an address.
     *
     * @param template the address, with names in braces
     * @param pointer where it stands in the document
     */
    record Operation(String method, String template, String pointer) {
        @Override
        public String toString() {
            return method + ' ' + template;
        }
    }

    private static JsonNode read() {
        try (InputStream in = Description.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.get("paths").fieldNames().forEachRemaining(template -> operations.addAll(operations(template)));
        return operations;
    }

    private List<Operation> operations(String template) {
        String pointer = "/paths/" + template.replace("/", "~1");
        return names(root.at(pointer))
                .filter(METHODS::contains)
                .map(method -> new Operation(method.toUpperCase(Locale.ROOT), template, pointer + '/' + method))
                .toList();
    }

    /** All that are described at {@code path}; empty where nothing is. */
    List<Operation> at(String path) {
        return names(root.get("paths")).filter(template -> fits(template, path)).map(this::operations).findFirst().orElse(List.of());
    }

    private static boolean fits(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        boolean fits = wanted.length == given.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = wanted[i].startsWith("{") ? !given[i].isEmpty() : wanted[i].equals(given[i]);
        }
        return fits;
    }

    /** Where the answer with {@code status} is described, its references followed; that of all others where there is none of its own. */
    String response(Operation operation, String status) {
        String responses = operation.pointer() + "/responses/";
        return followed(responses + (root.at(responses + status).isMissingNode() ? "default" : status));
    }

    /** The statuses that an operation has an answer of its own for. */
    List<String> statuses(Operation operation) {
        return names(root.at(operation.pointer() + "/responses")).filter(status -> !status.equals("default")).toList();
    }

    /** The types of problem that an answer may be; empty where it is none. */
    Set<String> problems(String response) {
        Set<String> types = new TreeSet<>();
        root.at(response + PROBLEM + "/properties/type/enum").forEach(type -> types.add(type.asText()));
        return types;
    }

    /** Names, in query, path or header, of the parameters of an operation. */
    Stream<JsonNode> parameters(Operation operation) {
        return StreamSupport.stream(root.at(operation.pointer() + "/parameters").spliterator(), false).map(this::followed);
    }

    /** The address of an operation with the examples of its parameters. */
    String address(Operation operation) {
        String address = operation.template();
        for (JsonNode parameter : parameters(operation).filter(one -> one.get("in").asText().equals("path")).toList()) {
            address = address.replace('{' + parameter.get("name").asText() + '}', parameter.get("example").asText());
        }
        return address;
    }

    JsonNode followed(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    private String followed(String pointer) {
        JsonNode reference = root.at(pointer).path("$ref");
        return reference.isMissingNode() ? pointer : reference.asText().substring(1);
    }

    /** What is wrong with {@code value}, by the schema at {@code pointer}. */
    List<Error> faults(String pointer, JsonNode value) {
        return schemas.getSchema(SchemaLocation.of(PLACE + '#' + pointer.replace("{", "%7B").replace("}", "%7D"))).validate(value);
    }

    static Stream<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    /** The part of {@code contentType} before its parameters. */
    static String plain(String contentType) {
        return Optional.of(contentType.indexOf(';')).filter(end -> end >= 0).map(end -> contentType.substring(0, end)).orElse(contentType).strip();
    }
}
