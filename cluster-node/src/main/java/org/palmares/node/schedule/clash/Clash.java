package org.palmares.node.schedule.clash;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.palmares.protocol.odf.Sha256;

/**
 * Something that does not go together.
 *
 * @param id names it: made of its rule and of what clashes, so it is the same in every data centre and after every restart
 * @param rule name of the rule
 * @param severity how bad it is
 * @param text which text tells it: the rule's name, or one of the variants of it
 * @param units what clashes, by time; as planned when it was found
 * @param sessions sessions that are part of it
 * @param participants codes of the persons concerned, in order
 * @param values for the text
 */
public record Clash(
        String id,
        String rule,
        Severity severity,
        String text,
        List<PlannedUnit> units,
        List<PlannedSession> sessions,
        List<String> participants,
        Map<String, String> values) {

    private static final int ID_DIGITS = 16;

    public Clash {
        units = List.copyOf(units);
        sessions = List.copyOf(sessions);
        participants = List.copyOf(participants);
        values = Map.copyOf(values);
    }

    /** Times and persons may change: what clashes are the same units, else the same sessions. */
    static Clash of(String rule, Severity severity, Finding finding) {
        Stream<String> what = finding.units().isEmpty()
                ? finding.sessions().stream().map(PlannedSession::key)
                : finding.units().stream().map(unit -> unit.code().value());
        String name = Stream.concat(Stream.of(rule), what.sorted()).collect(Collectors.joining("\n"));
        return new Clash(
                Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS),
                rule,
                finding.onlyNoted() ? Severity.NOTE : severity,
                rule + finding.variant(),
                finding.units().stream().sorted(PlannedUnit.IN_ORDER).toList(),
                finding.sessions(),
                finding.participants().stream().sorted(Comparator.naturalOrder()).toList(),
                finding.values());
    }
}
