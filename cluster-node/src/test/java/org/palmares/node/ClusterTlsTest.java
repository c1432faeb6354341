package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTlsTest {

    @TempDir
    private Path folder;

    @Test
    void plainTextNeedsNoFiles() {
        assertEquals(List.of(), ClusterTls.faults(settings("tcp")));
    }

    @Test
    void everyFileThatCannotBeReadIsNamedWithItsVariable() throws IOException {
        Files.writeString(folder.resolve("node.crt"), "");

        List<String> faults = ClusterTls.faults(settings("tls-tcp"));

        assertEquals(2, faults.size());
        assertTrue(faults.get(0).contains("ca.crt") && faults.get(0).contains("PALMARES_TLS_CA"), faults.get(0));
        assertTrue(faults.get(1).contains("node.key") && faults.get(1).contains("PALMARES_TLS_KEY"), faults.get(1));
    }

    /** As tls.conf makes them of the environment. */
    private Config settings(String transport) {
        return ConfigFactory.parseResources("tls.conf").resolveWith(ConfigFactory.parseMap(Map.of(
                "PALMARES_REMOTE_TRANSPORT", transport,
                "PALMARES_TLS_KEY", folder.resolve("node.key").toString(),
                "PALMARES_TLS_CERTIFICATE", folder.resolve("node.crt").toString(),
                "PALMARES_TLS_CA", folder.resolve("ca.crt").toString())));
    }
}
