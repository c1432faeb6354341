package org.palmares.tools.drill.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.palmares.protocol.contract.Paths;

/** Asks data centres what they have in the end. */
public final class FinalReads {

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** An answer of a data centre. */
    public record Reply(int status, JsonNode body) {}

    private FinalReads() {}

    /**
     * What a data centre says.
     *
     * @param ask the answer to a path; empty where there is none
     * @return empty where it does not answer
     */
    public static Optional<FinalState> of(String site, Set<String> units, Function<String, Optional<Reply>> ask) {
        Function<String, Optional<JsonNode>> json = path -> ask.apply(path).filter(reply -> reply.status() == OK).map(Reply::body);
        Optional<List<JsonNode>> boards = Pages.all(Paths.of(Paths.OPS, Paths.BOARDS), json);
        if (boards.isEmpty()) {
            return Optional.empty();
        }
        Map<String, FinalState.Shown> shown = new HashMap<>();
        Map<String, Map<Long, Set<String>>> journalled = new HashMap<>();
        for (String unit : units) {
            ask.apply(Paths.of(Paths.UNITS) + "/" + unit + "/result?games=" + Prober.games()).flatMap(FinalReads::shown).ifPresent(result -> shown.put(unit, result));
            // Only an answer tells that a journal has nothing: "not found" says that it was not read.
            Pages.all(Paths.of(Paths.OPS, Paths.JOURNALS) + "/" + unit.substring(0, 22) + "?games=" + Prober.games(), json)
                    .ifPresent(pages -> journalled.put(unit, versions(unit, pages)));
        }
        Map<String, String> digests = new HashMap<>();
        boards.get().forEach(page -> page.path(Paths.COMPETITIONS).properties().forEach(competition -> {
            if (competition.getKey().startsWith(Prober.games() + "~")) {
                digests.put(competition.getKey(), competition.getValue().path("position").asText() + ' ' + competition.getValue().path("digest").asText());
            }
        }));
        return Optional.of(new FinalState(site, shown, journalled, digests));
    }

    private static Optional<FinalState.Shown> shown(Reply reply) {
        if (reply.status() == NOT_FOUND) {
            return Optional.of(FinalState.Shown.NOTHING);
        }
        if (reply.status() != OK) {
            return Optional.empty();
        }
        ObjectNode content = reply.body().deepCopy();
        content.remove("position");
        String name = UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8)).toString();
        return Optional.of(new FinalState.Shown(content.path("version").asLong(), name));
    }

    private static Map<Long, Set<String>> versions(String unit, List<JsonNode> journal) {
        Map<Long, Set<String>> versions = new TreeMap<>();
        journal.forEach(page -> page.path("events").forEach(event -> {
            if (event.path("code").asText().equals(unit)) {
                versions.computeIfAbsent(event.path("version").asLong(), any -> new TreeSet<>()).add(event.path("hash").asText());
            }
        }));
        return versions;
    }

    /** What all of them say of {@code units}, once all tell and their digests agree, or after {@code longest}. */
    public static List<FinalState> settled(List<String> sites, Set<String> units, IntFunction<Optional<FinalState>> of, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            List<FinalState> now = new ArrayList<>();
            for (int site = 0; site < sites.size(); site++) {
                of.apply(site).ifPresent(now::add);
            }
            List<FinalState> finals = List.copyOf(now);
            boolean told = finals.size() == sites.size() && finals.stream().allMatch(site -> units.stream().allMatch(site::tellsOf));
            if (told && finals.stream().map(FinalState::digests).distinct().count() == 1 || System.nanoTime() > end) {
                return finals;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
