package org.palmares.node;

import java.time.Duration;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says now and then what the start of a node waits for. Safe for use from any thread. */
final class StartLog {

    /** Time between two lines about the same. */
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(StartLog.class);

    private final Cancellable timer;
    private volatile String waitingFor = "the cluster";

    StartLog(ActorSystem<?> system) {
        timer = system.scheduler().scheduleAtFixedRate(EVERY, EVERY, () -> LOG.warn("The node is not ready; it waits for: {}", waitingFor), system.executionContext());
    }

    void waitsFor(String what) {
        waitingFor = what;
    }

    /** What is waited for now. */
    String waitingFor() {
        return waitingFor;
    }

    /** The start is over. */
    void done() {
        timer.cancel();
    }
}
