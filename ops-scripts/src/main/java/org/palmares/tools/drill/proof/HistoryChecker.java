package org.palmares.tools.drill.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.palmares.tools.drill.proof.Evidence.Outcome;
import org.palmares.tools.drill.proof.Evidence.Write;

/**
 * Judges what was seen from outside against what all data centres say in the end. The promises: an acknowledged message is in the journals and
 * what is shown is it or a newer one (one that was superseded when it came need not be in the journals); a refused one is nowhere; an unknown one
 * is everywhere or nowhere; nobody shows what nobody sent; a
 * version has the same content everywhere; all agree; what was told to readers is judged by {@link ReaderLife}.
 */
public final class HistoryChecker {

    /** What is wrong. */
    public enum Kind {
        LOST,
        REFUSED_BUT_PRESENT,
        UNKNOWN_IN_SOME_ONLY,
        INVENTED,
        OTHER_CONTENT,
        DISAGREEMENT,
        READER_MISSED_FINAL,
        READER_WENT_BACK,
        READER_REPEAT_AS_NEW
    }

    /** One thing that is wrong, in a sentence. */
    public record Finding(Kind kind, String text) {}

    private final Evidence evidence;
    private final List<FinalState> finals;
    private final Map<String, NavigableMap<Long, Outcome>> sent = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private HistoryChecker(Evidence evidence, List<FinalState> finals) {
        this.evidence = evidence;
        this.finals = finals;
    }

    /** Everything that is wrong; empty when every promise was kept. */
    public static List<Finding> check(Evidence evidence, List<FinalState> finals) {
        HistoryChecker checker = new HistoryChecker(evidence, finals);
        checker.writes();
        checker.contents();
        checker.agreement();
        ReaderLife.check(evidence, checker::found);
        return List.copyOf(checker.findings);
    }

    private void found(Kind kind, String text) {
        findings.add(new Finding(kind, text));
    }

    private void writes() {
        evidence.writes().forEach(write -> sent.computeIfAbsent(write.unit(), any -> new TreeMap<>()).put(write.version(), write.outcome()));
        evidence.writes().forEach(this::written);
        for (FinalState site : finals) {
            sent.forEach((unit, versions) -> shown(site, unit, versions));
        }
    }

    private void written(Write write) {
        List<FinalState> asked = finals.stream().filter(site -> site.journalled().containsKey(write.unit())).toList();
        List<String> with = asked.stream().filter(site -> site.journalled().get(write.unit()).containsKey(write.version())).map(FinalState::site).toList();
        String what = "version " + write.version() + " of " + write.unit();
        if (write.outcome() == Outcome.REFUSED) {
            with.forEach(site -> found(Kind.REFUSED_BUT_PRESENT, what + " was refused and is in the journals as " + site + " reads them"));
        } else if (write.outcome() == Outcome.ACKNOWLEDGED && !write.superseded()) {
            asked.stream().map(FinalState::site).filter(site -> !with.contains(site)).forEach(site ->
                    found(Kind.LOST, what + " was acknowledged and is not in the journals as " + site + " reads them"));
        } else if (!with.isEmpty() && with.size() < asked.size()) {
            String why = write.superseded() ? " was superseded when it came" : " had no answer";
            found(Kind.UNKNOWN_IN_SOME_ONLY, what + why + " and is in the journals as " + with + " read them, but not in all");
        }
    }

    private void shown(FinalState site, String unit, NavigableMap<Long, Outcome> versions) {
        if (!site.shown().containsKey(unit)) {
            return;
        }
        long shown = site.shown().get(unit).version();
        Optional<Long> owed = versions.entrySet().stream()
                .filter(version -> version.getValue() == Outcome.ACKNOWLEDGED)
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder());
        if (owed.isPresent() && shown < owed.get()) {
            found(Kind.LOST, site.site() + " shows version " + shown + " of " + unit + ", although " + owed.get() + " was acknowledged");
        }
        // What is older than all that was sent is of an earlier prober, after whose versions this one went on.
        if (shown > versions.firstKey() && !versions.containsKey(shown)) {
            found(Kind.INVENTED, site.site() + " shows version " + shown + " of " + unit + ", which nobody sent");
        }
        if (versions.get(shown) == Outcome.REFUSED) {
            found(Kind.REFUSED_BUT_PRESENT, site.site() + " shows version " + shown + " of " + unit + ", which was refused");
        }
    }

    /** A version is sent with one content, so that is what everybody has to have of it. */
    private void contents() {
        Map<String, Map<String, Set<String>>> held = new TreeMap<>();
        for (FinalState site : finals) {
            site.journalled().forEach((unit, versions) -> versions.forEach((version, hashes) -> {
                if (sent.getOrDefault(unit, Collections.emptyNavigableMap()).containsKey(version)) {
                    hashes.forEach(hash -> hold(held, "version " + version + " of " + unit + " in the journals", hash, site));
                }
            }));
            site.shown().forEach((unit, shown) -> hold(held, "version " + shown.version() + " of " + unit + " as shown", shown.content(), site));
        }
        held.forEach((what, contents) -> {
            if (contents.size() > 1) {
                found(Kind.OTHER_CONTENT, what + " is not the same everywhere: " + contents);
            }
        });
    }

    private static void hold(Map<String, Map<String, Set<String>>> held, String what, String content, FinalState site) {
        held.computeIfAbsent(what, any -> new TreeMap<>()).computeIfAbsent(content, any -> new TreeSet<>()).add(site.site());
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
