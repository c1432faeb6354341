package org.palmares.tools.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.demo.Demo;
import org.palmares.tools.site.KeyFiles;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.upkeep.Up;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares up}. */
@Command(
        name = "up",
        description = "Starts the three data centres, a Cassandra and a node (or more) each, and returns when all are ready. What runs already is left alone; "
                + "what was killed is started again. From then on palmares keep starts again what ends by itself, until palmares down.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    /** Nodes that have just started are slow at first, and asking another would only add to their work. */
    private static final Patience PATIENCE = Patience.SHORT.withAttempt(Duration.ofSeconds(20)).withBudget(Duration.ofMinutes(2));

    @Mixin
    private Where where;

    @Option(names = "--site", description = "Only this data centre: ${COMPLETION-CANDIDATES}.")
    private String site;

    @Option(names = "--fresh", description = "Stops everything and deletes what the data centres hold before they start. The keys stay.")
    private boolean fresh;

    @Option(names = "--destructive-drills", description = "Allows drills that break something, until the next up without it.")
    private boolean destructiveDrills;

    @Option(names = "--nodes-per-site", paramLabel = "N", description = "Nodes of each data centre, 1 to 9. Default: as many as last time, at first 1.")
    private Integer nodesPerSite;

    @Option(names = "--tls", negatable = true,
            description = "Nodes and Cassandras speak TLS with certificates of both sides, made under var/tls for trials. Default: as last time, at"
                    + " first not.")
    private Boolean tls;

    @Option(names = "--demo", 
            description = "Then sends the sample Games, all up to the morning of their ninth day, which is today, and lets them go on in the background,"
                    + " ten times as fast, until palmares down. Doing it again goes on from there.")
    private boolean demo;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (fresh && site == null) {
            new Demo(where.layout()).forget();
        }
        Up up = new Up(where.layout(), new Up.Wish(site, fresh, destructiveDrills, nodesPerSite, tls), out.writer());
        Layout layout = up.start();
        out.line("");
        out.line("Results and timetable:  " + String.join("  ", layout.urls()));
        out.line("Keys:                   " + layout.keys() + "  (feed.key for POST /v1/odf)");
        out.line("Logs:                   " + layout.var() + "/<site>/node.log and cassandra.log; what ends by itself is started again, see " + Up.keeperLog(layout));
        out.line("Next:                   ops-scripts/palmares status | load PATH | down" + (demo ? "" : " | up --demo"));
        boolean done = !demo || demonstrate(layout);
        up.hasten();
        return done ? 0 : 1;
    }

    private boolean demonstrate(Layout layout) {
        Demo games = new Demo(layout);
        SiteClient client = new SiteClient(Sites.of(layout), KeyFiles.read(layout.keys(), "feed"), PATIENCE);
        if (!games.loadToday(client, Instant.now(), out.writer())) {
            return false;
        }
        games.process().start();
        out.line("The sample Games go on from here, see " + layout.urls().get(0) + "; what is sent: " + games.process().log() + ". Their days before ...");
        return games.loadDaysBefore(client, out.writer());
    }
}
