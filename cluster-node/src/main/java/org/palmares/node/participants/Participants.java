package org.palmares.node.participants;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.results.Results;
import org.palmares.node.schedule.Places;
import org.palmares.node.schedule.Units;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.Shapes.ParticipantDetail;
import org.palmares.protocol.contract.Shapes.ParticipantShape;
import org.palmares.protocol.contract.Shapes.ResultOf;
import org.palmares.protocol.contract.Shapes.TeamShape;
import org.palmares.protocol.contract.Shapes.UnitShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.odf.Competitor;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.PersonName;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/** The persons of a Games. One who is entered in several disciplines comes in the list of each and is one person here. */
public final class Participants {

    private static final Comparator<ParticipantShape> BY_NAME =
            Comparator.comparing(ParticipantShape::name).thenComparing(ParticipantShape::code);

    private Participants() {}

    /** All persons who are entered, by name. */
    public static List<ParticipantShape> of(Collection<CompetitionView> competitions, Language language) {
        return of(competitions, any -> true, language);
    }

    private static List<ParticipantShape> of(Collection<CompetitionView> competitions, Predicate<Participant> wanted, Language language) {
        Map<String, ParticipantShape> persons = new TreeMap<>();
        for (CompetitionView competition : competitions) {
            String discipline = competition.id().discipline();
            competition.participants().values().stream()
                    .map(Entry::value)
                    .filter(person -> person.active() && wanted.test(person))
                    .flatMap(person -> competition.fence().around("participant", person.code(), () -> shape(person, discipline, language)).stream())
                    .forEach(person -> persons.merge(person.code(), person, Participants::both));
        }
        return persons.values().stream().sorted(BY_NAME).toList();
    }

    private static ParticipantShape shape(Participant person, String discipline, Language language) {
        String name = PersonName.of(person.familyName(), person.givenName());
        return new ParticipantShape(
                person.code(),
                name.isEmpty() ? person.printName() : name,
                Parts.orNull(person.organisation()),
                person.organisation().isEmpty() ? null : Names.noc(person.organisation(), language),
                Parts.orNull(person.gender()),
                Parts.orNull(person.function()),
                List.of(discipline),
                person.events());
    }

    private static ParticipantShape both(ParticipantShape one, ParticipantShape other) {
        return new ParticipantShape(
                one.code(),
                one.name(),
                one.noc(),
                one.nocName(),
                one.gender(),
                one.function(),
                union(one.disciplines(), other.disciplines()),
                union(one.events(), other.events()));
    }

    private static List<String> union(List<String> one, List<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return List.copyOf(union);
    }

    /** A person with units and results of the events that the person or a team of the person is entered in. */
    public static Optional<ParticipantDetail> detail(Collection<CompetitionView> competitions, String code, Language language) {
        return of(competitions, person -> person.code().equals(code), language).stream()
                .findFirst()
                .map(person -> detail(competitions, person, language));
    }

    private static ParticipantDetail detail(Collection<CompetitionView> competitions, ParticipantShape person, Language language) {
        List<Team> teams = competitions.stream()
                .flatMap(competition -> competition.teams().values().stream())
                .map(Entry::value)
                .filter(team -> team.active() && team.members().contains(person.code()))
                .toList();
        Set<String> codes = new HashSet<>(Set.of(person.code()));
        teams.forEach(team -> codes.add(team.code()));
        Set<String> entered = new HashSet<>();
        Stream.concat(person.events().stream(), teams.stream().flatMap(team -> team.events().stream()))
                .filter(Rsc::isRsc)
                .forEach(event -> entered.add(new Rsc(event).competition()));
        List<UnitShape> units = new ArrayList<>();
        Places places = new Places(() -> competitions);
        List<ResultOf> results = new ArrayList<>();
        competitions.stream().filter(competition -> entered.contains(competition.id().code())).forEach(competition -> {
            List<ResultOf> own = results(competition, codes, language);
            results.addAll(own);
            units.addAll(units(competition, codes, own, place -> Units.shape(competition, place, places, language)));
        });
        List<TeamShape> teamShapes = teams.stream()
                .map(team -> new TeamShape(team.code(), team.name(), team.organisation(), team.events()))
                .toList();
        return new ParticipantDetail(person, teamShapes, units, results);
    }

    private static List<ResultOf> results(CompetitionView competition, Set<String> codes, Language language) {
        return competition.resultCodes().stream()
                .flatMap(unit -> competition.result(unit, language.odf()).stream())
                .flatMap(document -> competition.fence().around("result", document.key(), () -> rows(competition, document, codes, language)).stream())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ResultOf> rows(CompetitionView competition, OdfDocument document, Set<String> codes, Language language) {
        return competition.read(document).rows().stream()
                .filter(row -> isOne(row.competitor(), codes))
                .map(row -> new ResultOf(
                        document.key().code(),
                        competition.id().code(),
                        document.key().type(),
                        document.version(),
                        document.status().name(),
                        Results.row(row, language)))
                .toList();
    }

    private static List<UnitShape> units(CompetitionView competition, Set<String> codes, List<ResultOf> results, Function<Entry<Unit>, UnitShape> shape) {
        Set<String> withResult = new HashSet<>();
        results.forEach(result -> withResult.add(result.unit()));
        Comparator<Entry<Unit>> timetable = Comparator.comparing(Entry::value, Units.TIMETABLE);
        return competition.timetable().values().stream()
                .filter(entry -> withResult.contains(entry.value().code().value())
                        || entry.value().startList().stream().anyMatch(starter -> isOne(starter, codes)))
                .sorted(timetable)
                .flatMap(entry -> competition.fence().around("unit", entry.value().code(), () -> shape.apply(entry)).stream())
                .toList();
    }

    private static boolean isOne(Competitor competitor, Set<String> codes) {
        return codes.contains(competitor.code()) || competitor.members().stream().anyMatch(member -> codes.contains(member.code()));
    }
}
