package org.palmares.node;

import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/** Why a node ends: something about it has to be corrected first, and starting it again would not help. The exit code is 2. */
public final class Unusable implements CoordinatedShutdown.Reason {

    private Unusable() {}

    /** Ends the process. */
    static void of(ActorSystem<?> system) {
        CoordinatedShutdown.get(system).runAll(new Unusable());
    }
}
