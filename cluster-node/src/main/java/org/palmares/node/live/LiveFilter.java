package org.palmares.node.live;

import java.util.Optional;
import org.palmares.node.board.ChangeKey;

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
        return key.competition().games().equals(games)
                && competition.map(key.competition().code()::equals).orElse(true)
                && discipline.map(key.competition().discipline()::equals).orElse(true)
                && unit.map(code -> isOf(code, key)).orElse(true);
    }

    private static boolean isOf(String unit, ChangeKey key) {
        return key.fold(new ChangeKey.Cases<>() {
            @Override
            public Boolean schedule(ChangeKey.Schedule schedule) {
                return schedule.unit().equals(unit);
            }

            @Override
            public Boolean result(ChangeKey.Result result) {
                return result.unit().equals(unit);
            }

            @Override
            public Boolean medals(ChangeKey.Medals medals) {
                return unit.startsWith(medals.competition().code());
            }

            @Override
            public Boolean document(ChangeKey.Document document) {
                return document.document().code().equals(unit);
            }
        });
    }

    /** Whether a value that concerns these is wanted. */
    boolean fits(Concerns concerns) {
        return venue.map(concerns.venues()::contains).orElse(true) && noc.map(concerns.nocs()::contains).orElse(true);
    }
}
