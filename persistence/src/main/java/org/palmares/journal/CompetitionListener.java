package org.palmares.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;

/** Hears what replicas of this node come to know. Called from their actors: must not block. */
public interface CompetitionListener {

    /** The local replica accepted a command, and these events are in the journal since {@code durable}. */
    void persisted(CompetitionId competition, List<CompetitionEvent> events, Instant durable);

    /** The journal took so long to write what a replica accepted. */
    default void written(Duration took) {}

    /** The local replica started, and this is in its journal. */
    void recovered(CompetitionId competition, Competition state);

    /** The local replica could not write to its journal, or not read it, and starts again; whether what it wrote is there is not known. */
    void failed(CompetitionId competition);

    /** The local replica could not read its journal and tries again. */
    default void unreadable(JournalId journal, Throwable why) {}
}
