package org.palmares.protocol.odf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * DT_SCHEDULE or DT_SCHEDULE_UPDATE (ODF data dictionary of schedules).
 *
 * @param sessions sessions in the order sent
 * @param units units in the order sent; of one sent twice the last
 */
public record ScheduleMessage(List<Session> sessions, List<Unit> units) {

    /** Common code PhaseType. */
    private static final Pattern PHASE_TYPE = Pattern.compile("\\d");

    public ScheduleMessage {
        sessions = List.copyOf(sessions);
        units = List.copyOf(units);
    }

    /** Reads the content; a withdrawal has neither sessions nor units. */
    public static Parsed<ScheduleMessage> read(OdfMessage message) {
        Reading reading = new Reading(message);
        Map<String, Session> sessions = new LinkedHashMap<>();
        Map<String, Unit> units = new LinkedHashMap<>();
        message.competition().ifPresent(competition -> {
            int number = 0;
            for (OdfElement element : competition.elements("Session")) {
                session(reading, element, place("Session", ++number), sessions);
            }
            number = 0;
            for (OdfElement element : competition.elements("Unit")) {
                unit(reading, element, place("Unit", ++number), message.header(), units);
            }
        });
        reading.notEmpty(message, units.isEmpty(), "Unit");
        return reading.parsed(new ScheduleMessage(new ArrayList<>(sessions.values()), new ArrayList<>(units.values())));
    }

    private static String place(String element, int number) {
        return Reading.COMPETITION + element + '[' + number + ']';
    }

    private static void session(Reading reading, OdfElement element, String place, Map<String, Session> sessions) {
        String code = reading.code(element, "SessionCode", place);
        Session session = new Session(
                code,
                reading.time(element, "StartDate", place, code),
                reading.time(element, "EndDate", place, code),
                element.attribute("Venue"),
                element.attribute("VenueName"),
                element.attribute("SessionStatus"),
                element.attribute("SessionType"),
                element.attribute("Medal"),
                Reading.byLanguage(element, "SessionName"));
        reading.order(session.start(), session.end(), place + "/@EndDate", code, element);
        if (sessions.put(code, session) != null) {
            reading.warning(place, code, "Session " + code + " is in the message more than once; the last counts", element);
        }
    }

    private static void unit(Reading reading, OdfElement element, String place, OdfHeader header, Map<String, Unit> units) {
        String code = reading.code(element, "Code", place);
        if (code.isBlank()) {
            return;
        }
        if (!Rsc.isRsc(code)) {
            reading.fault(place + "/@Code", code, "Code of Unit must be an RSC of 34 characters, this one has " + code.length(), element);
            return;
        }
        Rsc rsc = new Rsc(code);
        if (!header.documentCode().startsWith(rsc.discipline())) {
            reading.fault(place + "/@Code", code, "Unit " + code + " belongs to another discipline than the message's DocumentCode", element);
        }
        Optional<ScheduleStatus> status = status(reading, element, place, code);
        if (status.isEmpty()) {
            return;
        }
        Unit unit = unit(reading, element, place, rsc, status.get());
        if (units.put(code, unit) != null) {
            reading.warning(place, code, "Unit " + code + " is in the message more than once; the last counts", element);
        }
        if (unit.start().isEmpty() && unit.status() != ScheduleStatus.UNSCHEDULED) {
            reading.warning(place + "/@StartDate", code, "Unit " + code + " is " + unit.status() + " but has no StartDate", element);
        }
        reading.order(unit.start(), unit.end(), place + "/@EndDate", code, element);
        reading.order(unit.actualStart(), unit.actualEnd(), place + "/@ActualEndDate", code, element);
    }

    private static Optional<ScheduleStatus> status(Reading reading, OdfElement element, String place, String code) {
        String word = element.attribute("ScheduleStatus").strip();
        if (!Words.isWord(word)) {
            reading.fault(place + "/@ScheduleStatus", code, "ScheduleStatus of Unit " + code + " is missing or no word such as SCHEDULED", element);
            return Optional.empty();
        }
        ScheduleStatus status = ScheduleStatus.valueOf(word);
        if (!status.known()) {
            reading.warning(
                    place + "/@ScheduleStatus", code, "ScheduleStatus " + word + " of Unit " + code + " is not known here and is passed on as it is", element);
        }
        return Optional.of(status);
    }

    /** Shown as sent, so a word of a later dictionary does no harm. */
    private static String phaseType(Reading reading, OdfElement element, String place, String code) {
        String type = element.attribute("PhaseType");
        if (!type.isEmpty() && !PHASE_TYPE.matcher(type).matches()) {
            reading.warning(place + "/@PhaseType", code, "PhaseType of Unit " + code + " is none of 0 to 9 and is passed on as it is", element);
        }
        return type;
    }

    private static Unit unit(Reading reading, OdfElement element, String place, Rsc rsc, ScheduleStatus status) {
        String code = rsc.value();
        Unit.Progress progress = new Unit.Progress(
                status, reading.time(element, "ActualStartDate", place, code), reading.time(element, "ActualEndDate", place, code));
        Unit.Facts facts = new Unit.Facts(
                phaseType(reading, element, place, code),
                element.attribute("UnitNum"),
                reading.number(element, "Medal", place, code),
                element.attribute("MediaAccess"),
                Reading.byLanguage(element, "ItemName"),
                startList(reading, element));
        return new Unit(rsc, plan(reading, element, place, code), progress, facts);
    }

    private static Unit.Plan plan(Reading reading, OdfElement element, String place, String code) {
        Optional<OdfElement> venue = element.element("VenueDescription");
        return new Unit.Plan(
                reading.time(element, "StartDate", place, code),
                reading.time(element, "EndDate", place, code),
                element.attribute("HideStartDate").equals("Y"),
                element.attribute("HideEndDate").equals("Y"),
                Reading.byLanguage(element, "StartText"),
                element.attribute("Order"),
                element.attribute("Venue"),
                element.attribute("Location"),
                venue.map(is -> is.attribute("VenueName")).orElse(""),
                venue.map(is -> is.attribute("LocationName")).orElse(""),
                element.attribute("SessionCode"));
    }

    private static List<Competitor> startList(Reading reading, OdfElement unit) {
        return unit.element("StartList").stream()
                .flatMap(list -> list.elements("Start").stream().sorted(Comparator.comparing(StartOrder::of)))
                .flatMap(start -> start.elements("Competitor").stream())
                .map(reading::competitor)
                .toList();
    }
}
