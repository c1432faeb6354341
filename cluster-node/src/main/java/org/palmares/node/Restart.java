package org.palmares.node;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a node ends: to be started again by its supervisor (systemd, Kubernetes, the local agent), which the exit code 75 asks for. */
public final class Restart implements CoordinatedShutdown.Reason {

    /** EX_TEMPFAIL of sysexits.h; the same in cluster.conf. */
    static final int EXIT_CODE = 75;

    /** Leaving in order takes a few seconds; what hangs for longer would keep a node half alive. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Restart.class);

    private Restart() {}

    /** Leaves in order, then ends the process; does nothing more when it is ending already. */
    static void of(ActorSystem<?> system) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        if (shutdown.getShutdownReason().isEmpty()) {
            if (system.settings().config().getBoolean("pekko.coordinated-shutdown.exit-jvm")) {
                haltWhenItHangs(system);
            }
            shutdown.runAll(new Restart());
        }
    }

    private static void haltWhenItHangs(ActorSystem<?> system) {
        Thread watch = new Thread(() -> {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            LOG.error("The node does not end in order; it is halted.");
            Runtime.getRuntime().halt(EXIT_CODE);
        }, "restart-of-" + system.name());
        watch.setDaemon(true);
        watch.start();
    }
}
