package org.palmares.node;

import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/** Why a node ends: to be started again by its supervisor (systemd, Kubernetes, the local agent), which the exit code 75 asks for. */
public final class Restart implements CoordinatedShutdown.Reason {

    private Restart() {}

    /** Leaves in order, then ends the process. */
    static void of(ActorSystem<?> system) {
        CoordinatedShutdown.get(system).runAll(new Restart());
    }
}
