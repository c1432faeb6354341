package org.palmares.tools.cassandra;

import java.nio.file.Path;
import java.util.List;

/**
 * TLS of a Cassandra, with clients and with the other Cassandras: both sides show a certificate, and neither port takes plain text.
 *
 * @param keyStore its own key and certificate, PKCS #12
 * @param trustStore whom it believes, PKCS #12
 * @param password of both
 */
public record CassandraTls(Path keyStore, Path trustStore, String password) {

    /** Its part of cassandra.yaml. */
    String yaml() {
        return String.join("\n", options("client_encryption_options", List.of("enabled: true", "optional: false")))
                + '\n'
                + String.join(
                        "\n",
                        options(
                                "server_encryption_options",
                                // Who is called has to have a certificate for that address.
                                List.of("internode_encryption: all", "optional: false", "require_endpoint_verification: true")));
    }

    private List<String> options(String name, List<String> own) {
        List<String> lines = new java.util.ArrayList<>(List.of(name + ':'));
        own.forEach(line -> lines.add("  " + line));
        lines.addAll(List.of(
                "  require_client_auth: true",
                "  keystore: \"" + keyStore + '"',
                "  keystore_password: \"" + password + '"',
                "  truststore: \"" + trustStore + '"',
                "  truststore_password: \"" + password + '"',
                "  store_type: PKCS12",
                "  accepted_protocols: [TLSv1.3]"));
        return lines;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "CassandraTls[keyStore=" + keyStore + ", trustStore=" + trustStore + ']';
    }
}
