package org.palmares.tools.site;

import com.datastax.oss.driver.api.core.CqlSession;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.palmares.cassandra.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palmares schema}: for a Cassandra of the user's own; the embedded ones get theirs from {@code up}. */
@Command(
        name = "schema",
        description = "Makes or checks the tables of the journal in a Cassandra of your own.",
        mixinStandardHelpOptions = true)
public final class SchemaCommand implements Callable<Integer> {

    @Parameters(index = "0", description = "create or check")
    private String action;

    @Option(names = "--contact-point", description = "host:port. Default: ${DEFAULT-VALUE}.", defaultValue = "127.0.0.1:9101")
    private String contactPoint;

    @Option(names = "--local-datacenter", description = "Cassandra's name of it. Default: ${DEFAULT-VALUE}.", defaultValue = "paris")
    private String localDatacenter;

    @Option(names = "--datacenters", split = ",", description = "All of them, one replica each.", defaultValue = "paris,madrid,barcelona")
    private List<String> datacenters;

    @Option(names = "--user", description = "User name, with --password.")
    private String user;

    @Option(names = "--password", description = "Asked for if no value is given.", interactive = true, arity = "0..1")
    private String password;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String[] address = contactPoint.split(":", 2);
        var builder = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(localDatacenter);
        if (user != null) {
            builder.withAuthCredentials(user, password);
        }
        try (CqlSession session = builder.build()) {
            if (action.equals("create")) {
                Schema.create(session, datacenters);
            }
            Optional<String> fault = Schema.fault(session);
            spec.commandLine().getOut().println(fault.orElse("The schema is there, version " + Schema.VERSION + '.'));
            spec.commandLine().getOut().flush();
            return fault.isEmpty() ? 0 : 1;
        }
    }
}
