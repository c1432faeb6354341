package org.palmares.node.schedule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.palmares.node.board.Board;
import org.palmares.node.schedule.clash.ClashSettings;
import org.palmares.node.schedule.clash.Clashes;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.node.schedule.clash.Timetable;
import org.palmares.protocol.odf.Unit;

/** The clashes of every Games on a board, brought up to date when somebody asks. Safe for use from any thread. */
public final class GamesClashes {

    private final Board board;
    private final ClashSettings settings;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(long revision, TimetableOf timetable, Clashes clashes) {}

    public GamesClashes(Board board, ClashSettings settings) {
        this.board = board;
        this.settings = settings;
    }

    /** What does not go together in the timetable of {@code games} as it is now. */
    public Clashes of(String games) {
        known.keySet().retainAll(board.games());
        // The revision first: clashes made of newer units than it tells of are only looked at once more.
        long revision = board.revision(games);
        return known.compute(games, (code, last) -> last != null && last.revision() == revision ? last : known(code, revision, last)).clashes();
    }

    /** Minutes of rest between two units of a person. */
    public int restMinutes(String discipline) {
        return (int) settings.limits(discipline).rest().toMinutes();
    }

    /** Which clashes would come, and which would be gone, if these units were as they are given. */
    public Clashes.Step after(String games, Collection<Unit> changed) {
        Clashes now = of(games);
        return now.after(changed.stream()
                .map(unit -> TimetableOf.planned(unit, Optional.ofNullable(now.timetable().units().get(unit.code().value())).map(PlannedUnit::participants).orElse(List.of())))
                .toList());
    }

    private Known known(String games, long revision, Known last) {
        TimetableOf timetable = last == null ? new TimetableOf() : last.timetable();
        Clashes before = last == null ? Clashes.of(Timetable.EMPTY, settings) : last.clashes();
        return new Known(revision, timetable, before.after(timetable.timetable(board.of(games))).after());
    }
}
