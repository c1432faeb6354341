package org.palmares.competition;

import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.UnitEdited;

/** What it costs to read events again, and from when on a snapshot costs less (docs/decisions/0004). In bytes, as everything is that differs in size. */
public final class Replay {

    /** What any event costs beside its bytes, its row in the journal and joining it: as much as about so many bytes of a snapshot. */
    static final int EVENT = 8 * 1024;

    private Replay() {}

    /** What reading {@code event} again costs. */
    public static long cost(CompetitionEvent event) {
        return EVENT + event.fold(new CompetitionEvent.Cases<Long>() {
            @Override
            public Long documentRecorded(DocumentRecorded recorded) {
                return Weights.of(recorded.document()) + recorded.entries().weight();
            }

            @Override
            public Long entriesRecorded(EntriesRecorded recorded) {
                return recorded.entries().weight();
            }

            @Override
            public Long documentVoided(DocumentVoided voided) {
                return 0L;
            }

            @Override
            public Long unitEdited(UnitEdited edited) {
                return Weights.of(edited.edit());
            }
        });
    }

    /**
     * Whether a snapshot is worth its write: then all snapshots together are never more bytes than what was sent, and who reads a journal reads at
     * most about twice its state, or {@code least}.
     *
     * @param cost of all events since the last snapshot
     * @param state that would be written
     * @param least below which it is not worth it, however small the state is
     */
    public static boolean isWorthASnapshot(long cost, Competition state, long least) {
        return cost >= least && cost >= state.weight();
    }
}
