package org.palmares.node.schedule.clash;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How strictly a timetable is checked.
 *
 * @param standard for disciplines of which nothing is set
 * @param disciplines by code of the discipline
 */
public record ClashSettings(Discipline standard, Map<String, Discipline> disciplines) {

    public ClashSettings {
        disciplines = Map.copyOf(disciplines);
    }

    /**
     * What holds for a discipline.
     *
     * @param severities by name of the rule; a rule that is not in it is off
     * @param limits its limits
     */
    public record Discipline(Map<String, Severity> severities, Limits limits) {

        public Discipline {
            severities = Map.copyOf(severities);
        }
    }

    /**
     * Limits of the rules.
     *
     * @param tolerance what overlaps for less does not clash
     * @param rest the least time between two units of a person
     * @param sessionMargin what a unit may begin before its session or end after it
     * @param medalsApart gold medals of two disciplines that are decided within less coincide
     * @param sessionTogether whether units of one session may share a place and participants: heats that overlap, one ride that counts twice
     */
    public record Limits(Duration tolerance, Duration rest, Duration sessionMargin, Duration medalsApart, boolean sessionTogether) {}

    /** What holds for {@code discipline}. */
    Discipline of(String discipline) {
        return disciplines.getOrDefault(discipline, standard);
    }

    /** The limits that hold for {@code discipline}. */
    public Limits limits(String discipline) {
        return of(discipline).limits();
    }

    /** How bad it is where {@code rule} finds something between {@code concerned}: as bad as for the strictest of them; nothing where it is off for all. */
    Optional<Severity> severity(String rule, Stream<String> concerned) {
        return concerned.flatMap(discipline -> Optional.ofNullable(of(discipline).severities().get(rule)).stream()).max(Severity::compareTo);
    }

    /** Short, for it is logged at each start; {@code --print-settings} says it all. */
    @Override
    public String toString() {
        return "the standard, and " + disciplines.size() + " disciplines of their own";
    }
}
