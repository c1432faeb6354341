package org.palmares.tools.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.ToolException;

class CertificatesTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsMissingIsMadeAndTheRestStaysAsItIs() throws Exception {
        TlsFiles files = new TlsFiles(folder.resolve("tls"));
        Certificates.make(files, Map.of("paris", List.of("127.0.0.1")));
        byte[] authority = Files.readAllBytes(files.authority());
        byte[] node = Files.readAllBytes(files.nodeStore("paris"));

        Certificates.make(files, Map.of("paris", List.of("127.0.0.1"), "madrid", List.of("10.0.0.2", "madrid.example.org")));

        assertArrayEquals(authority, Files.readAllBytes(files.authority()));
        assertArrayEquals(node, Files.readAllBytes(files.nodeStore("paris")));
        certificate(files, files.nodeStore("madrid")).verify(authorityKey(files));
        assertEquals(List.of("10.0.0.2", "madrid.example.org"), names(certificate(files, files.cassandraStore("madrid"))));
        assertFalse(KeyStore.getInstance(files.authorityStore().toFile(), files.password().toCharArray()).containsAlias("own"),
                "the keys of others do not stay with the authority");
    }

    @Test
    void aCassandraThatIsCalledAtAnotherAddressGetsACertificateForIt() throws Exception {
        TlsFiles files = new TlsFiles(folder.resolve("tls"));
        Certificates.make(files, Map.of("paris", List.of("127.0.0.1")));

        Certificates.make(files, Map.of("paris", List.of("10.0.0.1")));

        assertEquals(List.of("10.0.0.1"), names(certificate(files, files.cassandraStore("paris"))));
    }

    @Test
    void everyFileIsReadableByItsOwnerOnly() throws IOException {
        TlsFiles files = new TlsFiles(folder.resolve("tls"));
        Certificates.make(files, Map.of("paris", List.of("127.0.0.1")));

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.folder())));
        try (Stream<Path> all = Files.walk(files.folder())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
            }
        }
    }

    @Test
    void aNodeIsToldByItsEnvironmentAndItsPasswordIsInNoArgument() {
        TlsFiles files = new TlsFiles(folder.resolve("tls"));
        Certificates.make(files, Map.of("paris", List.of("127.0.0.1")));

        Map<String, String> environment = TlsFiles.environment(folder, "paris", Map.of("LANG", "C"));

        assertEquals("tls-tcp", environment.get("PALMARES_REMOTE_TRANSPORT"));
        assertEquals(files.password(), environment.get("PALMARES_CASSANDRA_KEYSTORE_PASSWORD"));
        assertEquals("C", environment.get("LANG"));
        assertEquals(Map.of("LANG", "C"), TlsFiles.environment(folder.resolve("elsewhere"), "paris", Map.of("LANG", "C")));
    }

    @Test
    void aDataCentreWithoutAnAddressIsRefusedWithAnExample() {
        assertEquals(Map.of("paris", List.of("10.0.1.5", "p.example.org")), CertificatesCommand.hosts(List.of("paris=10.0.1.5,p.example.org")));
        ToolException refused = assertThrows(ToolException.class, () -> CertificatesCommand.hosts(List.of("paris")));
        assertTrue(refused.getMessage().contains("--site paris="), refused.getMessage());
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        return certificate.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private static java.security.PublicKey authorityKey(TlsFiles files) throws Exception {
        return KeyStore.getInstance(files.trusted().toFile(), files.password().toCharArray()).getCertificate("authority").getPublicKey();
    }

    private static X509Certificate certificate(TlsFiles files, Path store) throws Exception {
        return (X509Certificate) KeyStore.getInstance(store.toFile(), files.password().toCharArray()).getCertificate("own");
    }
}
