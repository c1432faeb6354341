package org.palmares.tools.drill.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.palmares.tools.drill.proof.Evidence.Event;
import org.palmares.tools.drill.proof.Evidence.Outcome;
import org.palmares.tools.drill.proof.Evidence.Write;

/** What was measured, by name; milliseconds where the name says so. Pure. */
final class Figures {

    private final Evidence evidence;
    private final Course course;
    private final Map<String, Long> figures = new LinkedHashMap<>();

    private Figures(Evidence evidence, Course course) {
        this.evidence = evidence;
        this.course = course;
    }

    /** The figures of what was seen during {@code course}. */
    static Map<String, Long> of(Evidence evidence, Course course, List<HistoryChecker.Finding> findings) {
        Figures made = new Figures(evidence, course);
        made.counts(findings);
        made.writers();
        made.readers();
        CrowdFigures.of(evidence, course).forEach(made.figures::putIfAbsent);
        made.survivors();
        made.since("detectionMillis", course.detected());
        course.converged().ifPresent(at -> made.figures.put("convergenceMillis", millis(course.mended(), at)));
        return made.figures;
    }

    private void counts(List<HistoryChecker.Finding> findings) {
        for (Outcome outcome : Outcome.values()) {
            figures.put(outcome.name().toLowerCase(java.util.Locale.ROOT), evidence.writes().stream().filter(write -> write.outcome() == outcome).count());
        }
        figures.put("lost", findings.stream().filter(finding -> finding.kind() == HistoryChecker.Kind.LOST).count());
        figures.put("findings", (long) findings.size());
        figures.put("readersMissedFinal", findings.stream().filter(finding -> finding.kind() == HistoryChecker.Kind.READER_MISSED_FINAL).count());
    }

    /** What went wrong before the fault, such as first requests to a cold system, is not the fault's doing. */
    private boolean counts(String site, Instant at) {
        return !at.isBefore(course.fault()) && !excused(site, at);
    }

    private boolean excused(String site, Instant at) {
        return course.down().contains(site) && !at.isBefore(course.fault().minusMillis(50)) && at.isBefore(course.mended().plusSeconds(1));
    }

    /** How far what the others showed was behind what had been acknowledged by then, and whether they said that they are ready. */
    private void survivors() {
        Map<String, NavigableMap<Long, Instant>> acknowledged = new HashMap<>();
        evidence.writes().stream()
                .filter(write -> write.outcome() == Outcome.ACKNOWLEDGED)
                .forEach(write -> acknowledged.computeIfAbsent(write.unit(), any -> new TreeMap<>()).put(write.version(), write.end()));
        evidence.looks().stream()
                .filter(look -> counts(look.site(), look.asked()) && look.asked().isBefore(course.mended()))
                .mapToLong(look -> behind(look, acknowledged.getOrDefault(look.unit(), Collections.emptyNavigableMap())))
                .max()
                .ifPresent(worst -> figures.put("worstBoardLagMillis", worst));
        if (!evidence.ready().isEmpty()) {
            figures.put("notReady", evidence.ready().stream().filter(look -> !look.ready() && counts(look.site(), look.at())).count());
        }
    }

    private static long behind(Evidence.Look look, NavigableMap<Long, Instant> acknowledged) {
        return acknowledged.tailMap(look.version(), false).values().stream()
                .mapToLong(end -> millis(end, look.asked()))
                .filter(millis -> millis > 0)
                .max()
                .orElse(0);
    }

    private void writers() {
        List<Write> acknowledged = evidence.writes().stream().filter(write -> write.outcome() == Outcome.ACKNOWLEDGED).toList();
        List<Write> during = acknowledged.stream()
                .filter(write -> write.end().isAfter(course.fault()) && write.start().isBefore(course.mended()))
                .toList();
        List<Long> before = acknowledged.stream().filter(write -> write.end().isBefore(course.fault())).map(Write::millis).sorted().toList();
        List<Long> times = during.stream().map(Write::millis).sorted().toList();
        // Less than what was asked for where the machine was too busy for it.
        figures.put("messagesPerMinute", perMinute(during.size()));
        at(before, 0.5, "medianAcknowledgementBeforeMillis");
        at(times, 0.5, "medianAcknowledgementMillis");
        at(times, 0.99, "slowAcknowledgementMillis");
        at(times, 1, "worstAcknowledgementMillis");
        figures.put("failedAttempts", evidence.writes().stream()
                .flatMap(write -> write.failures().stream())
                .filter(failure -> counts(failure.site(), failure.at()))
                .count());
        figures.put("failedBeforeFault", Stream.concat(
                        evidence.writes().stream().flatMap(write -> write.failures().stream()).map(Evidence.Failure::at),
                        evidence.reads().stream().filter(read -> read.error() != null).map(Evidence.Read::at))
                .filter(at -> at.isBefore(course.fault()))
                .count());
        silences();
        servingAgain();
    }

    private long perMinute(int messages) {
        return messages * Duration.ofMinutes(1).toMillis() / Math.max(1, millis(course.fault(), course.mended()));
    }

    private static void put(Map<String, Long> figures, String name, Optional<Long> value) {
        value.ifPresent(known -> figures.put(name, known));
    }

    private void at(List<Long> sorted, double share, String name) {
        put(figures, name, sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1)));
    }

    /** Longest time between two acknowledgements of each competition that touches the fault. */
    Map<String, Long> silenceByUnit() {
        Map<String, Long> silence = new TreeMap<>();
        acknowledgements().forEach((unit, ends) -> {
            long longest = 0;
            for (int i = 1; i < ends.size(); i++) {
                if (ends.get(i).isAfter(course.fault()) && ends.get(i - 1).isBefore(course.mended())) {
                    longest = Math.max(longest, millis(ends.get(i - 1), ends.get(i)));
                }
            }
            silence.put(unit, longest);
        });
        return silence;
    }

    private Map<String, List<Instant>> acknowledgements() {
        return evidence.writes().stream()
                .filter(write -> write.outcome() == Outcome.ACKNOWLEDGED)
                .sorted(java.util.Comparator.comparing(Write::end))
                .collect(Collectors.groupingBy(Write::unit, TreeMap::new, Collectors.mapping(Write::end, Collectors.toList())));
    }

    private void silences() {
        List<Long> silences = silenceByUnit().values().stream().sorted().toList();
        at(silences, 0.5, "medianSilenceMillis");
        at(silences, 1, "worstSilenceMillis");
    }

    /** From the fault, and from the beginning of mending, to an acknowledgement of every competition. */
    private void servingAgain() {
        Map<String, List<Instant>> ends = acknowledgements();
        figure("firstAcknowledgementMillis", ends, course.fault());
        figure("servingAgainMillis", ends, course.mending());
    }

    private void figure(String name, Map<String, List<Instant>> ends, Instant from) {
        List<Optional<Instant>> firsts = ends.values().stream().map(of -> of.stream().filter(end -> end.isAfter(from)).findFirst()).toList();
        if (!firsts.isEmpty() && firsts.stream().allMatch(Optional::isPresent)) {
            figures.put(name, firsts.stream().map(Optional::get).mapToLong(first -> millis(from, first)).max().orElse(0));
        }
    }

    private void readers() {
        figures.put("reads", evidence.reads().stream().filter(read -> read.error() == null).mapToLong(Evidence.Read::count).sum());
        figures.put("failedReads", evidence.reads().stream().filter(read -> read.error() != null && counts(read.site(), read.at())).count());
        figures.put("events", (long) evidence.events().size());
        figures.put("repeatedHarmless", repeated());
        List<Long> away = new ArrayList<>();
        for (String reader : evidence.streams().stream().map(Evidence.Stream::reader).collect(Collectors.toCollection(java.util.TreeSet::new))) {
            away.addAll(timesAway(reader));
        }
        figures.put("reconnects", (long) away.size());
        at(away.stream().sorted().toList(), 1, "worstReconnectMillis");
        figures.put("resyncs", evidence.streams().stream().filter(stream -> stream.what().equals("resync")).count());
    }

    private List<Long> timesAway(String reader) {
        List<Long> away = new ArrayList<>();
        Optional<Instant> gone = Optional.empty();
        for (Evidence.Stream stream : evidence.streams()) {
            if (stream.reader().equals(reader) && stream.what().equals("began")) {
                gone.ifPresent(since -> away.add(millis(since, stream.at())));
                gone = Optional.empty();
            } else if (stream.reader().equals(reader) && gone.isEmpty() && !stream.what().equals("resync")) {
                gone = Optional.of(stream.at());
            }
        }
        return away;
    }

    private long repeated() {
        Map<String, Set<String>> known = new HashMap<>();
        long repeated = 0;
        for (Event event : evidence.events()) {
            boolean fresh = known.computeIfAbsent(event.reader(), any -> new HashSet<>()).add(event.unit() + ' ' + event.version() + ' ' + event.position());
            repeated += fresh ? 0 : 1;
        }
        return repeated;
    }

    private void since(String name, Optional<Instant> at) {
        at.ifPresent(moment -> figures.put(name, millis(course.fault(), moment)));
    }

    static Map<String, Long> silence(Evidence evidence, Course course) {
        return new Figures(evidence, course).silenceByUnit();
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
