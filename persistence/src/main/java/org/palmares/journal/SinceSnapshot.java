package org.palmares.journal;

import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.Evolver;
import org.palmares.competition.Replay;

/** What a replica that starts would have to read again after its newest snapshot. It counts while it is read, too: a competition rests often. */
final class SinceSnapshot {

    private final long least;
    private long cost;

    /** @param least bytes below which no snapshot is worth it */
    SinceSnapshot(long least) {
        this.least = least;
    }

    Competition apply(Competition state, CompetitionEvent event) {
        cost += Replay.cost(event);
        return Evolver.apply(state, event);
    }

    /** Pekko asks before {@code event}, which is in {@code own} or will be, is applied. */
    boolean isWorthASnapshot(Competition own, CompetitionEvent event) {
        return Replay.isWorthASnapshot(cost + Replay.cost(event), own, least);
    }

    /** There is a snapshot of now, or the replica begins to read. One that could not be written is not tried again with the very next event. */
    void begin() {
        cost = 0;
    }
}
