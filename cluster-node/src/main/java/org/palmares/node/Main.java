package org.palmares.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a node. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int EXIT_CONFIGURATION = 2;

    private Main() {}

    /** No arguments: everything is configuration (application.conf, environment, system properties). */
    public static void main(String[] arguments) {
        try {
            Config config = ConfigFactory.load();
            NodeSettings settings = NodeSettings.from(config);
            LOG.info("{}", settings);
            ActorSystem<Void> system = ActorSystem.create(Guardian.create(settings), "palmares", config);
            // How it ends, and with which exit code, is coordinated shutdown's business.
            system.getWhenTerminated().whenComplete((done, failure) -> LOG.info("The node has ended."));
        } catch (IllegalArgumentException | com.typesafe.config.ConfigException unusable) {
            LOG.error("{}", unusable.getMessage());
            System.exit(EXIT_CONFIGURATION);
        } catch (RuntimeException failure) {
            // E.g. a port of the cluster that another process still holds. Without an exit the threads that were started would keep a dead process.
            LOG.error("The node cannot start", failure);
            System.exit(Restart.EXIT_CODE);
        }
    }
}
