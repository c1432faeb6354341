package org.palmares.tools.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.palmares.tools.sample.Plan.Discipline;

/** When and where everything is. */
final class Timetable {

    private static final int PAUSE_MINUTES = 20;
    private static final double SLOWEST = 1.08;
    private static final int LONG_MINUTES = 60;

    /**
     * A session.
     *
     * @param code discipline and number
     * @param discipline which
     * @param start local to the Games
     * @param end the same
     * @param golds gold medals decided in it
     */
    record Session(String code, Discipline discipline, LocalDateTime start, LocalDateTime end, long golds) {}

    /**
     * A unit in its place.
     *
     * @param contest the unit
     * @param session code of its session
     * @param start local to the Games
     * @param end the same
     * @param court number of the place within the venue, from 1
     */
    record Slot(Contest contest, String session, LocalDateTime start, LocalDateTime end, int court) {}

    private final Map<String, List<Session>> sessions = new LinkedHashMap<>();
    private final Map<String, List<Slot>> slots = new LinkedHashMap<>();

    /** @param firstDay of the Games */
    Timetable(Catalogue catalogue, List<Contest> contests, LocalDate firstDay) {
        Map<String, List<Contest>> byDiscipline = contests.stream()
                .collect(Collectors.groupingBy(contest -> contest.rsc().discipline(), TreeMap::new, Collectors.toList()));
        catalogue.disciplines().values().forEach(discipline -> {
            sessions.put(discipline.code(), new ArrayList<>());
            slots.put(discipline.code(), new ArrayList<>());
            byDiscipline.getOrDefault(discipline.code(), List.of()).stream()
                    .collect(Collectors.groupingBy(Contest::day, TreeMap::new, Collectors.toList()))
                    .forEach((day, ofDay) -> day(discipline, firstDay.plusDays(day - 1L), ofDay));
        });
    }

    /** Sessions of a discipline in order. */
    List<Session> sessions(String discipline) {
        return sessions.get(discipline);
    }

    /** Units of a discipline in order. */
    List<Slot> slots(String discipline) {
        return slots.get(discipline);
    }

    /** Long races come first, then what is far from its final; sessions take equal shares. */
    private void day(Discipline discipline, LocalDate date, List<Contest> contests) {
        List<Contest> order = contests.stream()
                .sorted(Comparator.<Contest>comparingInt(contest -> needed(contest) < LONG_MINUTES ? 1 : 0)
                        .thenComparingInt(contest -> contest.phase() - contest.event().phases().size())
                        .thenComparingInt(contest -> contest.event().number()))
                .toList();
        int parts = Math.min(discipline.starts().size(), order.size());
        LocalDateTime free = date.atStartOfDay();
        for (int part = 0; part < parts; part++) {
            // Where there is little, it is late in the day.
            LocalTime planned = discipline.starts().get(discipline.starts().size() - parts + part);
            LocalDateTime start = date.atTime(planned).isBefore(free) ? free : date.atTime(planned);
            List<Contest> share = order.subList(order.size() * part / parts, order.size() * (part + 1) / parts);
            free = session(discipline, start, share).plusMinutes(PAUSE_MINUTES);
        }
    }

    /** Units side by side, but none beside one that it depends on, and medals alone. Gives the end. */
    private LocalDateTime session(Discipline discipline, LocalDateTime start, List<Contest> contests) {
        String code = discipline.code() + String.format(Locale.ROOT, "%02d", sessions.get(discipline.code()).size() + 1);
        LocalDateTime at = start;
        LocalDateTime free = start;
        int court = 0;
        Map<Integer, Integer> phases = new HashMap<>();
        for (Contest contest : contests) {
            int other = phases.getOrDefault(contest.event().number(), contest.phase());
            if (court == discipline.courts() || court > 0 && (contest.medal() > 0 || other != contest.phase())) {
                at = free;
                court = 0;
                phases.clear();
            }
            court = contest.medal() > 0 ? discipline.courts() : court + 1;
            phases.put(contest.event().number(), contest.phase());
            LocalDateTime end = at.plusMinutes(minutes(discipline, contest));
            free = end.isAfter(free) ? end : free;
            slots.get(discipline.code()).add(new Slot(contest, code, at, end, contest.medal() > 0 ? 1 : court));
        }
        long golds = contests.stream().filter(contest -> contest.medal() == 1).count();
        sessions.get(discipline.code()).add(new Session(code, discipline, start, free, golds));
        return free;
    }

    private static int minutes(Discipline discipline, Contest contest) {
        return Math.max(discipline.minutes(), needed(contest));
    }

    private static int needed(Contest contest) {
        return contest.event().sport() instanceof Sport.Race race ? (int) Math.ceil(race.best() * SLOWEST / 60) + 2 : 0;
    }
}
