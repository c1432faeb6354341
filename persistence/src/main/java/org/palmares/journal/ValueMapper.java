package org.palmares.journal;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.palmares.odf.Competitor;
import org.palmares.odf.Participant;
import org.palmares.odf.Rsc;
import org.palmares.odf.ScheduleStatus;
import org.palmares.odf.Session;
import org.palmares.odf.Team;
import org.palmares.odf.Unit;
import org.palmares.protocol.journal.v1.Member;

/** ODF values to Protobuf and back. */
final class ValueMapper {

    private ValueMapper() {}

    static org.palmares.protocol.journal.v1.Unit toProto(Unit unit) {
        return org.palmares.protocol.journal.v1.Unit.newBuilder()
                .setCode(unit.code().value())
                .setPhaseType(unit.phaseType())
                .setUnitNum(unit.unitNum())
                .setScheduleStatus(unit.status().name())
                .setStart(text(unit.start()))
                .setEnd(text(unit.end()))
                .setHideStart(unit.hideStart())
                .setHideEnd(unit.hideEnd())
                .setActualStart(text(unit.actualStart()))
                .setActualEnd(text(unit.actualEnd()))
                .setOrder(unit.order())
                .setMedal(unit.medal())
                .setVenue(unit.venue())
                .setLocation(unit.location())
                .setVenueName(unit.venueName())
                .setLocationName(unit.locationName())
                .setMediaAccess(unit.mediaAccess())
                .setSession(unit.session())
                .putAllNames(unit.names())
                .putAllStartTexts(unit.startTexts())
                .addAllStartList(unit.startList().stream().map(ValueMapper::toProto).toList())
                .build();
    }

    static Unit fromProto(org.palmares.protocol.journal.v1.Unit unit) {
        return new Unit(
                new Rsc(unit.getCode()),
                unit.getPhaseType(),
                unit.getUnitNum(),
                ScheduleStatus.valueOf(unit.getScheduleStatus()),
                time(unit.getStart()),
                time(unit.getEnd()),
                unit.getHideStart(),
                unit.getHideEnd(),
                time(unit.getActualStart()),
                time(unit.getActualEnd()),
                unit.getOrder(),
                unit.getMedal(),
                unit.getVenue(),
                unit.getLocation(),
                unit.getVenueName(),
                unit.getLocationName(),
                unit.getMediaAccess(),
                unit.getSession(),
                unit.getNamesMap(),
                unit.getStartTextsMap(),
                unit.getStartListList().stream().map(ValueMapper::fromProto).toList());
    }

    private static org.palmares.protocol.journal.v1.Competitor toProto(Competitor competitor) {
        return org.palmares.protocol.journal.v1.Competitor.newBuilder()
                .setCode(competitor.code())
                .setType(competitor.type())
                .setBib(competitor.bib())
                .setOrganisation(competitor.organisation())
                .setTeamName(competitor.teamName())
                .addAllMembers(competitor.members().stream().map(ValueMapper::toProto).toList())
                .build();
    }

    private static Competitor fromProto(org.palmares.protocol.journal.v1.Competitor competitor) {
        return new Competitor(
                competitor.getCode(),
                competitor.getType(),
                competitor.getBib(),
                competitor.getOrganisation(),
                competitor.getTeamName(),
                competitor.getMembersList().stream().map(ValueMapper::fromProto).toList());
    }

    private static Member toProto(Competitor.Member member) {
        return Member.newBuilder()
                .setCode(member.code())
                .setBib(member.bib())
                .setFamilyName(member.familyName())
                .setGivenName(member.givenName())
                .setGender(member.gender())
                .setOrganisation(member.organisation())
                .build();
    }

    private static Competitor.Member fromProto(Member member) {
        return new Competitor.Member(
                member.getCode(),
                member.getBib(),
                member.getFamilyName(),
                member.getGivenName(),
                member.getGender(),
                member.getOrganisation());
    }

    static org.palmares.protocol.journal.v1.Session toProto(Session session) {
        return org.palmares.protocol.journal.v1.Session.newBuilder()
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

    static Session fromProto(org.palmares.protocol.journal.v1.Session session) {
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

    static org.palmares.protocol.journal.v1.Participant toProto(Participant person) {
        return org.palmares.protocol.journal.v1.Participant.newBuilder()
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

    static Participant fromProto(org.palmares.protocol.journal.v1.Participant person) {
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

    static org.palmares.protocol.journal.v1.Team toProto(Team team) {
        return org.palmares.protocol.journal.v1.Team.newBuilder()
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

    static Team fromProto(org.palmares.protocol.journal.v1.Team team) {
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

    static LocalDateTime localTime(String text) {
        return LocalDateTime.parse(text);
    }

    private static String text(Optional<OffsetDateTime> time) {
        return time.map(OffsetDateTime::toString).orElse("");
    }

    private static Optional<OffsetDateTime> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text));
    }
}
