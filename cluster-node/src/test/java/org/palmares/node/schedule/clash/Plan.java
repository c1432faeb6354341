package org.palmares.node.schedule.clash;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;

/** Timetables for tests, in few words: all of one day, at one venue. */
final class Plan {

    static final Map<String, Severity> SEVERITIES = Map.of(
            "location-double-booked", Severity.ERROR,
            "participant-overlap", Severity.ERROR,
            "participant-rest", Severity.WARNING,
            "outside-session", Severity.WARNING,
            "session-overlap", Severity.WARNING,
            "medal-clash", Severity.NOTE,
            "no-time", Severity.WARNING);

    /** A minute of tolerance, half an hour of rest, a quarter of an hour around sessions; in equestrian, sessions are together. */
    static final ClashSettings SETTINGS = new ClashSettings(
            new ClashSettings.Discipline(SEVERITIES, limits(false)),
            Map.of("EQU", new ClashSettings.Discipline(SEVERITIES, limits(true)), "SHO", new ClashSettings.Discipline(Map.of(), limits(false))));

    private final List<PlannedUnit> units = new ArrayList<>();
    private final List<PlannedSession> sessions = new ArrayList<>();

    /** What is said of a unit, by one letter: L location, S session, P participants, T type, X status, M medal, V venue, H hidden. */
    record Said(Map<Character, String> words) {

        private static Said of(String... words) {
            Map<Character, String> said = new HashMap<>();
            for (String word : words) {
                said.put(word.charAt(0), word.substring(1));
            }
            return new Said(said);
        }

        private String get(char letter, String otherwise) {
            return words.getOrDefault(letter, otherwise);
        }
    }

    static ClashSettings.Limits limits(boolean together) {
        return new ClashSettings.Limits(Duration.ofMinutes(1), Duration.ofMinutes(30), Duration.ofMinutes(15), Duration.ofMinutes(5), together);
    }

    /** A code of a unit: discipline and unit are enough. */
    static Rsc code(String discipline, String unit) {
        return new Rsc((discipline + "MEVENT" + "-".repeat(34)).substring(0, 22) + (unit + "-".repeat(12)).substring(0, 12));
    }

    static Optional<OffsetDateTime> time(String time) {
        return time.isEmpty() ? Optional.empty() : Optional.of(LocalDate.of(2030, 8, 4).atTime(LocalTime.parse(time)).atOffset(ZoneOffset.ofHours(2)));
    }

    /** Adds a unit. */
    Plan unit(String code, String start, String end, String... said) {
        Said is = Said.of(said);
        units.add(new PlannedUnit(
                code(code.substring(0, 3), code.substring(4)),
                ScheduleStatus.valueOf(is.get('X', "SCHEDULED")),
                time(start),
                time(end),
                is.get('V', "STA"),
                is.get('L', ""),
                is.get('S', ""),
                "",
                is.words().containsKey('H'),
                Integer.parseInt(is.get('M', "0")),
                is.get('T', "3"),
                is.get('P', "").isEmpty() ? List.of() : List.of(is.get('P', "").split("\\+"))));
        return this;
    }

    /** Adds a session. */
    Plan session(String code, String start, String end, String... said) {
        Said is = Said.of(said);
        sessions.add(new PlannedSession(code.substring(0, 3), code, time(start), time(end), is.get('V', "STA"), is.get('X', "SCHEDULED")));
        return this;
    }

    Timetable timetable() {
        return Timetable.of(units, sessions);
    }

    Clashes clashes() {
        return Clashes.of(timetable(), SETTINGS);
    }
}
