package org.palmares.tools.drill.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists that are given in pages, whole. */
public final class Pages {

    /** Items that are asked for at once, the most that there may be. */
    private static final int LIMIT = 1_000;
    /** More pages than any list of a run has. */
    private static final int PAGES_MAX = 1_000;

    private Pages() {}

    /**
     * All pages of a list.
     *
     * @param path of the list, with or without a query
     * @param ask the JSON at a path; empty where there is none
     * @return empty where one of them is not answered
     */
    public static Optional<List<JsonNode>> all(String path, Function<String, Optional<JsonNode>> ask) {
        List<JsonNode> pages = new ArrayList<>();
        String first = path + (path.contains("?") ? '&' : '?') + "limit=" + LIMIT;
        String next = first;
        while (pages.size() < PAGES_MAX) {
            Optional<JsonNode> page = ask.apply(next);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            pages.add(page.get());
            String cursor = page.get().path("next").asText("");
            if (cursor.isEmpty() || page.get().path("next").isNull()) {
                return Optional.of(pages);
            }
            next = first + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        return Optional.empty();
    }
}
