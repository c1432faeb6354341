package org.palmares.tools.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.drill.proof.Pages;

/**
 * Whether all data centres know what each of them knows, while messages go on: what one showed a moment ago, all the others have to show now.
 */
final class Convergence {

    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final OpsClient ops;
    private final int sites;

    Convergence(OpsClient ops, int sites) {
        this.ops = ops;
        this.sites = sites;
    }

    /** The moment at which all were seen to agree; empty when they did not within {@code longest}. */
    Optional<Instant> await(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        Optional<List<Map<String, Map<String, Long>>>> before = positions();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            Instant at = Instant.now();
            Optional<List<Map<String, Map<String, Long>>>> now = positions();
            if (before.isPresent() && now.isPresent() && covered(before.get(), now.get())) {
                return Optional.of(at);
            }
            before = now;
        }
        return Optional.empty();
    }

    static boolean covered(List<Map<String, Map<String, Long>>> before, List<Map<String, Map<String, Long>>> now) {
        for (Map<String, Map<String, Long>> site : before) {
            for (Map.Entry<String, Map<String, Long>> competition : site.entrySet()) {
                if (now.stream().anyMatch(other -> !covers(other.getOrDefault(competition.getKey(), Map.of()), competition.getValue()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean covers(Map<String, Long> position, Map<String, Long> other) {
        return other.entrySet().stream().allMatch(number -> position.getOrDefault(number.getKey(), 0L) >= number.getValue());
    }

    /** Numbers by letter of the replica, of a position such as {@code p12-m7-b3}; nothing for {@code 0}. */
    static Map<String, Long> parse(String position) {
        Map<String, Long> numbers = new HashMap<>();
        for (String part : position.split("-")) {
            if (part.length() > 1) {
                numbers.put(part.substring(0, 1), Long.parseLong(part.substring(1)));
            }
        }
        return numbers;
    }

    /** Positions of all competitions in each data centre; empty when one does not answer. */
    private Optional<List<Map<String, Map<String, Long>>>> positions() {
        List<Map<String, Map<String, Long>>> all = new ArrayList<>();
        for (int site = 0; site < sites; site++) {
            int asked = site;
            Optional<List<JsonNode>> boards = Pages.all(Paths.of(Paths.OPS, Paths.BOARDS), path -> ops.from(asked, path));
            if (boards.isEmpty()) {
                return Optional.empty();
            }
            Map<String, Map<String, Long>> positions = new HashMap<>();
            boards.get().forEach(page -> page.path(Paths.COMPETITIONS).properties().forEach(competition ->
                    positions.put(competition.getKey(), parse(competition.getValue().path("position").asText()))));
            all.add(positions);
        }
        return Optional.of(all);
    }
}
