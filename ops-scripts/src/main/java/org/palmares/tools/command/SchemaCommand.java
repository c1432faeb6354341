package org.palmares.tools.command;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.internal.core.config.typesafe.DefaultDriverConfigLoader;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.palmares.cassandra.Schema;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palmares schema}: for a Cassandra of the user's own; the embedded ones get theirs from {@code up}. */
@Command(
        name = "schema",
        description = "Makes or checks the tables of the journal in a Cassandra of your own. It is reached as a node reaches it: user, password and"
                + " TLS are the settings of the node (persistence.conf), by the same environment variables.",
        mixinStandardHelpOptions = true)
public final class SchemaCommand implements Callable<Integer> {

    /** What to do. */
    public enum Action {
        /** Make what is missing. */
        create,
        /** Only look. */
        check
    }

    private static final String DRIVER = "datastax-java-driver";

    @Parameters(index = "0", description = "${COMPLETION-CANDIDATES}")
    private Action action;

    @Option(names = "--contact-points", split = ",", description = "host:port,… Default: palmares.cassandra.contact-points of the node.")
    private List<String> contactPoints;

    @Option(names = "--local-datacenter", description = "Cassandra's name of the near one. Default: ${DEFAULT-VALUE}.", defaultValue = "paris")
    private String localDatacenter;

    @Option(names = "--datacenters", split = ",", description = "All of them, one replica each. Default: ${DEFAULT-VALUE}.",
            defaultValue = "paris,madrid,barcelona")
    private List<String> datacenters;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        try (CqlSession session = CqlSession.builder().withConfigLoader(loader()).build()) {
            if (action == Action.create) {
                Schema.create(session, datacenters);
            }
            Optional<String> fault = Schema.fault(Schema.version(session));
            out.line(fault.orElse("The schema is there, version " + Schema.VERSION + '.'));
            return fault.isEmpty() ? 0 : 1;
        } catch (DriverException unreachable) {
            throw new ToolException(Schema.unreadable(unreachable), unreachable);
        } catch (IllegalStateException unfit) {
            throw new ToolException(unfit.getMessage(), unfit);
        }
    }

    /** The node's own way to Cassandra, but with time for changes of the schema, and not waiting for ever for one that is away. */
    private DriverConfigLoader loader() {
        Config driver = ConfigFactory.load()
                .getConfig(DRIVER)
                .withValue(DefaultDriverOption.REQUEST_TIMEOUT.getPath(), ConfigValueFactory.fromAnyRef("20s"))
                .withValue(DefaultDriverOption.RECONNECT_ON_INIT.getPath(), ConfigValueFactory.fromAnyRef(false))
                .withValue(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER.getPath(), ConfigValueFactory.fromAnyRef(localDatacenter));
        Config asked = contactPoints == null
                ? driver
                : driver.withValue(DefaultDriverOption.CONTACT_POINTS.getPath(), ConfigValueFactory.fromIterable(contactPoints));
        return new DefaultDriverConfigLoader(() -> asked.withFallback(ConfigFactory.defaultReference(CqlSession.class.getClassLoader()).getConfig(DRIVER)));
    }
}
