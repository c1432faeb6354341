package org.palmares.node.schedule;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.palmares.competition.Entry;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.schedule.clash.Clash;
import org.palmares.node.schedule.clash.PlannedSession;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.protocol.contract.Shapes.ClashShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.names.Texts;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.PersonName;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Unit;

/** Tells clashes in words: names from the board, times as they were planned when the clash was found. */
public final class ClashText {

    private static final Texts TEXTS = new Texts("clashes");
    /** Names of more persons than this are not read by anybody. */
    private static final int NAMED_MAX = 3;

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Map<String, CompetitionView> competitions;
    private final Map<String, CompetitionView> disciplines;
    private final Language language;

    /** Over all competitions of one Games. */
    public ClashText(Collection<CompetitionView> competitions, Language language) {
        this.competitions = competitions.stream().collect(Collectors.toMap(view -> view.id().code(), Function.identity()));
        this.disciplines = competitions.stream()
                .filter(view -> view.id().isDiscipline())
                .collect(Collectors.toMap(view -> view.id().discipline(), Function.identity()));
        this.language = language;
    }

    /** A clash as the contract has it. */
    public ClashShape shape(Clash clash) {
        return new ClashShape(
                clash.id(),
                clash.rule(),
                clash.severity().word(),
                clash.units().stream().map(unit -> unit.code().value()).toList(),
                clash.sessions().stream().map(PlannedSession::code).toList(),
                clash.participants(),
                text(clash));
    }

    private String text(Clash clash) {
        Map<String, String> values = new HashMap<>(clash.values());
        values.put("persons", persons(clash));
        List<PlannedUnit> units = clash.units();
        List<PlannedSession> sessions = clash.sessions();
        if (!units.isEmpty()) {
            values.put("place", place(units.get(0)));
            describe("first", name(units.get(0)), time(units.get(0).start(), units.get(0).end()), values);
            PlannedUnit second = units.get(units.size() - 1);
            describe("second", name(second), time(second.start(), second.end()), values);
        }
        if (!sessions.isEmpty()) {
            values.put("sessionVenue", venue(sessions.get(0)));
            describe("session", sessions.get(0).code(), time(sessions.get(0).start(), sessions.get(0).end()), values);
            PlannedSession other = sessions.get(sessions.size() - 1);
            describe("other", other.code(), time(other.start(), other.end()), values);
        }
        return TEXTS.say(clash.text(), language, values);
    }

    private static void describe(String what, String name, String time, Map<String, String> values) {
        values.put(what, name);
        values.put(what + "Time", time);
    }

    /** The discipline is said too: names of units do not say it. */
    private String name(PlannedUnit unit) {
        String name = unit(unit).map(Unit::names).map(language::choose).filter(text -> !text.isEmpty()).orElse(unit.code().value());
        return Names.discipline(unit.discipline(), language) + ", " + name;
    }

    private Optional<Unit> unit(PlannedUnit unit) {
        return Optional.ofNullable(competitions.get(unit.competition()))
                .flatMap(view -> Optional.ofNullable(view.state().timetable().get(unit.code().value())))
                .map(Entry::value);
    }

    private String place(PlannedUnit unit) {
        return unit(unit).map(Unit::locationName).filter(name -> !name.isEmpty()).orElse(unit.location().isEmpty() ? unit.venue() : unit.location());
    }

    private String venue(PlannedSession session) {
        return Optional.ofNullable(disciplines.get(session.discipline()))
                .flatMap(view -> view.state().sessions().get(session.code()))
                .map(Session::venueName)
                .filter(name -> !name.isEmpty())
                .orElse(session.venue());
    }

    private String persons(Clash clash) {
        Stream<String> named = clash.participants().stream().limit(NAMED_MAX).map(code -> clash.units().stream()
                .map(PlannedUnit::discipline)
                .distinct()
                .flatMap(discipline -> person(discipline, code).stream())
                .findFirst()
                .orElse(code));
        int more = clash.participants().size() - NAMED_MAX;
        String names = named.collect(Collectors.joining(", "));
        return more > 0 ? names + ' ' + TEXTS.say("more", language, Map.of("count", Integer.toString(more))) : names;
    }

    private Optional<String> person(String discipline, String code) {
        return Optional.ofNullable(disciplines.get(discipline)).flatMap(view -> view.state().participants().get(code)).map(ClashText::name).filter(name -> !name.isEmpty());
    }

    private static String name(Participant person) {
        String name = PersonName.of(person.familyName(), person.givenName());
        return name.isEmpty() ? person.printName() : name;
    }

    /** The same in every language: what the platform makes of dates differs from release to release. */
    private static String time(Optional<OffsetDateTime> start, Optional<OffsetDateTime> end) {
        return start.map(from -> DAY_AND_TIME.format(from) + end.map(until -> '–' + TIME.format(until)).orElse("")).orElse("–");
    }
}
