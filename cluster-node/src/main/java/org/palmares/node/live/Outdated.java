package org.palmares.node.live;

import java.util.List;
import java.util.Set;
import org.palmares.node.board.Board;
import org.palmares.node.board.GamesSettings;

/**
 * Tells whose stream follows Games that are not what it was asked for any more: it named none, and others are meant since; or they are retired. Such
 * a stream ends, and whoever comes back is answered by what holds then. Used by the live actor only.
 */
final class Outdated {

    private final Board board;
    private final GamesSettings settings;
    private String meant = "";
    private Set<String> retired = Set.of();

    Outdated(Board board, GamesSettings settings) {
        this.board = board;
        this.settings = settings;
    }

    /** Those of {@code readers} that are, looked for when something has changed since this was asked last. */
    List<LiveReader> among(Readers readers) {
        String meantBefore = meant;
        Set<String> retiredBefore = retired;
        look();
        return meant.equals(meantBefore) && retired.equals(retiredBefore) ? List.of() : readers.everybody().stream().filter(this::is).toList();
    }

    /** Whether one that comes now is: between its request and this, others may have been chosen. */
    boolean isNow(LiveReader reader) {
        look();
        return is(reader);
    }

    private void look() {
        meant = board.defaultGames(settings.defaultGames());
        retired = board.decisions().retired().keySet();
    }

    private boolean is(LiveReader reader) {
        String games = reader.filter().games();
        return retired.contains(games) || !reader.namesGames() && !games.equals(meant);
    }
}
