package org.palmares.protocol.contract.planning;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/**
 * How to plan. What is not given, or 0 where that says nothing, has the value of {@link #DEFAULTS}.
 *
 * @param gridMinutes new starts are on this grid of the clock, or as far beside it as the published start: 15 or 5
 * @param horizonDays competition days to which units may move, from that of {@code now}; units beyond stay as they are
 * @param noticeMinutes nothing is moved to earlier than this after {@code now}
 * @param dayBegins when a competition day begins; what goes on after midnight belongs to the day before
 * @param hours times of day within which units are moved, wider where a venue's published units are
 * @param venueHours the same of single venues, by code, taken as they are
 * @param restMinutes rest between two units of a participant and between rounds by discipline; {@code *} is for all others
 * @param turnaroundMinutes what a place needs after a unit before the next, by discipline likewise; of a unit after which less was published, that
 * @param broadcastMayChange whether medal units may leave their broadcast window
 * @param levels what is to be least, in order; {@link Level#WITHOUT_TIME} comes first
 * @param alternativeMinutes the second best plan differs from the best by at least this in one of the units that move, or by day or place
 * @param timeLimitMillis how long it may take from the first line of the program until it has both plans
 * @param seed of what is random in the search: the same problem with the same seed has the same answer
 */
public record PlanningSettings(
        int gridMinutes,
        int horizonDays,
        int noticeMinutes,
        LocalTime dayBegins,
        DailyWindow hours,
        Map<String, DailyWindow> venueHours,
        Map<String, Integer> restMinutes,
        Map<String, Integer> turnaroundMinutes,
        boolean broadcastMayChange,
        List<Level> levels,
        int alternativeMinutes,
        int timeLimitMillis,
        int seed) {

    /** Rest and turnaround of disciplines that are not named. */
    public static final String OTHERS = "*";

    /** For whoever asks for nothing special. */
    public static final PlanningSettings DEFAULTS = new PlanningSettings(0, 0, 0, null, null, null, null, null, false, null, 0, 0, 0);

    private static final int GRID = 15;
    private static final int HORIZON = 4;
    private static final int ALTERNATIVE = 60;
    private static final int TIME_LIMIT = 3_500;

    public PlanningSettings {
        gridMinutes = gridMinutes == 0 ? GRID : gridMinutes;
        horizonDays = horizonDays == 0 ? HORIZON : horizonDays;
        dayBegins = dayBegins == null ? LocalTime.of(6, 0) : dayBegins;
        hours = hours == null ? new DailyWindow(LocalTime.of(7, 0), LocalTime.of(23, 0)) : hours;
        venueHours = venueHours == null ? Map.of() : Map.copyOf(venueHours);
        restMinutes = restMinutes == null ? Map.of() : Map.copyOf(restMinutes);
        turnaroundMinutes = turnaroundMinutes == null ? Map.of() : Map.copyOf(turnaroundMinutes);
        levels = levels == null || levels.isEmpty() ? Level.ORDER : List.copyOf(levels);
        alternativeMinutes = alternativeMinutes == 0 ? ALTERNATIVE : alternativeMinutes;
        timeLimitMillis = timeLimitMillis == 0 ? TIME_LIMIT : timeLimitMillis;
    }

    /** Rest in a discipline. */
    public int rest(String discipline) {
        return restMinutes.getOrDefault(discipline, restMinutes.getOrDefault(OTHERS, 0));
    }

    /** Turnaround after a unit of a discipline. */
    public int turnaround(String discipline) {
        return turnaroundMinutes.getOrDefault(discipline, turnaroundMinutes.getOrDefault(OTHERS, 0));
    }
}
