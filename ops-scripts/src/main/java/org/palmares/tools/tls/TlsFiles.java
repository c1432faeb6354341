package org.palmares.tools.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.palmares.tools.cassandra.CassandraTls;
import org.palmares.tools.terminal.ToolException;

/**
 * Where certificates and keys are, and the settings that name them to nodes, Cassandras and tools.
 *
 * @param folder made by {@link Certificates}
 */
public record TlsFiles(Path folder) {

    private static final String IN_VAR = "tls";

    /** Those in {@code var}: where they are, nodes and Cassandras of these data centres speak TLS. */
    public static Optional<TlsFiles> in(Path var) {
        return Optional.of(of(var)).filter(files -> Files.isDirectory(files.folder));
    }

    /** Where {@code palmares up --tls} puts them. */
    public static TlsFiles of(Path var) {
        return new TlsFiles(var.resolve(IN_VAR));
    }

    /** {@code environment}, and what nodes need besides where they speak TLS. */
    public static Map<String, String> environment(Path var, String site, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(in(var).map(files -> files.nodeEnvironment(site)).orElse(Map.of()));
        all.putAll(environment);
        return all;
    }

    /** Environment of a node (tls.conf and persistence.conf); not its arguments, which everybody on the machine can read. */
    public Map<String, String> nodeEnvironment(String site) {
        return Map.of(
                "PALMARES_REMOTE_TRANSPORT", "tls-tcp",
                "PALMARES_TLS_KEY", nodeKey(site).toString(),
                "PALMARES_TLS_CERTIFICATE", nodeCertificate(site).toString(),
                "PALMARES_TLS_CA", authority().toString(),
                "PALMARES_CASSANDRA_SSL_ENGINE_FACTORY", "DefaultSslEngineFactory",
                "PALMARES_CASSANDRA_TRUSTSTORE", trusted().toString(),
                "PALMARES_CASSANDRA_TRUSTSTORE_PASSWORD", password(),
                "PALMARES_CASSANDRA_KEYSTORE", nodeStore(site).toString(),
                "PALMARES_CASSANDRA_KEYSTORE_PASSWORD", password());
    }

    /** The driver's settings of a tool that asks Cassandra as the node of {@code site} does. */
    public String driverSettings(String site) {
        return """
                datastax-java-driver.advanced.ssl-engine-factory {
                  class = DefaultSslEngineFactory
                  hostname-validation = true
                  allow-dns-reverse-lookup-san = false
                  truststore-path = "%s"
                  truststore-password = "%s"
                  keystore-path = "%s"
                  keystore-password = "%s"
                }
                """.formatted(trusted(), password(), nodeStore(site), password());
    }

    /** For the Cassandra of {@code site}. */
    public CassandraTls cassandra(String site) {
        return new CassandraTls(cassandraStore(site), trusted(), password());
    }

    /** Certificate of the authority, PEM. */
    public Path authority() {
        return folder.resolve("ca.crt");
    }

    /** The authority with its key. */
    Path authorityStore() {
        return folder.resolve("ca.p12");
    }

    /** A store with the authority's certificate only: whom it signed is trusted. */
    Path trusted() {
        return folder.resolve("trusted.p12");
    }

    public Path passwordFile() {
        return folder.resolve("password");
    }

    Path site(String site) {
        return folder.resolve(site);
    }

    /** Private key of a site's nodes, PEM of PKCS #8. */
    Path nodeKey(String site) {
        return site(site).resolve("node.key");
    }

    /** Certificate of a site's nodes, PEM. */
    Path nodeCertificate(String site) {
        return site(site).resolve("node.crt");
    }

    /** The same two, PKCS #12. */
    Path nodeStore(String site) {
        return site(site).resolve("node.p12");
    }

    Path cassandraStore(String site) {
        return site(site).resolve("cassandra.p12");
    }

    /** Of all stores in the folder. */
    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException unreadable) {
            throw new ToolException("The password of the key stores cannot be read from " + passwordFile()
                    + ". Delete " + folder + " while nothing runs; palmares up --tls makes everything anew.", unreadable);
        }
    }
}
