package org.palmares.node.live;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;

/**
 * Whom a value concerns, for readers who follow a part only.
 *
 * @param venues codes of the unit's venue
 * @param nocs NOCs of all who compete, or who have a medal
 */
public record Concerns(Set<String> venues, Set<String> nocs) {

    /** It concerns nobody in particular. */
    public static final Concerns NOBODY = new Concerns(Set.of(), Set.of());

    /** Whom either concerns. */
    public Concerns and(Concerns other) {
        return new Concerns(union(venues, other.venues), union(nocs, other.nocs));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        if (one.containsAll(other)) {
            return one;
        }
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whom {@code key} concerns as it stands in {@code competition}: of medals, the winners there. */
    public static Concerns of(CompetitionView competition, ChangeKey key) {
        return key.fold(new ChangeKey.Cases<>() {
            @Override
            public Concerns schedule(ChangeKey.Schedule schedule) {
                return unit(competition, schedule.unit());
            }

            @Override
            public Concerns result(ChangeKey.Result result) {
                return unit(competition, result.unit());
            }

            @Override
            public Concerns medals(ChangeKey.Medals medals) {
                return new Concerns(Set.of(), winners(competition));
            }

            @Override
            public Concerns document(ChangeKey.Document document) {
                return NOBODY;
            }
        });
    }

    private static Concerns unit(CompetitionView competition, String code) {
        Set<String> venues = Optional.ofNullable(competition.state().timetable().get(code))
                .map(entry -> entry.value().venue())
                .filter(venue -> !venue.isEmpty())
                .map(Set::of)
                .orElse(Set.of());
        return new Concerns(venues, competition.nocs(code).stream().filter(noc -> !noc.isEmpty()).collect(Collectors.toUnmodifiableSet()));
    }

    private static Set<String> winners(CompetitionView competition) {
        return competition.medals().stream()
                .flatMap(medal -> medal.competitors().stream())
                .map(winner -> winner.organisation())
                .collect(Collectors.toUnmodifiableSet());
    }
}
