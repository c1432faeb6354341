package org.palmares.protocol.odf;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit of the timetable, complete, as a Unit element of DT_SCHEDULE or DT_SCHEDULE_UPDATE carries it (ODF data dictionary of
 * schedules). An absent attribute is an empty string: ODF gives both the same meaning. It is in three parts, because different people may
 * change each.
 *
 * @param code RSC of the unit, 34 characters; a few schedule items stand at phase level
 * @param plan when and where it is planned
 * @param progress how far it is: its status
 * @param facts what it is
 */
public record Unit(Rsc code, Plan plan, Progress progress, Facts facts) {

    /**
     * When and where a unit is planned.
     *
     * @param start planned start; absent only for {@link ScheduleStatus#UNSCHEDULED}
     * @param end planned end
     * @param hideStart the start is only for sorting and is not shown; see {@code startTexts}
     * @param hideEnd the end is not shown
     * @param startTexts StartText by ODF language, e.g. "Followed by"
     * @param order place within the session where times are equal or hidden
     * @param venue code of the venue
     * @param location code of the place within the venue
     * @param venueName name of the venue as sent
     * @param locationName name of the place as sent
     * @param session code of the session, e.g. ATH07
     */
    public record Plan(
            Optional<OffsetDateTime> start,
            Optional<OffsetDateTime> end,
            boolean hideStart,
            boolean hideEnd,
            Map<String, String> startTexts,
            String order,
            String venue,
            String location,
            String venueName,
            String locationName,
            String session) {

        /** One of which nothing is said. */
        public static final Plan NONE = new Plan(Optional.empty(), Optional.empty(), false, false, Map.of(), "", "", "", "", "", "");

        public Plan {
            startTexts = Map.copyOf(startTexts);
        }

        /** The same with another planned start. */
        public Plan start(Optional<OffsetDateTime> other) {
            return new Plan(other, end, hideStart, hideEnd, startTexts, order, venue, location, venueName, locationName, session);
        }

        /** The same with another planned end. */
        public Plan end(Optional<OffsetDateTime> other) {
            return new Plan(start, other, hideStart, hideEnd, startTexts, order, venue, location, venueName, locationName, session);
        }

        /** The same with the start hidden or not. */
        public Plan hideStart(boolean other) {
            return new Plan(start, end, other, hideEnd, startTexts, order, venue, location, venueName, locationName, session);
        }

        /** The same with other texts instead of the start. */
        public Plan startTexts(Map<String, String> other) {
            return new Plan(start, end, hideStart, hideEnd, other, order, venue, location, venueName, locationName, session);
        }

        /** The same at another place in the order of the session. */
        public Plan order(String other) {
            return new Plan(start, end, hideStart, hideEnd, startTexts, other, venue, location, venueName, locationName, session);
        }

        /** The same at another venue, whose name is to be looked up. */
        public Plan venue(String other) {
            return new Plan(start, end, hideStart, hideEnd, startTexts, order, other, location, other.equals(venue) ? venueName : "", locationName, session);
        }

        /** The same at another place of the venue, whose name is to be looked up. */
        public Plan location(String other) {
            return new Plan(start, end, hideStart, hideEnd, startTexts, order, venue, other, venueName, other.equals(location) ? locationName : "", session);
        }

        /** The same in another session. */
        public Plan session(String other) {
            return new Plan(start, end, hideStart, hideEnd, startTexts, order, venue, location, venueName, locationName, other);
        }
    }

    /**
     * How far a unit is.
     *
     * @param status state of the unit, also one that only a later dictionary knows
     * @param actualStart when it really began
     * @param actualEnd when it really ended
     */
    public record Progress(ScheduleStatus status, Optional<OffsetDateTime> actualStart, Optional<OffsetDateTime> actualEnd) {

        /** One that has not begun. */
        public static Progress of(ScheduleStatus status) {
            return new Progress(status, Optional.empty(), Optional.empty());
        }

        /** The same with another status. */
        public Progress status(ScheduleStatus other) {
            return new Progress(other, actualStart, actualEnd);
        }
    }

    /**
     * What a unit is.
     *
     * @param phaseType common code PhaseType: 3 is competition, 6 ceremony
     * @param unitNum number of the match or race as shown to the public
     * @param medal 0 none, 1 gold, 2 silver, 3 bronze medal is decided here
     * @param mediaAccess whether media may attend (training)
     * @param names ItemName by ODF language (ENG, FRA ...)
     * @param startList competitors of a head-to-head unit, in order
     */
    public record Facts(
            String phaseType, String unitNum, int medal, String mediaAccess, Map<String, String> names, List<Competitor> startList) {

        /** A unit of competition of which nothing more is said. */
        public static final Facts NONE = new Facts("3", "", 0, "", Map.of(), List.of());

        public Facts {
            names = Map.copyOf(names);
            startList = List.copyOf(startList);
        }
    }

    /** The same, planned otherwise. */
    public Unit with(Plan other) {
        return new Unit(code, other, progress, facts);
    }

    /** The same, otherwise far. */
    public Unit with(Progress other) {
        return new Unit(code, plan, other, facts);
    }

    public Optional<OffsetDateTime> start() {
        return plan.start();
    }

    public Optional<OffsetDateTime> end() {
        return plan.end();
    }

    public boolean hideStart() {
        return plan.hideStart();
    }

    public boolean hideEnd() {
        return plan.hideEnd();
    }

    public Map<String, String> startTexts() {
        return plan.startTexts();
    }

    public String order() {
        return plan.order();
    }

    public String venue() {
        return plan.venue();
    }

    public String location() {
        return plan.location();
    }

    public String venueName() {
        return plan.venueName();
    }

    public String locationName() {
        return plan.locationName();
    }

    public String session() {
        return plan.session();
    }

    public ScheduleStatus status() {
        return progress.status();
    }

    public Optional<OffsetDateTime> actualStart() {
        return progress.actualStart();
    }

    public Optional<OffsetDateTime> actualEnd() {
        return progress.actualEnd();
    }

    public String phaseType() {
        return facts.phaseType();
    }

    /** Whether it is a unit of competition (common code PhaseType, 3), and no ceremony, meeting or training. */
    public boolean isCompetition() {
        return phaseType().equals("3");
    }

    public String unitNum() {
        return facts.unitNum();
    }

    public int medal() {
        return facts.medal();
    }

    public String mediaAccess() {
        return facts.mediaAccess();
    }

    public Map<String, String> names() {
        return facts.names();
    }

    public List<Competitor> startList() {
        return facts.startList();
    }
}
