package org.palmares.tools.drill.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Asks data centres what they have in the end. */
public final class FinalReads {

    private FinalReads() {}

    /**
     * What a data centre says.
     *
     * @param ask JSON of a path; empty where there is no answer
     * @return empty where it does not answer
     */
    public static Optional<FinalState> of(String site, Set<String> units, Function<String, Optional<JsonNode>> ask) {
        Optional<JsonNode> boards = ask.apply("/v1/ops/boards");
        if (boards.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> shown = new HashMap<>();
        Map<String, Set<Long>> journalled = new HashMap<>();
        for (String unit : units) {
            ask.apply("/v1/units/" + unit + "/result?games=" + Prober.CODE + "-T").ifPresent(result -> shown.put(unit, result.path("version").asLong()));
            Set<Long> versions = new TreeSet<>();
            ask.apply("/v1/ops/journals/" + unit.substring(0, 22) + "?games=" + Prober.CODE + "-T").ifPresent(journal -> journal.path("events").forEach(event -> {
                if (event.path("code").asText().equals(unit)) {
                    versions.add(event.path("version").asLong());
                }
            }));
            journalled.put(unit, versions);
        }
        Map<String, String> digests = new HashMap<>();
        boards.get().path("competitions").properties().forEach(competition -> {
            if (competition.getKey().startsWith(Prober.CODE + "-T~")) {
                digests.put(competition.getKey(), competition.getValue().path("position").asText() + ' ' + competition.getValue().path("digest").asText());
            }
        });
        return Optional.of(new FinalState(site, shown, journalled, digests));
    }

    /** What all of them say, once their digests agree or {@code tries} are over. */
    public static List<FinalState> settled(List<String> sites, java.util.function.IntFunction<Optional<FinalState>> of, int tries) {
        List<FinalState> finals = List.of();
        for (int i = 0; i < tries; i++) {
            List<FinalState> now = new ArrayList<>();
            for (int site = 0; site < sites.size(); site++) {
                of.apply(site).ifPresent(now::add);
            }
            finals = List.copyOf(now);
            if (finals.size() == sites.size() && finals.stream().map(FinalState::digests).distinct().count() == 1) {
                return finals;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(500_000_000L);
        }
        return finals;
    }
}
