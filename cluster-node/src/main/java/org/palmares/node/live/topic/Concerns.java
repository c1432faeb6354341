package org.palmares.node.live.topic;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Those of a unit: where it is, and who competes. */
    public static Concerns ofUnit(CompetitionView competition, String code) {
        Set<String> venues = Optional.ofNullable(competition.state().timetable().get(code))
                .map(entry -> entry.value().venue())
                .filter(venue -> !venue.isEmpty())
                .map(Set::of)
                .orElse(Set.of());
        return new Concerns(venues, competition.nocs(code).stream().filter(noc -> !noc.isEmpty()).collect(Collectors.toUnmodifiableSet()));
    }
}
