package org.palmares.node.schedule.storm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.palmares.node.schedule.clash.ClashSettings;
import org.palmares.node.schedule.clash.Clashes;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.node.schedule.clash.Timetable;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.PlanningSettings;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;

/** A timetable and what is asked about it, in few words: times are day and time of August 2030, e.g. {@code 4 10:00}. */
final class Games {

    static final ZoneOffset ZONE = ZoneOffset.ofHours(2);
    private static final int LETTERS_OF_A_CODE = 34;

    private final List<PlannedUnit> units = new ArrayList<>();
    private final List<Disruption> happened = new ArrayList<>();
    private Set<String> disciplines = Set.of();
    private Set<String> held = Set.of();
    private String now = "4 08:00";

    static OffsetDateTime time(String time) {
        String[] parts = time.split(" ");
        return OffsetDateTime.of(LocalDate.of(2030, 8, Integer.parseInt(parts[0])), LocalTime.parse(parts[1]), ZONE);
    }

    private static Optional<OffsetDateTime> maybe(String time) {
        return time.isEmpty() ? Optional.empty() : Optional.of(time(time));
    }

    /** A code: {@code ATH 100M FNL- 0001}, dashes to its full length. */
    static String code(String words) {
        String[] parts = words.split(" ");
        String event = (parts[0] + 'M' + parts[1] + "-".repeat(LETTERS_OF_A_CODE)).substring(0, 22);
        String phase = (parts.length > 2 ? parts[2] : "") + "----";
        return (event + phase.substring(0, 4) + (parts.length > 3 ? parts[3] : "") + "-".repeat(LETTERS_OF_A_CODE)).substring(0, LETTERS_OF_A_CODE);
    }

    /** @param more of a unit, by letter: V venue, L location, S session, P participants, X status, M medal, T type */
    Games unit(String code, String start, String end, String... more) {
        Map<Character, String> said = new HashMap<>();
        for (String word : more) {
            said.put(word.charAt(0), word.substring(1));
        }
        units.add(new PlannedUnit(
                new Rsc(code(code)), ScheduleStatus.valueOf(said.getOrDefault('X', "SCHEDULED")), maybe(start), maybe(end), said.getOrDefault('V', "STA"),
                said.getOrDefault('L', ""), said.getOrDefault('S', ""), "", false, Integer.parseInt(said.getOrDefault('M', "0")), said.getOrDefault('T', "3"),
                said.containsKey('P') ? List.of(said.get('P').split("\\+")) : List.of()));
        return this;
    }

    Games closed(String venue, String from, String until) {
        happened.add(new Disruption.VenueClosed(venue, "", maybe(from).map(OffsetDateTime::toInstant).orElse(null), maybe(until).map(OffsetDateTime::toInstant).orElse(null)));
        return this;
    }

    Games happened(Disruption event) {
        happened.add(event);
        return this;
    }

    Games only(String... codes) {
        disciplines = Set.of(codes);
        return this;
    }

    Games holding(String... codes) {
        held = Set.of(codes);
        return this;
    }

    Games at(String time) {
        now = time;
        return this;
    }

    Timetable timetable() {
        return Timetable.of(units, List.of());
    }

    Known known() {
        ClashSettings.Limits limits = new ClashSettings.Limits(Duration.ZERO, Duration.ofMinutes(30), Duration.ZERO, Duration.ZERO, false);
        Clashes clashes = Clashes.of(timetable(), new ClashSettings(new ClashSettings.Discipline(Map.of(), limits), Map.of()));
        return new Known(clashes, ZONE, unit -> held.stream().map(Games::code).noneMatch(unit.code().value()::equals), discipline -> 30);
    }

    StormRequest asked() {
        return new StormRequest(happened, disciplines, PlanningSettings.DEFAULTS, Map.of(), 60, false, Optional.of(instant(now))).resolved(timetable());
    }

    StormDay day() {
        return StormDay.of(asked(), known(), Instant.EPOCH);
    }

    static Instant instant(String time) {
        return time(time).toInstant();
    }
}
