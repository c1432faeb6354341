package org.palmares.tools.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedCassandraTest {

    @TempDir
    private Path folder;

    @Test
    void bindsToTheGivenAddressAndPortsOnly() {
        List<String> lines = madrid().yaml().lines().toList();
        assertTrue(lines.contains("listen_address: 127.0.0.1"));
        assertTrue(lines.contains("rpc_address: 127.0.0.1"));
        assertTrue(lines.contains("native_transport_port: 9102"));
        assertTrue(lines.contains("storage_port: 7102"));
        assertTrue(lines.contains("      - seeds: \"127.0.0.1:7101,127.0.0.1:7102\""));
    }

    @Test
    void givesEachSiteATokenAndADataCentreOfItsOwn() {
        assertTrue(madrid().yaml().contains("\ninitial_token: 1\n"));
        assertEquals("dc=madrid\nrack=rack1\n", madrid().rackDc());
    }

    @Test
    void keepsEverythingItWritesInItsDirectory() {
        List<String> folders = madrid().yaml().lines().filter(line -> line.contains("director")).toList();
        assertEquals(5, folders.size());
        folders.forEach(line -> assertTrue(line.contains('"' + folder.resolve("madrid").toString()), line));
    }

    @Test
    void acknowledgesAWriteOnlyOnceItIsOnTheDisk() {
        List<String> sync = madrid().yaml().lines().filter(line -> line.startsWith("commitlog_sync")).toList();
        assertEquals(List.of("commitlog_sync: batch"), sync);
        assertTrue(madrid().yaml().contains("\ndisk_failure_policy: stop\n"));
        assertTrue(madrid().yaml().contains("\ncommit_failure_policy: stop\n"));
    }

    @Test
    void writesItsConfigurationAndNamesItByUrlSoThatTheClassPathIsJarsOnly() throws IOException {
        Path library = Files.createDirectory(folder.resolve("lib"));
        for (String file : List.of("b.jar", "a.jar", "readme.txt")) {
            Files.writeString(library.resolve(file), "");
        }
        List<String> command = EmbeddedCassandra.command(madrid(), library, List.of("-Xshare:auto"));
        Path yaml = folder.resolve("madrid/cassandra.yaml");
        assertEquals(madrid().yaml(), Files.readString(yaml));
        assertTrue(command.contains("-Dcassandra.config=" + yaml.toUri()));
        assertTrue(command.contains("-Xmx320m"));
        assertTrue(command.contains("-Xshare:auto"));
        assertEquals(library.resolve("a.jar") + File.pathSeparator + library.resolve("b.jar"), command.get(command.indexOf("-cp") + 1));
        assertEquals("org.palmares.embedded.QuietDaemon", command.get(command.size() - 1));
    }

    @Test
    void withTlsItSpeaksPlainTextToNobodyAndItsPasswordIsReadableByItsOwnerOnly() throws IOException {
        CassandraTls tls = new CassandraTls(folder.resolve("own.p12"), folder.resolve("trusted.p12"), "a-password");
        Path library = Files.createDirectory(folder.resolve("lib"));

        List<String> command = EmbeddedCassandra.command(madrid().with(Optional.of(tls)), library, List.of());

        Path yaml = folder.resolve("madrid/cassandra.yaml");
        List<String> lines = Files.readAllLines(yaml);
        assertEquals(2, lines.stream().filter("  require_client_auth: true"::equals).count());
        assertEquals(2, lines.stream().filter("  optional: false"::equals).count());
        assertTrue(lines.contains("  internode_encryption: all"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(yaml)));
        assertTrue(command.stream().noneMatch(argument -> argument.contains("a-password")));
        assertTrue(!tls.toString().contains("a-password"));
    }

    private CassandraSettings madrid() {
        return new CassandraSettings(
                "madrid", 1, "127.0.0.1", 9102, 7102, List.of("127.0.0.1:7101", "127.0.0.1:7102"), folder.resolve("madrid"), 320);
    }
}
