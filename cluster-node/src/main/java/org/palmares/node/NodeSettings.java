package org.palmares.node;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.CompetitionGateway.Patience;
import org.palmares.journal.CompetitionEntity.Snapshots;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.schedule.ClashSettingsFile;
import org.palmares.node.schedule.clash.ClashSettings;
import org.palmares.node.schedule.proposal.PlannerSettings;

/**
 * Everything that can be set, checked at the start; see {@code application.conf} for what each means.
 *
 * @param site this node's data centre
 * @param nodeName the node's name in cursors: the first letter of the site, and a letter more for each further node
 * @param sites all data centres in the order of succession, with their public addresses
 * @param seeds addresses of nodes, {@code host:port}, by which this one comes into the cluster
 * @param httpHost address to bind
 * @param httpPort port for readers, sources and pages
 * @param linkPort port where other nodes link with this one
 * @param keys folder with the keys
 * @param games how time is told
 * @param patience how long answers to commands are waited for
 * @param pulse time between two signs of life to other nodes
 * @param silence without a pulse for longer a data centre is suspected
 * @param rest how long is passed over what left a command unanswered
 * @param longestPause after being stopped for longer the node ends, because it may have been replaced
 * @param rehearsal how long a node rehearses at most before it is ready
 * @param snapshots when snapshots of a competition are made
 * @param startParallelism journals read at the same time when the node starts
 * @param differAfter how long boards may differ in a competition before that is an incident
 * @param destructiveDrills whether drills that break something are allowed
 * @param clashes how strictly timetables are checked
 * @param planner where the storm desk's planner is and what it may take
 */
record NodeSettings(
        ReplicaId site,
        String nodeName,
        Map<ReplicaId, String> sites,
        List<String> seeds,
        String httpHost,
        int httpPort,
        int linkPort,
        Path keys,
        GamesSettings games,
        Patience patience,
        Duration pulse,
        Duration silence,
        Duration rest,
        Duration longestPause,
        Duration rehearsal,
        Snapshots snapshots,
        int startParallelism,
        Duration differAfter,
        boolean destructiveDrills,
        ClashSettings clashes,
        PlannerSettings planner) {

    /** Letters for nodes of a site: the first has none, then b to z. */
    private static final int NODES_MAX = 26;

    /** How much sooner than another takes over a node has to stop acknowledging. */
    private static final Duration TAKEOVER_MARGIN = Duration.ofSeconds(3);

    /** Reads the configuration; {@link IllegalArgumentException} lists all faults together. */
    static NodeSettings from(Config config) {
        SettingsReader reader = new SettingsReader(config);
        NodeSettings settings = checked(reader);
        reader.requireNoFaults();
        return settings;
    }

    /** What {@code reader} could read; its faults are all there are. */
    static NodeSettings checked(SettingsReader reader) {
        NodeSettings settings = read(reader);
        settings.check(reader);
        return settings;
    }

    private static NodeSettings read(SettingsReader reader) {
        ReplicaId site = reader.parsed("palmares.site", ReplicaId::new, new ReplicaId("none"));
        int number = reader.number("palmares.node-number", 1, NODES_MAX, ": each node of a site is named by a letter");
        return new NodeSettings(
                site,
                site.name().charAt(0) + (number == 1 ? "" : String.valueOf((char) ('a' + number - 1))),
                reader.sites("palmares.sites"),
                reader.addresses("palmares.seeds"),
                reader.text("palmares.http.host"),
                reader.port("palmares.http.port"),
                reader.port("palmares.link.port"),
                reader.parsed("palmares.keys", Path::of, Path.of("")),
                new GamesSettings(
                        reader.parsed("palmares.games.zone", ZoneId::of, ZoneId.of("UTC")),
                        reader.parsed("palmares.games.day-starts-at", LocalTime::parse, LocalTime.MIDNIGHT),
                        Optional.of(reader.text("palmares.games.default")).filter(code -> !code.isEmpty())),
                new Patience(reader.time("palmares.commands.timeout"), reader.time("palmares.commands.timeout-all")),
                reader.time("palmares.feed.pulse"),
                reader.time("palmares.feed.silence"),
                reader.time("palmares.commands.rest"),
                reader.time("palmares.longest-pause"),
                reader.time("palmares.rehearsal"),
                new Snapshots(reader.bytes("palmares.snapshot-after"), reader.count("palmares.snapshot-every")),
                reader.count("palmares.start-parallelism"),
                reader.time("palmares.incidents.differ-after"),
                reader.yes("palmares.drills.destructive"),
                reader.parsed("palmares.schedule.clash-rules", NodeSettings::clashes, ClashSettingsFile.shipped()),
                planner(reader));
    }

    /** What is not said is where the node was installed, and the Java it runs on. */
    private static PlannerSettings planner(SettingsReader reader) {
        String folder = reader.text("palmares.storm.planner");
        String java = reader.text("palmares.storm.java");
        Duration time = reader.time("palmares.storm.time");
        if (time.compareTo(PlannerSettings.TIME_LEAST) < 0) {
            reader.fault("palmares.storm.time", "at least " + PlannerSettings.TIME_LEAST.toMillis() + "ms: its start takes part of it");
        }
        long memory = reader.bytes("palmares.storm.memory");
        if (memory < PlannerSettings.MEMORY_LEAST) {
            reader.fault("palmares.storm.memory", "at least " + PlannerSettings.MEMORY_LEAST + " bytes, or it cannot start");
        }
        return new PlannerSettings(
                folder.isEmpty() ? PlannerSettings.beside() : reader.parsed("palmares.storm.planner", Path::of, Path.of("")),
                java.isEmpty() ? PlannerSettings.ownJava() : reader.parsed("palmares.storm.java", Path::of, Path.of("")),
                time,
                memory);
    }

    private static ClashSettings clashes(String file) {
        return ClashSettingsFile.read(Optional.of(file).filter(path -> !path.isEmpty()).map(Path::of));
    }

    /** What is wrong only together with something else, or is used by what the settings are handed on to. */
    private void check(SettingsReader reader) {
        if (!sites.containsKey(site)) {
            reader.fault("palmares.site", "\"" + site + "\" is none of palmares.sites " + sites.keySet());
        }
        requireOwnLetters(reader);
        requireTakeoverAfter(takeover(reader.config()), reader);
        Reach.check(reader, seeds);
    }

    /** Nodes, positions and cursors name a data centre by its first letter: two that share one would be taken for each other. */
    private void requireOwnLetters(SettingsReader reader) {
        Map<Character, List<ReplicaId>> letters = sites.keySet().stream().collect(Collectors.groupingBy(other -> other.name().charAt(0)));
        letters.values().stream().filter(alike -> alike.size() > 1).forEach(alike -> reader.fault(
                "palmares.sites", alike + " begin with the same letter, which stands for a data centre in positions and cursors; rename all but one"));
    }

    private void requireTakeoverAfter(Duration takeover, SettingsReader reader) {
        if (longestPause.plus(TAKEOVER_MARGIN).compareTo(takeover) > 0) {
            reader.fault("palmares.longest-pause", longestPause + " has to be at least " + TAKEOVER_MARGIN + " shorter than the time after which another node"
                    + " of the site takes over, " + takeover + " (acceptable-heartbeat-pause + stable-after + down-removal-margin)");
        }
    }

    /** The earliest after which another node of a data centre takes over from one that it hears nothing of. */
    private static Duration takeover(Config config) {
        Config cluster = config.getConfig("pekko.cluster");
        Duration stable = cluster.getDuration("split-brain-resolver.stable-after");
        boolean margin = !cluster.getString("down-removal-margin").equals("off");
        return cluster.getDuration("failure-detector.acceptable-heartbeat-pause").plus(stable).plus(margin ? cluster.getDuration("down-removal-margin") : stable);
    }

    /** All data centres in the order of succession. */
    List<ReplicaId> order() {
        return List.copyOf(sites.keySet());
    }
}
