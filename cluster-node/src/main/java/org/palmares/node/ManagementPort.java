package org.palmares.node;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of Pekko Management: {@code /alive}, {@code /ready}, {@code /metrics}. A node that nobody can ask how it is does not go on. */
final class ManagementPort {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementPort.class);

    private ManagementPort() {}

    static void open(ActorSystem<?> system) {
        PekkoManagement.get(system).start().whenComplete((address, failure) -> {
            if (failure != null) {
                LOG.error("The port of management cannot be used; the node ends", failure);
                Restart.of(system);
            }
        });
    }
}
