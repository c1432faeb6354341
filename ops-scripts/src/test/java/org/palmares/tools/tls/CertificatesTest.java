package org.palmares.tools.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    @TempDir
    private static Path folder;

    private static TlsFiles files;

    @BeforeAll
    static void makeForParis() {
        files = TlsFiles.of(folder);
        Certificates.make(files, Map.of("paris", List.of("127.0.0.1")));
    }

    @Test
    void whatIsMissingIsMadeAndTheRestStaysAsItIs() throws Exception {
        byte[] authority = Files.readAllBytes(files.authority());
        byte[] node = Files.readAllBytes(files.nodeStore("paris"));

        Certificates.make(files, Map.of("paris", List.of(), "madrid", List.of("10.0.0.2", "madrid.example.org")));

        assertArrayEquals(authority, Files.readAllBytes(files.authority()));
        assertArrayEquals(node, Files.readAllBytes(files.nodeStore("paris")));
        certificate(files.nodeStore("madrid")).verify(store(files.trusted()).getCertificate("authority").getPublicKey());
        assertEquals(List.of("10.0.0.2", "madrid.example.org"), names(certificate(files.cassandraStore("madrid"))));
        assertFalse(store(files.authorityStore()).containsAlias("own"), "the keys of others do not stay with the authority");
    }

    @Test
    void aCassandraThatIsCalledAtAnotherAddressGetsACertificateForIt() throws Exception {
        Certificates.make(files, Map.of("paris", List.of("10.0.0.1")));

        assertEquals(List.of("10.0.0.1"), names(certificate(files.cassandraStore("paris"))));
    }

    @Test
    void everyFileIsReadableByItsOwnerOnly() throws IOException {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.folder())));
        try (Stream<Path> all = Files.walk(files.folder())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
            }
        }
    }

    @Test
    void aNodeIsToldByItsEnvironmentWhereThereAreCertificates() {
        Map<String, String> environment = TlsFiles.environment(folder, "paris", Map.of("LANG", "C"));

        assertEquals("tls-tcp", environment.get("PALMARES_REMOTE_TRANSPORT"));
        assertEquals(files.password(), environment.get("PALMARES_CASSANDRA_KEYSTORE_PASSWORD"));
        assertEquals("C", environment.get("LANG"));
        assertEquals(Map.of("LANG", "C"), TlsFiles.environment(folder.resolve("elsewhere"), "paris", Map.of("LANG", "C")));
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        return certificate.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private static X509Certificate certificate(Path store) throws IOException, GeneralSecurityException {
        return (X509Certificate) store(store).getCertificate("own");
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), files.password().toCharArray());
    }
}
