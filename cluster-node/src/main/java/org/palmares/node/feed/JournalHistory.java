package org.palmares.node.feed;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;

/** What replicas journalled, event by event; nothing is held of it, so whoever asks keeps what is needed. */
@FunctionalInterface
public interface JournalHistory {

    /** The events of {@code replica}'s journal of {@code competition} whose numbers are greater than {@code number}, in their order. */
    Source<CompetitionEvent, NotUsed> after(CompetitionId competition, ReplicaId replica, long number);
}
