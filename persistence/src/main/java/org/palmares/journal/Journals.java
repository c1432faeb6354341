package org.palmares.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.palmares.competition.Competition;

/** What the journals tell to others than the replicas that write them; Cassandra in production. */
public interface Journals {

    /** Every journal that was ever written to. A name that cannot be read is left out and logged. */
    CompletionStage<List<JournalId>> all();

    /** Everything that is in a replica's journal. */
    CompletionStage<Competition> read(JournalId id);

    /**
     * What is in a replica's journal after its event of this number.
     *
     * @param number the replica's running number in {@link org.palmares.competition.CompetitionEvent.Origin}, which is the journal's too
     */
    CompletionStage<Competition> readAfter(JournalId id, long number);

    /** Completes when a quorum answers; fails when none does. */
    CompletionStage<?> quorum();
}
