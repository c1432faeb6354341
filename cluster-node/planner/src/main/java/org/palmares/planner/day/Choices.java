package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.palmares.planner.clock.GamesClock;
import org.palmares.protocol.contract.planning.DailyWindow;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningSettings;

/** Where and when each unit may be by its own rules: hours, grid, notice, broadcast window, and what happened. */
final class Choices {

    private record Span(int from, int to) {

        /** Whether it holds a unit, today's or that which began the day before. */
        boolean holds(int start, int end) {
            int day = GamesClock.day(start) * GamesClock.DAY;
            return day + from <= start && end <= day + to || day - GamesClock.DAY + from <= start && end <= day - GamesClock.DAY + to;
        }
    }

    private final Timetable timetable;
    private final PlanningSettings settings;
    private final GamesClock clock;
    private final int earliest;
    private final Map<String, Span> hours = new TreeMap<>();

    Choices(Timetable timetable) {
        this.timetable = timetable;
        this.settings = timetable.problem().settings();
        this.clock = timetable.clock();
        this.earliest = clock.minute(timetable.problem().now()) + settings.noticeMinutes();
    }

    Item of(Timetable.Entry entry) {
        Set<Place> places = new LinkedHashSet<>();
        places.add(entry.unit().slot().place());
        places.addAll(entry.unit().alternatives());
        List<Choice> choices = new ArrayList<>();
        for (Place place : places) {
            boolean home = place.equals(entry.unit().slot().place());
            int[] starts = starts(entry, place, home);
            if (starts.length > 0) {
                choices.add(new Choice(place, home, starts));
            }
        }
        return new Item(entry.unit().code(), entry.start(), entry.end() - entry.start(), choices);
    }

    private int[] starts(Timetable.Entry entry, Place place, boolean home) {
        Span open = hours.computeIfAbsent(place.venue(), this::hoursOf);
        Span broadcast = entry.unit().medal() && !settings.broadcastMayChange() ? span(entry.unit().broadcast()) : span(DailyWindow.WHOLE_DAY);
        int duration = entry.end() - entry.start();
        int step = settings.gridMinutes();
        IntStream clockGrid = grid(Math.floorMod(-clock.shown(0), step), step);
        IntStream published = grid(Math.floorMod(entry.start(), step), step);
        return IntStream.concat(
                        IntStream.concat(clockGrid, published)
                                .filter(start -> start >= earliest && open.holds(start, start + duration) && broadcast.holds(start, start + duration)),
                        IntStream.of(entry.start()).filter(start -> home))
                .filter(start -> !struck(entry, place, start))
                .sorted().distinct().toArray();
    }

    private IntStream grid(int first, int step) {
        return IntStream.iterate(first, minute -> minute < settings.horizonDays() * GamesClock.DAY, minute -> minute + step);
    }

    private Span hoursOf(String venue) {
        DailyWindow own = settings.venueHours().get(venue);
        if (own != null || settings.hours().wholeDay()) {
            return span(own != null ? own : settings.hours());
        }
        Span common = span(settings.hours());
        int from = common.from();
        int to = common.to();
        for (Timetable.Entry entry : timetable.entries()) {
            if (entry.unit().slot().place().venue().equals(venue)) {
                from = Math.min(from, GamesClock.ofDay(entry.start()));
                to = Math.max(to, GamesClock.ofDay(entry.start()) + entry.end() - entry.start());
            }
        }
        return new Span(from, to);
    }

    private Span span(DailyWindow window) {
        if (window.wholeDay()) {
            return new Span(0, Integer.MAX_VALUE / 2);
        }
        int from = clock.ofDay(window.from());
        int to = clock.ofDay(window.to());
        return new Span(from, to > from ? to : to + GamesClock.DAY);
    }

    private boolean struck(Timetable.Entry entry, Place place, int start) {
        int end = start + entry.end() - entry.start();
        return timetable.problem().disruptions().stream().anyMatch(disruption -> disruption.fold(new Disruption.Cases<Boolean>() {
            @Override
            public Boolean venueClosed(Disruption.VenueClosed closed) {
                boolean there = closed.venue().equals(place.venue()) && (closed.location().isEmpty() || closed.location().equals(place.location()));
                return there && start < clock.minute(closed.until()) && clock.minute(closed.from()) < end;
            }

            @Override
            public Boolean capacityHalved(Disruption.CapacityHalved halved) {
                return false;
            }

            @Override
            public Boolean nothingBefore(Disruption.NothingBefore nothing) {
                boolean meant = nothing.venue().isEmpty()
                        ? nothing.discipline().equals(entry.unit().discipline())
                        : nothing.venue().equals(place.venue());
                return meant && start < clock.minute(nothing.at());
            }

            @Override
            public Boolean sessionLost(Disruption.SessionLost lost) {
                return lost.session().equals(entry.unit().session())
                        && place.venue().equals(entry.unit().slot().place().venue())
                        && start < sessionEnd(lost.session())
                        && sessionStart(lost.session()) < end;
            }
        }));
    }

    private int sessionStart(String session) {
        return timetable.entries().stream().filter(entry -> entry.unit().session().equals(session)).mapToInt(Timetable.Entry::start).min().orElse(0);
    }

    private int sessionEnd(String session) {
        return timetable.entries().stream().filter(entry -> entry.unit().session().equals(session)).mapToInt(Timetable.Entry::end).max().orElse(0);
    }
}
