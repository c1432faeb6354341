package org.palmares.protocol.odf;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * State of a unit in the timetable (ODF common code ScheduleStatus). Any may follow any: ODF publishes no table of transitions. A word that
 * only a later dictionary knows is carried as it is: taking it for one of these would be a guess, and the unit must not vanish.
 *
 * @param name the word as ODF writes it
 */
public record ScheduleStatus(String name) {

    public static final ScheduleStatus UNSCHEDULED = new ScheduleStatus("UNSCHEDULED");
    public static final ScheduleStatus SCHEDULED = new ScheduleStatus("SCHEDULED");
    public static final ScheduleStatus GETTING_READY = new ScheduleStatus("GETTING_READY");
    public static final ScheduleStatus RUNNING = new ScheduleStatus("RUNNING");
    public static final ScheduleStatus SCHEDULED_BREAK = new ScheduleStatus("SCHEDULED_BREAK");
    public static final ScheduleStatus FINISHED = new ScheduleStatus("FINISHED");
    public static final ScheduleStatus DELAYED = new ScheduleStatus("DELAYED");
    public static final ScheduleStatus POSTPONED = new ScheduleStatus("POSTPONED");
    public static final ScheduleStatus RESCHEDULED = new ScheduleStatus("RESCHEDULED");
    public static final ScheduleStatus INTERRUPTED = new ScheduleStatus("INTERRUPTED");
    public static final ScheduleStatus CANCELLED = new ScheduleStatus("CANCELLED");

    private static final ScheduleStatus[] VALUES = {
        UNSCHEDULED, SCHEDULED, GETTING_READY, RUNNING, SCHEDULED_BREAK, FINISHED, DELAYED, POSTPONED, RESCHEDULED, INTERRUPTED, CANCELLED
    };
    private static final Map<String, ScheduleStatus> KNOWN =
            Arrays.stream(VALUES).collect(Collectors.toUnmodifiableMap(ScheduleStatus::name, Function.identity()));

    private static final Set<ScheduleStatus> GOING_ON = Set.of(RUNNING, SCHEDULED_BREAK, INTERRUPTED, GETTING_READY);

    /** Whether the unit has begun or is about to, and is not over. */
    public boolean isGoingOn() {
        return GOING_ON.contains(this);
    }

    /** Those of the dictionaries that this release knows. */
    public static ScheduleStatus[] values() {
        return VALUES.clone();
    }

    /** The status with this name; never fails. Of the known ones always the same object. */
    public static ScheduleStatus valueOf(String name) {
        ScheduleStatus known = KNOWN.get(name);
        return known == null ? new ScheduleStatus(name) : known;
    }

    /** Whether this release knows the word. */
    public boolean known() {
        return KNOWN.containsKey(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
