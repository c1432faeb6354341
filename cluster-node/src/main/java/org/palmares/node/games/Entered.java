package org.palmares.node.games;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.CompetitionView;

/** In which events a NOC has entered persons or teams; each discipline is looked through once. Not safe for use from several threads. */
final class Entered {

    private static final int EVENT_LENGTH = 22;

    private final Function<CompetitionId, Optional<CompetitionView>> competitions;
    private final Map<Of, Set<String>> events = new HashMap<>();

    private record Of(CompetitionId discipline, String noc) {}

    Entered(Function<CompetitionId, Optional<CompetitionView>> competitions) {
        this.competitions = competitions;
    }

    boolean isIn(CompetitionView event, String noc) {
        return events.computeIfAbsent(
                        new Of(event.id().disciplineCompetition(), noc), of -> competitions.apply(of.discipline()).map(own -> of(own, noc)).orElse(Set.of()))
                .contains(event.id().code());
    }

    private static Set<String> of(CompetitionView discipline, String noc) {
        Set<String> events = new HashSet<>();
        Stream.concat(
                        discipline.participants().values().stream().filter(person -> person.value().organisation().equals(noc)).map(person -> person.value().events()),
                        discipline.teams().values().stream().filter(team -> team.value().organisation().equals(noc)).map(team -> team.value().events()))
                .flatMap(Collection::stream)
                .filter(event -> event.length() >= EVENT_LENGTH)
                .forEach(event -> events.add(event.substring(0, EVENT_LENGTH)));
        return events;
    }
}
