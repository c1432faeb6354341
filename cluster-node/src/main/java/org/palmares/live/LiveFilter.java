package org.palmares.live;

import java.util.Optional;
import org.palmares.board.ChangeKey;
import org.palmares.board.ChangeKey.Kind;
import org.palmares.view.LiveValue.Concerns;

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

    /** Whether the place of a change is wanted; {@link #wants} may still refuse it. */
    boolean mayWant(ChangeKey key) {
        return key.competition().games().equals(games)
                && competition.map(key.competition().code()::equals).orElse(true)
                && discipline.map(key.competition().discipline()::equals).orElse(true)
                && unit.map(code -> key.kind() == Kind.MEDALS ? code.startsWith(key.competition().code()) : code.equals(key.key()) || key.kind() == Kind.DOCUMENT)
                        .orElse(true);
    }

    /** Whether looking at what a change concerns is needed at all. */
    boolean looksAtConcerns() {
        return unit.isPresent() || venue.isPresent() || noc.isPresent();
    }

    boolean wants(ChangeKey key, Concerns concerns) {
        boolean sameUnit = unit.map(code -> key.kind() == Kind.MEDALS || code.equals(concerns.unit())).orElse(true);
        return sameUnit && venue.map(concerns.venue()::equals).orElse(true) && noc.map(concerns.nocs()::contains).orElse(true);
    }
}
