package org.palmares.tools.site.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palmares.tools.terminal.ToolException;

/**
 * Where data centres that do not simply live on this machine do, kept with what they write: every later command finds them by {@code --var}. A
 * line for each, with its name, its address and what its processes are started with.
 */
public final class Places {

    private static final String NAME = "places";

    private Places() {}

    /** None where nothing was said. */
    public static Map<String, Place> in(Path var) {
        Path file = var.resolve(NAME);
        Map<String, Place> places = new HashMap<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                List<String> words = List.of(line.strip().split(" "));
                if (words.size() < 2) {
                    throw new ToolException("The line \"" + line + "\" of " + file + " says no address.");
                }
                places.put(words.get(0), new Place(words.get(1), words.subList(2, words.size())));
            }
            return places;
        } catch (IOException unreadable) {
            throw new ToolException("Where the data centres live cannot be read from " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Keeps {@code places} in {@code var}. */
    public static void remember(Path var, Map<String, Place> places) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(places).forEach((site, place) ->
                lines.append(site).append(' ').append(place.host()).append(' ').append(String.join(" ", place.prefix())).append('\n'));
        try {
            Files.createDirectories(var);
            Files.writeString(var.resolve(NAME), lines);
        } catch (IOException failed) {
            throw new ToolException("The folder " + var + " cannot be written: " + failed.getMessage(), failed);
        }
    }
}
