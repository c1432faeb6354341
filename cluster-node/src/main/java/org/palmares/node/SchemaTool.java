package org.palmares.node;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.internal.core.config.typesafe.DefaultDriverConfigLoader;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.palmares.cassandra.Schema;

/** Makes or checks the tables of the journal, with the node's own settings: {@code palmares-schema create} once, before the nodes start. */
public final class SchemaTool {

    private static final String DRIVER = "datastax-java-driver";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_WRONGLY_CALLED = 2;
    private static final String USAGE = """
            Usage: palmares-schema create | check
              create  makes the tables that are missing, with one replica in each data centre of palmares.cassandra.datacenters (or of palmares.sites)
              check   only looks
            Cassandra is reached as the node reaches it, by the same settings (PALMARES_CONF).
            """;

    private SchemaTool() {}

    /** {@code create} or {@code check}. */
    public static void main(String[] arguments) {
        String action = String.join(" ", arguments);
        if (!List.of("create", "check").contains(action)) {
            System.err.print(USAGE);
            System.exit(EXIT_WRONGLY_CALLED);
        }
        try {
            Config config = Configuration.load();
            NodeSettings settings = NodeSettings.from(config);
            System.exit(run(action.equals("create"), config, datacenters(config, settings)));
        } catch (IllegalArgumentException | ConfigException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(EXIT_WRONGLY_CALLED);
        }
    }

    private static List<String> datacenters(Config config, NodeSettings settings) {
        List<String> named = config.getStringList("palmares.cassandra.datacenters");
        return named.isEmpty() ? settings.order().stream().map(site -> site.name()).toList() : named;
    }

    private static int run(boolean create, Config config, List<String> datacenters) {
        try (CqlSession session = CqlSession.builder().withConfigLoader(loader(config)).build()) {
            if (create) {
                List<String> seen = Schema.dataCentresSeen(session);
                if (!seen.containsAll(datacenters)) {
                    System.err.println("Cassandra has the data centres " + seen + ", not all of " + datacenters
                            + ". Start those that are missing, or set palmares.cassandra.datacenters (PALMARES_CASSANDRA_DATACENTERS).");
                    return EXIT_FAILED;
                }
                create(session, datacenters);
            }
            Optional<String> fault = Schema.fault(Schema.version(session));
            System.out.println(fault.orElse("The schema is there, version " + Schema.VERSION + '.'));
            return fault.isEmpty() ? 0 : EXIT_FAILED;
        } catch (DriverException | IllegalStateException failed) {
            System.err.println(failed instanceof DriverException ? Schema.unreadable(failed) : failed.getMessage());
            return EXIT_FAILED;
        }
    }

    /** Until each data centre has them: one that has just been heard of may need some seconds for tables that it is told of, and refuses rows until then. */
    private static void create(CqlSession session, List<String> datacenters) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!areThere(session, datacenters, System.nanoTime() > end)) {
            System.err.println("Not all data centres have the tables yet; once more ...");
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean areThere(CqlSession session, List<String> datacenters, boolean last) {
        try {
            Schema.create(session, datacenters);
            return Schema.versionEverywhere(session) == Schema.VERSION || last;
        } catch (DriverException notYet) {
            if (last) {
                throw notYet;
            }
            return false;
        }
    }

    /** The node's own way to Cassandra, but with time for changes of the schema, and not waiting for ever for one that is away. */
    private static DriverConfigLoader loader(Config config) {
        Config driver = config.getConfig(DRIVER)
                .withValue(DefaultDriverOption.REQUEST_TIMEOUT.getPath(), ConfigValueFactory.fromAnyRef("20s"))
                .withValue(DefaultDriverOption.RECONNECT_ON_INIT.getPath(), ConfigValueFactory.fromAnyRef(false))
                // Nothing is under way when the session is closed, and Netty would wait two seconds for more.
                .withValue(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD.getPath(), ConfigValueFactory.fromAnyRef(0))
                .withValue(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD.getPath(), ConfigValueFactory.fromAnyRef(0));
        return new DefaultDriverConfigLoader(() -> driver.withFallback(ConfigFactory.defaultReference(CqlSession.class.getClassLoader()).getConfig(DRIVER)));
    }
}
