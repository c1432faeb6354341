package org.palmares.node;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Whether a node can reach the others and Cassandra, and they it, as far as the settings tell: better said at the start than found as silence. */
final class Reach {

    private static final String HOST = "pekko.remote.artery.canonical.hostname";
    private static final String TRANSPORT = "pekko.remote.artery.transport";
    private static final String NODE_TLS = "pekko.remote.artery.ssl.rotating-keys-engine.";
    private static final String DRIVER = "datastax-java-driver.advanced.";
    private static final String SSL = DRIVER + "ssl-engine-factory.";
    private static final String AUTH = DRIVER + "auth-provider.";

    private Reach() {}

    /** @param seeds addresses by which the node comes into the cluster */
    static void check(SettingsReader reader, List<String> seeds) {
        Config config = reader.config();
        checkAddress(reader, config, seeds);
        checkCassandra(reader, config);
        checkTls(reader, config);
    }

    private static void checkAddress(SettingsReader reader, Config config, List<String> seeds) {
        reader.port("pekko.remote.artery.canonical.port");
        reader.port("pekko.management.http.port");
        String host = reader.text(HOST);
        boolean local = isLoopback(host);
        if (isAny(host)) {
            reader.fault(HOST, '"' + host + "\" is not an address that other nodes can call");
        } else if (local && seeds.stream().anyMatch(seed -> !isLoopback(seed.substring(0, Math.max(0, seed.lastIndexOf(':')))))) {
            reader.fault(HOST, host + " cannot be called by the other nodes that palmares.seeds names; set this machine's own address");
        } else if (!local && seeds.isEmpty() && config.getStringList("pekko.cluster.seed-nodes").isEmpty()) {
            reader.fault("palmares.seeds", "names no node; name all of them, this one too, equal on all nodes");
        }
    }

    private static boolean isAny(String host) {
        return host.isBlank() || host.equals("0.0.0.0") || host.equals("::");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notNow) {
            return false;
        }
    }

    private static void checkCassandra(SettingsReader reader, Config config) {
        if (reader.addresses("palmares.cassandra.contact-points").isEmpty()) {
            reader.fault("palmares.cassandra.contact-points", "names no Cassandra");
        }
        if (reader.text("palmares.cassandra.local-datacenter").isBlank()) {
            reader.fault("palmares.cassandra.local-datacenter", "is empty");
        }
        if (config.hasPath(AUTH + "class") && !(config.hasPath(AUTH + "username") && config.hasPath(AUTH + "password"))) {
            reader.fault(AUTH + "class", "needs a user and a password too (PALMARES_CASSANDRA_USER, PALMARES_CASSANDRA_PASSWORD)");
        }
        if (config.hasPath(SSL + "class")) {
            List.of("truststore-path", "keystore-path").stream().map(SSL::concat).filter(config::hasPath).forEach(key -> reader.requireReadable(key, ""));
        }
    }

    private static void checkTls(SettingsReader reader, Config config) {
        if (config.hasPath(TRANSPORT) && config.getString(TRANSPORT).equals("tls-tcp")) {
            for (String key : List.of("ca-cert-file", "cert-file", "key-file")) {
                reader.requireReadable(NODE_TLS + key, "; docs/SECURITY.md says how to make it");
            }
        }
    }
}
