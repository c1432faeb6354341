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
import org.palmares.competition.Entry;
import org.palmares.node.board.CompetitionView;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.names.Texts;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.PersonName;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Unit;

/** What things of a timetable are called in a language, by what the board knows; codes where it knows no name. */
public final class TimetableNames {

    private static final Texts TEXTS = new Texts("clashes");
    /** Names of more than this are not read by anybody. */
    private static final int NAMED_MAX = 3;
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Collection<CompetitionView> all;
    private final Map<String, CompetitionView> competitions;
    private final Map<String, CompetitionView> disciplines;
    private final Map<String, String> venues = new HashMap<>();
    private final Language language;

    /** Over all competitions of one Games. */
    public TimetableNames(Collection<CompetitionView> competitions, Language language) {
        this.all = competitions;
        this.competitions = competitions.stream().collect(Collectors.toMap(view -> view.id().code(), Function.identity()));
        this.disciplines = competitions.stream()
                .filter(view -> view.id().isDiscipline())
                .collect(Collectors.toMap(view -> view.id().discipline(), Function.identity()));
        this.language = language;
    }

    /** A unit, with its discipline: names of units do not say it. */
    public String unit(Rsc code) {
        String name = known(code).map(Unit::names).map(language::choose).filter(text -> !text.isEmpty()).orElse(code.value());
        return Names.discipline(code.discipline(), language) + ", " + name;
    }

    private Optional<Unit> known(Rsc code) {
        return Optional.ofNullable(competitions.get(code.competition()))
                .flatMap(view -> Optional.ofNullable(view.timetable().get(code.value())))
                .map(Entry::value);
    }

    /** Where {@code unit} is held: the place, or the venue where it has none. */
    public String place(Rsc unit, String venue, String location) {
        return known(unit).map(Unit::locationName).filter(name -> !name.isEmpty()).orElse(location.isEmpty() ? venue : location);
    }

    /** A venue, as any unit there has it. */
    public String venue(String code) {
        return venues.computeIfAbsent(code, any -> all.stream()
                .flatMap(CompetitionView::units)
                .filter(unit -> unit.venue().equals(code) && !unit.venueName().isEmpty())
                .map(Unit::venueName)
                .findFirst()
                .orElse(code));
    }

    /** The venue of a session. */
    String venue(String discipline, String session, String otherwise) {
        return Optional.ofNullable(disciplines.get(discipline))
                .flatMap(view -> view.state().sessions().get(session))
                .map(Session::venueName)
                .filter(name -> !name.isEmpty())
                .orElse(otherwise);
    }

    /** The first of {@code codes} by their names, and how many more there are; {@code among} are the disciplines that may know them. */
    public String persons(List<String> codes, List<String> among) {
        return first(codes, code -> among.stream().flatMap(discipline -> person(discipline, code).stream()).findFirst().orElse(code));
    }

    /** The first of some, by {@code name}, and how many more there are. */
    public <T> String first(List<T> some, Function<T, String> name) {
        String names = some.stream().limit(NAMED_MAX).map(name).collect(Collectors.joining(", "));
        int more = some.size() - NAMED_MAX;
        return more > 0 ? names + ' ' + TEXTS.say("more", language, Map.of("count", Integer.toString(more))) : names;
    }

    private Optional<String> person(String discipline, String code) {
        return Optional.ofNullable(disciplines.get(discipline))
                .flatMap(view -> view.state().participants().get(code))
                .map(TimetableNames::name)
                .filter(name -> !name.isEmpty());
    }

    private static String name(Participant person) {
        String name = PersonName.of(person.familyName(), person.givenName());
        return name.isEmpty() ? person.printName() : name;
    }

    /** The same in every language: what the platform makes of dates differs from release to release. */
    public static String time(OffsetDateTime time) {
        return DAY_AND_TIME.format(time);
    }
}
