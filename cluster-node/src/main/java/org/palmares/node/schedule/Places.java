package org.palmares.node.schedule;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.palmares.competition.UnitField;
import org.palmares.node.board.CompetitionView;
import org.palmares.protocol.odf.Unit;

/**
 * Names of venues and of places in them. Feeds send them with the code; where a person brought a unit elsewhere the name is that which feeds have for the code
 * otherwise. Names are looked for only when one is missing. Not safe for use from several threads.
 */
public final class Places {

    private final Supplier<Collection<CompetitionView>> games;
    private Map<String, String> names = Map.of();
    private boolean looked;

    /** @param games all competitions of the Games */
    public Places(Supplier<Collection<CompetitionView>> games) {
        this.games = games;
    }

    /** The name of the venue of a unit; empty where nobody has said one. */
    public String venue(CompetitionView competition, Unit unit) {
        return unit.venueName().isEmpty() && isMoved(competition, unit, UnitField.VENUE) ? names().getOrDefault(unit.venue(), "") : unit.venueName();
    }

    /** The name of the place in the venue. */
    public String location(CompetitionView competition, Unit unit) {
        return unit.locationName().isEmpty() && (isMoved(competition, unit, UnitField.LOCATION) || isMoved(competition, unit, UnitField.VENUE))
                ? names().getOrDefault(key(unit.venue(), unit.location()), "")
                : unit.locationName();
    }

    private static boolean isMoved(CompetitionView competition, Unit unit, UnitField field) {
        return competition.edits(unit.code().value()).newestFirst().stream().anyMatch(edit -> edit.changes().containsKey(field));
    }

    private Map<String, String> names() {
        if (!looked) {
            Map<String, String> found = new HashMap<>();
            for (CompetitionView view : games.get()) {
                view.units().forEach(unit -> {
                    note(found, unit.venue(), unit.venueName());
                    note(found, key(unit.venue(), unit.location()), unit.locationName());
                });
                view.sessions().forEach(session -> note(found, session.venue(), session.venueName()));
            }
            names = found;
            looked = true;
        }
        return names;
    }

    /** Of several names always the same one, whatever came first. */
    private static void note(Map<String, String> found, String code, String name) {
        if (!name.isEmpty()) {
            found.merge(code, name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
    }

    private static String key(String venue, String location) {
        return venue + '\n' + location;
    }
}
