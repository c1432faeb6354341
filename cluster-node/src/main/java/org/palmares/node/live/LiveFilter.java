package org.palmares.node.live;

import java.util.Optional;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.live.rendering.Topics;
import org.palmares.node.live.topic.Concerns;

/**
 * What a reader follows; what is empty does not restrict.
 *
 * @param games the Games
 * @param competition code of a competition, 22 characters
 * @param unit RSC of a unit
 * @param discipline code of a discipline
 * @param venue code of a venue
 * @param noc an NOC
 */
public record LiveFilter(
        String games,
        Optional<String> competition,
        Optional<String> unit,
        Optional<String> discipline,
        Optional<String> venue,
        Optional<String> noc) {

    /** Whether the place of a change is wanted, which never changes; {@link #fits} may still refuse the value. */
    boolean mayWant(ChangeKey key) {
        return mayWant(key.competition()) && unit.map(code -> Topics.of(key).isOf(key, code)).orElse(true);
    }

    /** Whether something of {@code place} may be wanted. */
    boolean mayWant(CompetitionId place) {
        return place.games().equals(games)
                && competition.map(place.code()::equals).orElse(true)
                && discipline.map(place.discipline()::equals).orElse(true);
    }

    /** Whether a value that concerns these is wanted. */
    boolean fits(Concerns concerns) {
        return venue.map(concerns.venues()::contains).orElse(true) && noc.map(concerns.nocs()::contains).orElse(true);
    }
}
