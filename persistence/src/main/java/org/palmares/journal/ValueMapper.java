package org.palmares.journal;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.palmares.protocol.journal.v1.Stored;
import org.palmares.protocol.odf.Competitor;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/** ODF values to Protobuf and back. */
final class ValueMapper {

    private ValueMapper() {}

    static Stored.Unit toProto(Unit unit) {
        return Stored.Unit.newBuilder()
                .setCode(unit.code().value())
                .setPlan(Stored.UnitPlan.newBuilder()
                        .setStart(text(unit.start()))
                        .setEnd(text(unit.end()))
                        .setHideStart(unit.hideStart())
                        .setHideEnd(unit.hideEnd())
                        .putAllStartTexts(unit.startTexts())
                        .setOrder(unit.order())
                        .setVenue(unit.venue())
                        .setLocation(unit.location())
                        .setVenueName(unit.venueName())
                        .setLocationName(unit.locationName())
                        .setSession(unit.session()))
                .setStatus(Stored.UnitStatus.newBuilder()
                        .setScheduleStatus(unit.status().name())
                        .setActualStart(text(unit.actualStart()))
                        .setActualEnd(text(unit.actualEnd())))
                .setFacts(Stored.UnitFacts.newBuilder()
                        .setPhaseType(unit.phaseType())
                        .setUnitNum(unit.unitNum())
                        .setMedal(unit.medal())
                        .setMediaAccess(unit.mediaAccess())
                        .putAllNames(unit.names())
                        .addAllStartList(unit.startList().stream().map(ValueMapper::toProto).toList()))
                .build();
    }

    static Unit fromProto(Stored.Unit unit) {
        Stored.UnitStatus status = unit.getStatus();
        Stored.UnitFacts facts = unit.getFacts();
        return new Unit(
                new Rsc(unit.getCode()),
                fromProto(unit.getPlan()),
                new Unit.Progress(ScheduleStatus.valueOf(status.getScheduleStatus()), time(status.getActualStart()), time(status.getActualEnd())),
                new Unit.Facts(
                        facts.getPhaseType(),
                        facts.getUnitNum(),
                        facts.getMedal(),
                        facts.getMediaAccess(),
                        facts.getNamesMap(),
                        facts.getStartListList().stream().map(ValueMapper::fromProto).toList()));
    }

    private static Unit.Plan fromProto(Stored.UnitPlan plan) {
        return new Unit.Plan(
                time(plan.getStart()),
                time(plan.getEnd()),
                plan.getHideStart(),
                plan.getHideEnd(),
                plan.getStartTextsMap(),
                plan.getOrder(),
                plan.getVenue(),
                plan.getLocation(),
                plan.getVenueName(),
                plan.getLocationName(),
                plan.getSession());
    }

    private static Stored.Competitor toProto(Competitor competitor) {
        return Stored.Competitor.newBuilder()
                .setCode(competitor.code())
                .setType(competitor.type())
                .setBib(competitor.bib())
                .setOrganisation(competitor.organisation())
                .setTeamName(competitor.teamName())
                .addAllMembers(competitor.members().stream().map(ValueMapper::toProto).toList())
                .build();
    }

    private static Competitor fromProto(Stored.Competitor competitor) {
        return new Competitor(
                competitor.getCode(),
                competitor.getType(),
                competitor.getBib(),
                competitor.getOrganisation(),
                competitor.getTeamName(),
                competitor.getMembersList().stream().map(ValueMapper::fromProto).toList());
    }

    private static Stored.Member toProto(Competitor.Member member) {
        return Stored.Member.newBuilder()
                .setCode(member.code())
                .setBib(member.bib())
                .setFamilyName(member.familyName())
                .setGivenName(member.givenName())
                .setGender(member.gender())
                .setOrganisation(member.organisation())
                .build();
    }

    private static Competitor.Member fromProto(Stored.Member member) {
        return new Competitor.Member(
                member.getCode(),
                member.getBib(),
                member.getFamilyName(),
                member.getGivenName(),
                member.getGender(),
                member.getOrganisation());
    }

    static Stored.Session toProto(Session session) {
        return Stored.Session.newBuilder()
                .setCode(session.code())
                .setStart(text(session.start()))
                .setEnd(text(session.end()))
                .setVenue(session.venue())
                .setVenueName(session.venueName())
                .setStatus(session.status())
                .setType(session.type())
                .setMedal(session.medal())
                .putAllNames(session.names())
                .build();
    }

    static Session fromProto(Stored.Session session) {
        return new Session(
                session.getCode(),
                time(session.getStart()),
                time(session.getEnd()),
                session.getVenue(),
                session.getVenueName(),
                session.getStatus(),
                session.getType(),
                session.getMedal(),
                session.getNamesMap());
    }

    static Stored.Participant toProto(Participant person) {
        return Stored.Participant.newBuilder()
                .setCode(person.code())
                .setActive(person.active())
                .setFamilyName(person.familyName())
                .setGivenName(person.givenName())
                .setPrintName(person.printName())
                .setGender(person.gender())
                .setOrganisation(person.organisation())
                .setBirthDate(person.birthDate())
                .setFunction(person.function())
                .addAllEvents(person.events())
                .build();
    }

    static Participant fromProto(Stored.Participant person) {
        return new Participant(
                person.getCode(),
                person.getActive(),
                person.getFamilyName(),
                person.getGivenName(),
                person.getPrintName(),
                person.getGender(),
                person.getOrganisation(),
                person.getBirthDate(),
                person.getFunction(),
                List.copyOf(person.getEventsList()));
    }

    static Stored.Team toProto(Team team) {
        return Stored.Team.newBuilder()
                .setCode(team.code())
                .setActive(team.active())
                .setOrganisation(team.organisation())
                .setNumber(team.number())
                .setName(team.name())
                .setGender(team.gender())
                .addAllMembers(team.members())
                .addAllEvents(team.events())
                .build();
    }

    static Team fromProto(Stored.Team team) {
        return new Team(
                team.getCode(),
                team.getActive(),
                team.getOrganisation(),
                team.getNumber(),
                team.getName(),
                team.getGender(),
                List.copyOf(team.getMembersList()),
                List.copyOf(team.getEventsList()));
    }

    private static String text(Optional<OffsetDateTime> time) {
        return time.map(OffsetDateTime::toString).orElse("");
    }

    private static Optional<OffsetDateTime> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text));
    }
}
