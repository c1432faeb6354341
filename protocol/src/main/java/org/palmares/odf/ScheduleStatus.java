package org.palmares.odf;

/** State of a unit in the timetable (ODF common code ScheduleStatus). Any may follow any: ODF publishes no table of transitions. */
public enum ScheduleStatus {
    UNSCHEDULED,
    SCHEDULED,
    GETTING_READY,
    RUNNING,
    SCHEDULED_BREAK,
    FINISHED,
    DELAYED,
    POSTPONED,
    RESCHEDULED,
    INTERRUPTED,
    CANCELLED
}
