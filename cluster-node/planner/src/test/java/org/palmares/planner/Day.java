package org.palmares.planner;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.palmares.protocol.contract.planning.DailyWindow;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningSettings;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Slot;

/** A day as tests write it: times are {@code dd HH:mm} of July 2024 in Paris. */
final class Day {

    static final ZoneOffset ZONE = ZoneOffset.ofHours(2);

    private final Instant now;
    private final List<PlanningUnit> units = new ArrayList<>();
    private final List<Disruption> disruptions = new ArrayList<>();
    private PlanningSettings settings = settings(15, 3, Map.of(), false, Level.ORDER);

    private Day(Instant now) {
        this.now = now;
    }

    static Day at(String now) {
        return new Day(time(now));
    }

    static Instant time(String text) {
        return OffsetDateTime.parse("2024-07-" + text.replace(' ', 'T') + ":00+02:00").toInstant();
    }

    static String text(Instant instant) {
        return instant.atOffset(ZONE).toLocalDateTime().toString().substring("2024-07-".length()).replace('T', ' ');
    }

    static PlanningSettings settings(int grid, int horizon, Map<String, Integer> rest, boolean broadcastMayChange, List<Level> levels) {
        return new PlanningSettings(
                grid, horizon, 0, null, new DailyWindow(LocalTime.of(8, 0), LocalTime.of(22, 0)), Map.of(), rest, Map.of(), broadcastMayChange, levels, 60, 20_000, 1);
    }

    Day with(PlanningSettings other) {
        settings = other;
        return this;
    }

    Day grid(int minutes) {
        return with(settings(minutes, settings.horizonDays(), settings.restMinutes(), settings.broadcastMayChange(), settings.levels()));
    }

    Day horizon(int days) {
        return with(settings(settings.gridMinutes(), days, settings.restMinutes(), settings.broadcastMayChange(), settings.levels()));
    }

    Day rest(int minutes) {
        Map<String, Integer> rest = Map.of(PlanningSettings.OTHERS, minutes);
        return with(settings(settings.gridMinutes(), settings.horizonDays(), rest, settings.broadcastMayChange(), settings.levels()));
    }

    Day turnaround(int minutes) {
        return with(new PlanningSettings(settings.gridMinutes(), settings.horizonDays(), 0, null, settings.hours(), Map.of(), settings.restMinutes(),
                Map.of(PlanningSettings.OTHERS, minutes), false, Level.ORDER, 60, 20_000, 1));
    }

    Day broadcastMayChange() {
        return with(settings(settings.gridMinutes(), settings.horizonDays(), settings.restMinutes(), true, settings.levels()));
    }

    Day levels(Level... levels) {
        return with(settings(settings.gridMinutes(), settings.horizonDays(), settings.restMinutes(), settings.broadcastMayChange(), List.of(levels)));
    }

    /** A unit; {@code place} is a venue, with a location after a slash where there is one. */
    Day unit(String code, String place, String start, int minutes, Trait... traits) {
        Instant begin = time(start);
        PlanningUnit unit = new PlanningUnit(
                code, "", 0, new Slot(begin, begin.plusSeconds(60L * minutes), place(place)), "", false, false, List.of(), List.of(), null);
        for (Trait trait : traits) {
            unit = trait.of(unit);
        }
        units.add(unit);
        return this;
    }

    static Place place(String text) {
        String[] parts = text.split("/");
        return new Place(parts[0], parts.length > 1 ? parts[1] : "");
    }

    /** Something more about a unit. */
    interface Trait {
        PlanningUnit of(PlanningUnit unit);
    }

    static Trait round(String competition, int round) {
        return u -> new PlanningUnit(
                u.code(), competition, round, u.slot(), u.session(), u.pinned(), u.medal(), u.participants(), u.alternatives(), u.broadcast());
    }

    static Trait session(String session) {
        return u -> new PlanningUnit(
                u.code(), u.competition(), u.round(), u.slot(), session, u.pinned(), u.medal(), u.participants(), u.alternatives(), u.broadcast());
    }

    static Trait pinned() {
        return u -> new PlanningUnit(
                u.code(), u.competition(), u.round(), u.slot(), u.session(), true, u.medal(), u.participants(), u.alternatives(), u.broadcast());
    }

    static Trait medal(String from, String to) {
        DailyWindow window = new DailyWindow(LocalTime.parse(from), LocalTime.parse(to));
        return u -> new PlanningUnit(
                u.code(), u.competition(), u.round(), u.slot(), u.session(), u.pinned(), true, u.participants(), u.alternatives(), window);
    }

    static Trait who(String... participants) {
        return u -> new PlanningUnit(u.code(), u.competition(), u.round(), u.slot(), u.session(), u.pinned(), u.medal(), List.of(participants), u.alternatives(),
                u.broadcast());
    }

    static Trait or(String... places) {
        return u -> new PlanningUnit(u.code(), u.competition(), u.round(), u.slot(), u.session(), u.pinned(), u.medal(), u.participants(),
                java.util.Arrays.stream(places).map(Day::place).toList(), u.broadcast());
    }

    Day closed(String place, String from, String until) {
        disruptions.add(new Disruption.VenueClosed(place(place).venue(), place(place).location(), time(from), time(until)));
        return this;
    }

    Day halved(String venue, String from, String until) {
        disruptions.add(new Disruption.CapacityHalved(venue, time(from), time(until)));
        return this;
    }

    Day nothingBefore(String venue, String at) {
        disruptions.add(new Disruption.NothingBefore(venue, "", time(at)));
        return this;
    }

    Day nothingOfDisciplineBefore(String discipline, String at) {
        disruptions.add(new Disruption.NothingBefore("", discipline, time(at)));
        return this;
    }

    Day lost(String session) {
        disruptions.add(new Disruption.SessionLost(session));
        return this;
    }

    Problem problem() {
        return new Problem(ZONE, now, units, disruptions, settings);
    }
}
