package org.palmares.tools.sample;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.tools.sample.Contest.Line;
import org.palmares.tools.sample.Contest.Won;
import org.palmares.tools.sample.Plan.Discipline;
import org.palmares.tools.sample.Plan.Event;
import org.palmares.tools.sample.Side.Person;
import org.palmares.tools.sample.Timetable.Session;
import org.palmares.tools.sample.Timetable.Slot;

/** What is within the messages of the sample Games. */
final class Bodies {

    private final Games games;

    Bodies(Games games) {
        this.games = games;
    }

    /** Date and time with the zone of the Games. */
    private String time(LocalDateTime time) {
        return time.withNano(0).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) + games.time().zone().getId().replace("Z", "+00:00");
    }

    /** The RSC of a discipline. */
    static String rsc(String discipline) {
        return discipline + "-".repeat(31);
    }

    /** The plan of a discipline; {@code known} are the units whose competitors the draw has named. */
    List<Element> schedule(String discipline, Set<Slot> known) {
        List<Element> content = new ArrayList<>();
        content.add(Element.of("ExtendedInfos")
                .child(Element.of("ExtendedInfo").with("Type", "CS").with("Code", "STATUS").with("Value", "APPROVED")));
        games.timetable().sessions(discipline).forEach(session -> content.add(session(session)));
        games.timetable().slots(discipline).forEach(slot ->
                content.add(unit(slot, ScheduleStatus.SCHEDULED, known.contains(slot), "")));
        return content;
    }

    private Element session(Session session) {
        int hour = session.start().getHour();
        return Element.of("Session")
                .with("SessionCode", session.code())
                .with("StartDate", time(session.start()))
                .with("EndDate", time(session.end()))
                .with("Medal", session.golds(), session.golds() > 0)
                .with("Venue", session.discipline().venue())
                .with("VenueName", session.discipline().venueName())
                .with("SessionStatus", "SCHEDULED")
                .with("SessionType", hour < 12 ? "MOR" : hour < 17 ? "AFT" : "EVE")
                .child(Element.of("SessionName").with("Value", session.code()).with("Language", "ENG"));
    }

    /** A unit, complete; ModificationIndicator in updates only. */
    Element unit(Slot slot, ScheduleStatus status, boolean starters, String modification) {
        Contest contest = slot.contest();
        Discipline discipline = games.catalogue().disciplines().get(contest.rsc().discipline());
        boolean begun = status == ScheduleStatus.RUNNING || status == ScheduleStatus.FINISHED;
        Element unit = Element.of("Unit")
                .with("Code", contest.rsc())
                .with("PhaseType", contest.lines().isEmpty() ? "0" : "3")
                .with("ScheduleStatus", status)
                .with("StartDate", time(slot.start()))
                .with("EndDate", time(slot.end()))
                .with("ActualStartDate", time(slot.start()), begun)
                .with("ActualEndDate", time(slot.end()), status == ScheduleStatus.FINISHED)
                .with("Medal", contest.medal(), contest.medal() > 0)
                .with("Venue", discipline.venue())
                .with("Location", discipline.venue().substring(0, 2) + slot.court())
                .with("SessionCode", slot.session())
                .with("ModificationIndicator", modification)
                .child(Element.of("ItemName").with("Language", "ENG").with("Value", contest.name()))
                .child(venue(discipline, slot, false));
        if (starters && contest.duel()) {
            unit.child(startList(contest));
        }
        return unit;
    }

    private static Element venue(Discipline discipline, Slot slot, boolean codes) {
        return Element.of("VenueDescription")
                .with("Venue", discipline.venue(), codes)
                .with("VenueName", discipline.venueName())
                .with("Location", discipline.venue().substring(0, 2) + slot.court(), codes)
                .with("LocationName", discipline.venueName() + (discipline.courts() > 1 ? " " + slot.court() : ""));
    }

    private static Element startList(Contest contest) {
        Element list = Element.of("StartList");
        for (Line line : contest.lines()) {
            list.child(Element.of("Start")
                    .with("StartOrder", line.start())
                    .with("SortOrder", line.start())
                    .child(competitor(line.side(), false, false)));
        }
        return list;
    }

    /** All persons of a discipline. */
    List<Element> participants(String discipline) {
        return games.entries().persons(discipline).stream().map(person -> participant(person, discipline)).toList();
    }

    private Element participant(Person person, String discipline) {
        Element entered = Element.of("Discipline").with("Code", rsc(discipline));
        games.entries().eventsOf(person).forEach(event -> entered.child(Element.of("RegisteredEvent").with("Event", event)));
        return Element.of("Participant")
                .with("Code", person.code())
                .with("Parent", person.code())
                .with("Status", "ACTIVE")
                .with("GivenName", person.givenName())
                .with("FamilyName", person.familyName())
                .with("PrintName", person.familyName() + ' ' + person.givenName())
                .with("Gender", person.odfGender())
                .with("Organisation", person.noc())
                .with("BirthDate", person.birthDate())
                .with("MainFunctionId", "AA01")
                .with("Current", true)
                .child(entered);
    }

    /** All teams of a discipline; empty where there are none. */
    List<Element> teams(String discipline) {
        List<Element> teams = new ArrayList<>();
        for (Event event : games.catalogue().events()) {
            if (event.discipline().equals(discipline) && event.team() > 0) {
                games.entries().of(event).forEach(side -> teams.add(team(side, event)));
            }
        }
        return teams;
    }

    private static Element team(Side side, Event event) {
        Element composition = Element.of("Composition");
        for (int i = 0; i < side.members().size(); i++) {
            composition.child(Element.of("Athlete").with("Code", side.members().get(i).code()).with("Order", i + 1));
        }
        return Element.of("Team")
                .with("Code", side.code())
                .with("Organisation", side.noc())
                .with("Number", "01")
                .with("Name", side.name())
                .with("Gender", event.gender())
                .with("Current", true)
                .child(composition)
                .child(Element.of("Discipline")
                        .with("Code", rsc(event.discipline()))
                        .child(Element.of("RegisteredEvent").with("Event", event.rsc())));
    }

    /** The result of a unit with these lines, in order; {@code members} says whether teams are given with their athletes. */
    List<Element> result(Slot slot, List<Line> lines, boolean members) {
        Contest contest = slot.contest();
        Discipline discipline = games.catalogue().disciplines().get(contest.rsc().discipline());
        List<Element> content = new ArrayList<>();
        content.add(Element.of("ExtendedInfos")
                .child(Element.of("UnitDateTime").with("StartDate", time(slot.start())))
                .child(Element.of("SportDescription")
                        .with("DisciplineName", Names.discipline(discipline.code(), Language.ENGLISH))
                        .with("EventName", contest.event().name())
                        .with("SubEventName", contest.name())
                        .with("Gender", contest.event().gender()))
                .child(venue(discipline, slot, true)));
        for (int i = 0; i < lines.size(); i++) {
            content.add(row(contest, lines.get(i), i + 1, members));
        }
        return content;
    }

    private static Element row(Contest contest, Line line, int order, boolean members) {
        boolean out = !line.irm().isEmpty();
        return Element.of("Result")
                .with("Rank", line.rank(), line.rank() > 0)
                .with("ResultType", out ? "IRM" : contest.event().sport().resultType(), out || !line.text().isEmpty())
                .with("Result", line.text())
                .with("IRM", line.irm())
                .with("QualificationMark", line.qualification())
                .with("WLT", line.wlt())
                .with("SortOrder", order)
                .with("StartOrder", line.start())
                .with("Diff", line.gap())
                .child(competitor(line.side(), members || !line.side().team(), true));
    }

    private static Element competitor(Side side, boolean members, boolean described) {
        Element competitor = Element.of("Competitor")
                .with("Code", side.code())
                .with("Type", side.team() ? "T" : "A")
                .with("Organisation", side.noc());
        if (side.team() && described) {
            competitor.child(Element.of("Description").with("TeamName", side.name()));
        }
        if (members) {
            Element composition = Element.of("Composition");
            for (int i = 0; i < side.members().size(); i++) {
                Person person = side.members().get(i);
                composition.child(Element.of("Athlete")
                        .with("Code", person.code())
                        .with("Order", i + 1)
                        .child(Element.of("Description")
                                .with("GivenName", person.givenName())
                                .with("FamilyName", person.familyName())
                                .with("Gender", person.odfGender())
                                .with("Organisation", person.noc())));
            }
            competitor.child(composition);
        }
        return competitor;
    }

    /** The medals of an event, gold first. */
    List<Element> medallists(List<Won> medals) {
        List<Element> content = new ArrayList<>();
        List<String> metals = List.of("ME_GOLD", "ME_SILVER", "ME_BRONZE");
        medals.stream().sorted(Comparator.comparingInt(won -> metals.indexOf(won.code()))).forEach(won -> content.add(Element.of("Medal")
                .with("Code", won.code())
                .with("Date", games.time().firstDay().plusDays(won.contest().day() - 1L))
                .with("Unit", won.contest().rsc())
                .child(competitor(won.side(), true, true).with("Order", 1))));
        return content;
    }
}
