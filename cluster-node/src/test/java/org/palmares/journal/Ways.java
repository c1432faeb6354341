package org.palmares.journal;

import java.util.List;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;

/** For tests in other packages: who is asked for a competition, first to last. */
public final class Ways {

    private Ways() {}

    /** The order in which a command for {@code competition} tries the data centres. */
    public static List<ReplicaId> of(DataCentres dataCentres, CompetitionId competition, List<ReplicaId> order) {
        return dataCentres.preferred(competition, order);
    }
}
