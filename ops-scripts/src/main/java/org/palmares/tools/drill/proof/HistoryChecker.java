package org.palmares.tools.drill.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.palmares.tools.drill.proof.Evidence.Outcome;
import org.palmares.tools.drill.proof.Evidence.Write;

/**
 * Judges what was seen from outside against what all data centres say in the end. The promises: an acknowledged message is in the journals and
 * what is shown is it or a newer one (one that was superseded when it came need not be in the journals); a refused one is nowhere; an unknown one
 * is everywhere or nowhere; nobody shows what nobody sent; all
 * agree; what was told to readers is judged by {@link ReaderLife}.
 */
public final class HistoryChecker {

    /** What is wrong. */
    public enum Kind {
        LOST,
        REFUSED_BUT_PRESENT,
        UNKNOWN_IN_SOME_ONLY,
        INVENTED,
        DISAGREEMENT,
        READER_MISSED_FINAL,
        READER_WENT_BACK,
        READER_REPEAT_AS_NEW
    }

    /** One thing that is wrong, in a sentence. */
    public record Finding(Kind kind, String text) {}

    private final Evidence evidence;
    private final List<FinalState> finals;
    private final List<Finding> findings = new ArrayList<>();

    private HistoryChecker(Evidence evidence, List<FinalState> finals) {
        this.evidence = evidence;
        this.finals = finals;
    }

    /** Everything that is wrong; empty when every promise was kept. */
    public static List<Finding> check(Evidence evidence, List<FinalState> finals) {
        HistoryChecker checker = new HistoryChecker(evidence, finals);
        checker.writes();
        checker.agreement();
        ReaderLife.check(evidence, checker::found);
        return List.copyOf(checker.findings);
    }

    private void found(Kind kind, String text) {
        findings.add(new Finding(kind, text));
    }

    private void writes() {
        Map<String, Map<Long, Outcome>> sent = new TreeMap<>();
        evidence.writes().forEach(write -> sent.computeIfAbsent(write.unit(), any -> new TreeMap<>()).put(write.version(), write.outcome()));
        for (Write write : evidence.writes()) {
            written(write);
        }
        for (FinalState site : finals) {
            sent.forEach((unit, versions) -> shown(site, unit, versions));
        }
    }

    private void written(Write write) {
        List<String> with = finals.stream().filter(site -> journalled(site, write.unit()).contains(write.version())).map(FinalState::site).toList();
        String what = "version " + write.version() + " of " + write.unit();
        if (write.superseded()) {
            partly(with, what + " was acknowledged as superseded");
            return;
        }
        switch (write.outcome()) {
            case ACKNOWLEDGED -> finals.stream().filter(site -> !with.contains(site.site())).forEach(site ->
                    found(Kind.LOST, what + " was acknowledged and is not in the journals as " + site.site() + " reads them"));
            case REFUSED -> with.forEach(site -> found(Kind.REFUSED_BUT_PRESENT, what + " was refused and is in the journals as " + site + " reads them"));
            case UNKNOWN -> partly(with, what + " had no answer");
        }
    }

    private void partly(List<String> with, String what) {
        if (!with.isEmpty() && with.size() < finals.size()) {
            found(Kind.UNKNOWN_IN_SOME_ONLY, what + " and is in the journals as " + with + " read them, but not in all");
        }
    }

    private static Set<Long> journalled(FinalState site, String unit) {
        return site.journalled().getOrDefault(unit, Set.of());
    }

    private void shown(FinalState site, String unit, Map<Long, Outcome> versions) {
        Long shown = site.shown().get(unit);
        Optional<Long> owed = versions.entrySet().stream()
                .filter(version -> version.getValue() == Outcome.ACKNOWLEDGED)
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder());
        if (owed.isPresent() && (shown == null || shown < owed.get())) {
            found(Kind.LOST, site.site() + " shows version " + shown + " of " + unit + ", although " + owed.get() + " was acknowledged");
        }
        if (shown != null && !versions.containsKey(shown)) {
            found(Kind.INVENTED, site.site() + " shows version " + shown + " of " + unit + ", which nobody sent");
        }
        if (shown != null && versions.get(shown) == Outcome.REFUSED) {
            found(Kind.REFUSED_BUT_PRESENT, site.site() + " shows version " + shown + " of " + unit + ", which was refused");
        }
    }

    private void agreement() {
        if (finals.isEmpty()) {
            return;
        }
        FinalState first = finals.get(0);
        for (FinalState other : finals.subList(1, finals.size())) {
            Set<String> competitions = new HashSet<>(first.digests().keySet());
            competitions.addAll(other.digests().keySet());
            competitions.stream().sorted().forEach(competition -> {
                String one = first.digests().get(competition);
                String two = other.digests().get(competition);
                if (!Objects.equals(one, two)) {
                    found(Kind.DISAGREEMENT, competition + " is " + one + " in " + first.site() + " and " + two + " in " + other.site());
                }
            });
        }
    }
}
