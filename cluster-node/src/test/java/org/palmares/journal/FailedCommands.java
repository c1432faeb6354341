package org.palmares.journal;

import org.palmares.competition.CompetitionId;

/** For tests in other packages: how commands fail. */
public final class FailedCommands {

    private FailedCommands() {}

    /** No data centre answered in time. */
    public static RuntimeException noAnswer(CompetitionId competition) {
        return new CompetitionGateway.NoAnswer(competition, new IllegalStateException("a test"));
    }

    /** Too much waits for the competition. */
    public static RuntimeException crowded(CompetitionId competition) {
        return new CompetitionGateway.Crowded(competition);
    }
}
