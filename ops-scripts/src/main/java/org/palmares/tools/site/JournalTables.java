package org.palmares.tools.site;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.palmares.cassandra.Schema;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.tls.TlsFiles;

/** The tables of the journal in the Cassandras of this machine. */
final class JournalTables {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SAY_EVERY = Duration.ofSeconds(20);

    /**
     * All of them: the class path holds the settings of a node too, whose contact points may be another user's data centres. A session is closed at once:
     * nothing is under way in it then, and Netty would wait two seconds for more.
     */
    private static final String DRIVER_SETTINGS = """
            datastax-java-driver {
              basic.request.timeout = 10s
              advanced.connection.init-query-timeout = 5s
              advanced.control-connection.timeout = 10s
              advanced.netty.io-group.shutdown.quiet-period = 0
              advanced.netty.admin-group.shutdown.quiet-period = 0
            }
            """;

    private final Layout layout;
    private final Consumer<String> progress;

    JournalTables(Layout layout, Consumer<String> progress) {
        this.layout = layout;
        this.progress = progress;
    }

    /**
     * Makes them where there are none, and returns once they are known.
     *
     * @param cassandra of {@code site}, which is asked
     * @param everywhere whether all Cassandras have to know them
     */
    void create(String site, ManagedProcess cassandra, boolean everywhere) {
        long end = System.nanoTime() + LONGEST.toNanos();
        long say = System.nanoTime() + SAY_EVERY.toNanos();
        String missing = "";
        while (System.nanoTime() < end) {
            try (CqlSession session = session(site)) {
                if ((everywhere ? Schema.versionEverywhere(session) : Schema.version(session)) == Schema.VERSION) {
                    return;
                }
                List<String> seen = Schema.dataCentresSeen(session);
                missing = "it sees " + String.join(", ", seen);
                if (seen.size() == Layout.SITES.size()) {
                    Schema.requireThree(session);
                    progress.accept("The tables of the journal are made ...");
                    Schema.create(session, Layout.SITES);
                }
            } catch (DriverException notYet) {
                missing = notYet.getMessage();
            } catch (IllegalStateException unfit) {
                throw new ToolException(unfit.getMessage(), unfit);
            }
            if (System.nanoTime() > say) {
                say += SAY_EVERY.toNanos();
                progress.accept("The tables of the journal are waited for (" + missing + ") ...");
            }
            Waiting.pause();
        }
        throw new ToolException("The tables of the journal are not in all Cassandras after " + LONGEST.toSeconds() + " s, asked in " + site + ": " + missing
                + ". Are the other data centres up (palmares status)? The end of " + cassandra.log() + ":\n  " + cassandra.logTail());
    }

    CqlSession session(String site) {
        DriverConfigLoader config = DriverConfigLoader.fromString(
                DRIVER_SETTINGS + TlsFiles.in(layout.var()).map(files -> files.driverSettings(site)).orElse(""));
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(layout.host(site), layout.cassandra(site)))
                .withLocalDatacenter(site)
                .withConfigLoader(config)
                .build();
    }
}
