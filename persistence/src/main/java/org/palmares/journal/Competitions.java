package org.palmares.journal;

import java.util.concurrent.CompletionStage;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;

/** Brings commands to competitions, wherever they are. */
@FunctionalInterface
public interface Competitions {

    /** What became of {@code command}; fails where that is not known. */
    CompletionStage<CompetitionReply> decide(CompetitionId competition, CompetitionCommand command);
}
