package org.palmares.node;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What TLS between nodes needs (tls.conf): better said at the start than found as connections that never come about. */
final class ClusterTls {

    private static final String TRANSPORT = "pekko.remote.artery.transport";
    private static final String FILES = "pekko.remote.artery.ssl.rotating-keys-engine.";
    private static final Map<String, String> VARIABLES =
            Map.of("key-file", "PALMARES_TLS_KEY", "cert-file", "PALMARES_TLS_CERTIFICATE", "ca-cert-file", "PALMARES_TLS_CA");

    private ClusterTls() {}

    /** Files that are named and cannot be read; none where nodes speak plain text. */
    static List<String> faults(Config config) {
        if (!config.hasPath(TRANSPORT) || !config.getString(TRANSPORT).equals("tls-tcp")) {
            return List.of();
        }
        return VARIABLES.keySet().stream().sorted().flatMap(key -> fault(config, key)).toList();
    }

    private static Stream<String> fault(Config config, String key) {
        String file = config.getString(FILES + key);
        return Files.isReadable(Path.of(file))
                ? Stream.empty()
                : Stream.of(FILES + key + ": " + file + " cannot be read; set " + VARIABLES.get(key)
                        + " (ops-scripts/palmares certificates makes such files)");
    }
}
