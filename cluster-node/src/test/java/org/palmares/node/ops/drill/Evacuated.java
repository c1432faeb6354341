package org.palmares.node.ops.drill;

import java.util.Set;
import org.palmares.competition.ReplicaId;
import org.palmares.node.sites.Serving;

/** For tests in other packages: a data centre that is emptied, without the records that say so. */
public final class Evacuated {

    private Evacuated() {}

    /** From now on {@code sites} are. */
    public static void are(Serving serving, ReplicaId... sites) {
        serving.evacuated(Set.of(sites));
    }
}
