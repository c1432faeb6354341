package org.palmares.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionGateway.Patience;
import org.palmares.node.board.GamesSettings;

/**
 * Everything that can be set, checked at the start; see {@code application.conf} for what each means.
 *
 * @param site this node's data centre
 * @param nodeName the node's name in cursors: the first letter of the site, and a letter more for each further node
 * @param sites all data centres in the order of succession, with their public addresses
 * @param httpHost address to bind
 * @param httpPort port for readers, sources and pages
 * @param keys folder with the keys
 * @param games how time is told
 * @param patience how long answers to commands are waited for
 * @param pulse time between two signs of life to other nodes
 * @param silence without a pulse for longer a data centre is suspected
 * @param rest how long is passed over what left a command unanswered
 * @param longestPause after being stopped for longer the node ends, because it may have been replaced
 * @param snapshotEvery events between two snapshots
 * @param startParallelism journals read at the same time when the node starts
 * @param differAfter how long boards may differ in a competition before that is an incident
 * @param destructiveDrills whether drills that break something are allowed
 */
record NodeSettings(
        ReplicaId site,
        String nodeName,
        Map<ReplicaId, String> sites,
        String httpHost,
        int httpPort,
        Path keys,
        GamesSettings games,
        Patience patience,
        Duration pulse,
        Duration silence,
        Duration rest,
        Duration longestPause,
        int snapshotEvery,
        int startParallelism,
        Duration differAfter,
        boolean destructiveDrills) {

    /** Letters for nodes of a site: the first has none, then b to z. */
    private static final int NODES_MAX = 26;

    /** How much sooner than another takes over a node has to stop acknowledging. */
    private static final Duration TAKEOVER_MARGIN = Duration.ofSeconds(3);

    /** Reads {@code palmares} of the configuration; {@link IllegalArgumentException} lists all faults together. */
    static NodeSettings from(Config config) {
        Reader reader = new Reader(config.getConfig("palmares"));
        ReplicaId site = reader.read("site", key -> new ReplicaId(reader.config.getString(key)), new ReplicaId("none"));
        int number = reader.read("node-number", reader.config::getInt, 1);
        if (number < 1 || number > NODES_MAX) {
            reader.faults.add("palmares.node-number: 1 to " + NODES_MAX + ", not " + number + ": each node of a site is named by a letter");
            number = 1;
        }
        NodeSettings settings = new NodeSettings(
                site,
                site.name().charAt(0) + (number == 1 ? "" : String.valueOf((char) ('a' + number - 1))),
                reader.sites(),
                reader.read("http.host", reader.config::getString, ""),
                reader.read("http.port", reader.config::getInt, 0),
                reader.read("keys", key -> Path.of(reader.config.getString(key)), Path.of("")),
                reader.games(),
                new Patience(
                        reader.read("commands.timeout", reader.config::getDuration, Duration.ZERO),
                        reader.read("commands.timeout-all", reader.config::getDuration, Duration.ZERO)),
                reader.read("feed.pulse", reader.config::getDuration, Duration.ZERO),
                reader.read("feed.silence", reader.config::getDuration, Duration.ZERO),
                reader.read("commands.rest", reader.config::getDuration, Duration.ZERO),
                reader.read("longest-pause", reader.config::getDuration, Duration.ZERO),
                reader.read("snapshot-every", reader.config::getInt, 1),
                reader.read("start-parallelism", reader.config::getInt, 1),
                reader.read("incidents.differ-after", reader.config::getDuration, Duration.ZERO),
                reader.read("drills.destructive", reader.config::getBoolean, false));
        if (!settings.sites.containsKey(site)) {
            reader.faults.add("palmares.site: \"" + site + "\" is none of palmares.sites " + settings.sites.keySet());
        }
        reader.faults.addAll(ClusterTls.faults(config));
        settings.requireOwnLetters(reader.faults);
        settings.requireTakeoverAfter(takeover(config), reader.faults);
        if (!reader.faults.isEmpty()) {
            throw new IllegalArgumentException("The configuration cannot be used:\n  " + String.join("\n  ", reader.faults));
        }
        return settings;
    }

    /** Nodes, positions and cursors name a data centre by its first letter: two that share one would be taken for each other. */
    private void requireOwnLetters(List<String> faults) {
        Map<Character, List<ReplicaId>> letters = sites.keySet().stream().collect(Collectors.groupingBy(other -> other.name().charAt(0)));
        letters.values().stream().filter(alike -> alike.size() > 1).forEach(alike -> faults.add(
                "palmares.sites: " + alike + " begin with the same letter, which stands for a data centre in positions and cursors; rename all but one"));
    }

    private void requireTakeoverAfter(Duration takeover, List<String> faults) {
        if (longestPause.plus(TAKEOVER_MARGIN).compareTo(takeover) > 0) {
            faults.add("palmares.longest-pause: " + longestPause + " has to be at least " + TAKEOVER_MARGIN + " shorter than the time after which another node"
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

    private static final class Reader {
        private final Config config;
        private final List<String> faults = new ArrayList<>();

        private Reader(Config config) {
            this.config = config;
        }

        private <T> T read(String key, java.util.function.Function<String, T> value, T otherwise) {
            return attempt(key, () -> value.apply(key), otherwise);
        }

        private <T> T attempt(String key, Supplier<T> value, T otherwise) {
            try {
                return value.get();
            } catch (ConfigException | IllegalArgumentException | DateTimeException fault) {
                faults.add("palmares." + key + ": " + fault.getMessage());
                return otherwise;
            }
        }

        private Map<ReplicaId, String> sites() {
            Map<ReplicaId, String> sites = new LinkedHashMap<>();
            attempt(
                    "sites",
                    () -> {
                        config.getConfigList("sites").forEach(site -> sites.put(new ReplicaId(site.getString("name")), site.getString("url")));
                        return sites;
                    },
                    sites);
            return java.util.Collections.unmodifiableMap(sites);
        }

        private GamesSettings games() {
            ZoneId zone = read("games.zone", key -> ZoneId.of(config.getString(key)), ZoneId.of("UTC"));
            LocalTime start = read("games.day-starts-at", key -> LocalTime.parse(config.getString(key)), LocalTime.MIDNIGHT);
            Optional<String> games = Optional.of(read("games.default", config::getString, "")).filter(code -> !code.isEmpty());
            return new GamesSettings(zone, start, games);
        }
    }
}
