package org.palmares.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.io.PrintStream;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.palmares.node.access.Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a node, or only looks at its settings. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int EXIT_UNUSABLE = 2;
    private static final String USAGE = """
            Usage: palmares-node [--check | --print-settings | --help]
            Without a word it starts the node. Its settings are in the file that PALMARES_CONF names, and in the environment.
              --check           looks at settings and keys, says everything that is wrong, and starts nothing
              --print-settings  prints each setting, and where it was set; passwords are left out
            Exit codes: 2 something has to be corrected first, 75 start me again, 3 out of memory.
            """;

    private Main() {}

    /** Everything is configuration; a word only asks for it. */
    public static void main(String[] arguments) {
        switch (String.join(" ", arguments)) {
            case "" -> start();
            case "--check" -> System.exit(check(System.out, System.err));
            case "--print-settings" -> System.exit(print(System.out, System.err));
            case "--help" -> System.out.print(USAGE);
            default -> {
                System.err.print(USAGE);
                System.exit(EXIT_UNUSABLE);
            }
        }
    }

    private static void start() {
        try {
            Config config = Configuration.load();
            NodeSettings settings = NodeSettings.from(config);
            LOG.info("{}", settings);
            ActorSystem<Void> system = ActorSystem.create(Guardian.create(settings), "palmares", config);
            // How it ends, and with which exit code, is coordinated shutdown's business.
            system.getWhenTerminated().whenComplete((done, failure) -> LOG.info("The node has ended."));
        } catch (IllegalArgumentException | ConfigException unusable) {
            LOG.error("{}", unusable.getMessage());
            System.exit(EXIT_UNUSABLE);
        } catch (RuntimeException failure) {
            // E.g. a port of the cluster that another process still holds. Without an exit the threads that were started would keep a dead process.
            LOG.error("The node cannot start", failure);
            System.exit(Restart.EXIT_CODE);
        }
    }

    private static int check(PrintStream out, PrintStream err) {
        try {
            SettingsReader reader = new SettingsReader(Configuration.load());
            NodeSettings settings = NodeSettings.checked(reader);
            keyFault(settings).forEach(fault -> reader.fault("palmares.keys", fault));
            reader.requireNoFaults();
            out.println("The settings can be used: " + settings);
            return 0;
        } catch (IllegalArgumentException | ConfigException unusable) {
            err.println(unusable.getMessage());
            return EXIT_UNUSABLE;
        }
    }

    private static List<String> keyFault(NodeSettings settings) {
        try {
            Keys.read(settings.keys());
            return List.of();
        } catch (IllegalArgumentException unusable) {
            return List.of(unusable.getMessage());
        }
    }

    private static int print(PrintStream out, PrintStream err) {
        try {
            Configuration.lines(Configuration.load()).forEach(out::println);
            return 0;
        } catch (ConfigException unusable) {
            err.println(unusable.getMessage());
            return EXIT_UNUSABLE;
        }
    }
}
