package org.palmares.node.schedule;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.palmares.competition.Entry;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.board.Starter;
import org.palmares.protocol.odf.Team;

/** Who is in which unit: athletes, and those of teams. */
final class Persons {

    private final Collection<CompetitionView> views;
    private final Map<String, Map<String, Entry<Team>>> teams = new HashMap<>();

    /** @param views all competitions of one Games */
    Persons(Collection<CompetitionView> views) {
        this.views = views;
    }

    /** The teams of {@code discipline}, by code. */
    Map<String, Entry<Team>> teams(String discipline) {
        return teams.computeIfAbsent(discipline, any -> views.stream()
                .filter(view -> view.id().isDiscipline() && view.id().discipline().equals(discipline))
                .map(CompetitionView::teams)
                .findFirst()
                .orElse(Map.of()));
    }

    /** Codes of the persons in a unit. */
    List<String> in(CompetitionView view, String unit) {
        return view.starters(unit).stream().flatMap(starter -> of(starter, teams(view.id().discipline()))).toList();
    }

    /** Whether {@code participant}, a person or a team, is in a unit. */
    boolean isIn(CompetitionView view, String unit, String participant) {
        return view.starters(unit).stream().anyMatch(starter -> starter.code().equals(participant)
                || of(starter, teams(view.id().discipline())).anyMatch(participant::equals));
    }

    /** The athletes of a team: those in the unit, else those it is entered with; of anyone else the person. */
    private static Stream<String> of(Starter starter, Map<String, Entry<Team>> teams) {
        if (!starter.members().isEmpty()) {
            return starter.members().stream();
        }
        Entry<Team> team = teams.get(starter.code());
        return team == null ? Stream.of(starter.code()) : team.value().members().stream();
    }
}
