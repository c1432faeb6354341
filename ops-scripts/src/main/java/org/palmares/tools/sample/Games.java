package org.palmares.tools.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.palmares.tools.sample.Contest.Course;
import org.palmares.tools.sample.Plan.Event;

/** The whole sample Games: who is entered, what is when, and what comes out in the end. */
final class Games {

    private static final int LAST_DAY = 17;

    private final SampleTime time;
    private final Catalogue catalogue = new Catalogue();
    private final Entrants entries;
    private final Map<Event, Course> courses = new LinkedHashMap<>();
    private final Timetable timetable;

    Games(long seed, SampleTime time) {
        this.time = time;
        entries = new Entrants(catalogue, seed);
        UnitNames names = new UnitNames(catalogue);
        catalogue.events().forEach(event -> courses.put(event, course(event, names, seed)));
        List<Contest> contests = new ArrayList<>();
        contests.add(ceremony("OPEN", 1));
        courses.values().forEach(course -> contests.addAll(course.contests()));
        contests.add(ceremony("CLOS", LAST_DAY));
        timetable = new Timetable(catalogue, contests, time.firstDay());
    }

    private Course course(Event event, UnitNames names, long seed) {
        return event.sport() instanceof Sport.Duel duel
                ? new Bracket(event, duel, names, seed).course(entries.of(event))
                : new Rounds(event, (Sport.Ranked) event.sport(), names, seed).course(entries.of(event));
    }

    /** Nobody competes in it. */
    private Contest ceremony(String phase, int day) {
        Event event = new Event(-1, "CER" + "-".repeat(19), "Ceremonies", new Sport.Duel(0, 0, 0), 0, 0, List.of());
        return new Contest(UnitNames.rsc(event, phase, 1), event, catalogue.phaseName(phase), 0, day, 0, List.of());
    }

    SampleTime time() {
        return time;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Entrants entries() {
        return entries;
    }

    Timetable timetable() {
        return timetable;
    }

    Course course(Event event) {
        return courses.get(event);
    }
}
