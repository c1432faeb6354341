package org.palmares.node;

import org.apache.pekko.actor.typed.ActorSystem;
import org.palmares.node.link.Links;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port for links. A node that nobody can link with would cost all others more, and whoever operates it would not know why. */
final class LinkPort {

    private static final Logger LOG = LoggerFactory.getLogger(LinkPort.class);

    private LinkPort() {}

    /** @param here decides what other nodes ask of this data centre */
    static void open(ActorSystem<?> system, Links links, int port, Links.Decides here) {
        links.listen(port, here).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("Port {} for links cannot be used; the node ends", port, failure);
                Restart.of(system);
            }
        });
    }
}
