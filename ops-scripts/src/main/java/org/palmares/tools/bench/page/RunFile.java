package org.palmares.tools.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.palmares.tools.terminal.ToolException;

/**
 * A run as {@code --json} wrote it.
 *
 * @param name of its file
 * @param json what is in it
 */
public record RunFile(String name, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads {@code file}. */
    public static RunFile read(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            if (!json.path("bench").isTextual() || !json.path("figures").isObject() || !json.path("at").isTextual()) {
                throw new ToolException(file + " is no run of palmares bench: it has no bench, at and figures.");
            }
            return new RunFile(file.toString(), json);
        } catch (IOException unreadable) {
            throw new ToolException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Which benchmark it was. */
    public String bench() {
        return json.path("bench").asText();
    }

    /** When, in UTC. */
    String at() {
        return json.path("at").asText();
    }

    /** Whether the machine had time for it. */
    public boolean quotable() {
        return json.path("quotable").asBoolean(false);
    }

    /** Why it is not to be quoted. */
    public String objections() {
        StringBuilder text = new StringBuilder();
        json.path("notQuotable").forEach(objection -> text.append(text.isEmpty() ? "" : "; ").append(objection.asText()));
        return text.isEmpty() ? "it does not say that it is" : text.toString();
    }

    /** A figure by its path, names with dots between them; empty where there is none. */
    OptionalDouble figure(String path) {
        JsonNode at = json.path("figures");
        for (String name : path.split("\\.")) {
            at = at.path(name);
        }
        return at.isNumber() ? OptionalDouble.of(at.asDouble()) : OptionalDouble.empty();
    }

    /** All figures by their paths. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        collect("", json.path("figures"), figures);
        return figures;
    }

    private static void collect(String path, JsonNode node, Map<String, Double> into) {
        if (node.isNumber()) {
            into.put(path, node.asDouble());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + '.' + i, node.get(i), into);
            }
        } else {
            node.properties().forEach(field -> collect(path.isEmpty() ? field.getKey() : path + '.' + field.getKey(), field.getValue(), into));
        }
    }

    /** On what, in a few words. */
    String machine() {
        JsonNode machine = json.path("machine");
        return machine.path("cores").asText("?") + " cores (" + machine.path("model").asText("unknown") + "), " + machine.path("memoryGigabytes").asText("?") + " GB, "
                + machine.path("system").asText("?") + ", " + machine.path("java").asText("?");
    }

    /** Which state of the sources. */
    String commit() {
        return json.path("commit").asText("unknown");
    }
}
