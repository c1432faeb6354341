package org.palmares.tools.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.palmares.tools.terminal.ToolException;

/**
 * A small certificate authority for trials, and for each data centre a certificate of its nodes and one of its Cassandra. All nodes have the
 * same common name: by it they tell each other from others that the authority knows, Cassandras among them. Every file is its owner's alone.
 */
public final class Certificates {

    private static final String AUTHORITY = "authority";
    private static final String ENTRY = "own";
    private static final int AUTHORITY_DAYS = 3650;
    private static final int DAYS = 825;
    private static final int PASSWORD_BYTES = 24;
    private static final String STORE = "PKCS12";

    private final TlsFiles files;
    private final String password;

    private Certificates(TlsFiles files, String password) {
        this.files = files;
        this.password = password;
    }

    /**
     * Makes what is missing in the folder: the authority once, then what is needed for each data centre. A certificate of Cassandra that does
     * not name all of the hosts is made anew.
     *
     * @param files where
     * @param hosts names or addresses at which the Cassandra of each data centre is called
     */
    public static void make(TlsFiles files, Map<String, List<String>> hosts) {
        try {
            Files.createDirectories(files.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!Files.exists(files.passwordFile())) {
                writeOwn(files.passwordFile(), newPassword() + "\n");
            }
            Certificates certificates = new Certificates(files, files.password());
            certificates.authority();
            for (Map.Entry<String, List<String>> site : hosts.entrySet()) {
                certificates.site(site.getKey(), site.getValue());
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new ToolException("Certificates could not be made in " + files.folder() + ": " + failed.getMessage()
                    + ". Where the folder is damaged, delete it and begin anew.", failed);
        }
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private void authority() throws IOException, GeneralSecurityException {
        if (!Files.exists(files.authorityStore())) {
            createOwn(files.authorityStore(), store -> new Keytool(store, password).makePair(
                    AUTHORITY,
                    "CN=Palmares trial authority " + newPassword().substring(0, 8),
                    AUTHORITY_DAYS,
                    List.of("-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign")));
        }
        Certificate authority = load(files.authorityStore()).getCertificate(AUTHORITY);
        writeOwn(files.authority(), pem("CERTIFICATE", authority.getEncoded()));
        if (!Files.exists(files.trusted())) {
            KeyStore trusted = empty();
            trusted.setCertificateEntry(AUTHORITY, authority);
            save(trusted, files.trusted());
        }
    }

    private void site(String site, List<String> hosts) throws IOException, GeneralSecurityException {
        Files.createDirectories(files.site(site));
        if (!Files.exists(files.nodeStore(site))) {
            // No address in it: the name that all nodes share is what counts, and nobody else has it.
            issue(files.nodeStore(site), "CN=palmares-node,OU=" + site, List.of());
        }
        KeyStore node = load(files.nodeStore(site));
        writeOwn(files.nodeKey(site), pem("PRIVATE KEY", key(node).getEncoded()));
        writeOwn(files.nodeCertificate(site), pem("CERTIFICATE", node.getCertificate(ENTRY).getEncoded()));
        if (!Files.exists(files.cassandraStore(site)) || !names(files.cassandraStore(site)).containsAll(hosts)) {
            Files.deleteIfExists(files.cassandraStore(site));
            issue(files.cassandraStore(site), "CN=palmares-cassandra,OU=" + site, hosts);
        }
    }

    /** A new pair, signed by the authority; it leaves the authority's store at once. */
    private void issue(Path store, String subject, List<String> hosts) throws IOException, GeneralSecurityException {
        List<String> more = new java.util.ArrayList<>(List.of(
                "-signer", AUTHORITY, "-ext", "ku:c=digitalSignature,keyEncipherment", "-ext", "eku=serverAuth,clientAuth"));
        if (!hosts.isEmpty()) {
            more.addAll(List.of("-ext", "san=" + hosts.stream().map(Certificates::alternative).collect(Collectors.joining(","))));
        }
        KeyStore authority = load(files.authorityStore());
        if (authority.containsAlias(ENTRY)) {
            // Left by a run that was interrupted.
            authority.deleteEntry(ENTRY);
            save(authority, files.authorityStore());
        }
        new Keytool(files.authorityStore(), password).makePair(ENTRY, subject, DAYS, more);
        authority = load(files.authorityStore());
        KeyStore own = empty();
        own.setKeyEntry(ENTRY, key(authority), password.toCharArray(), authority.getCertificateChain(ENTRY));
        save(own, store);
        authority.deleteEntry(ENTRY);
        save(authority, files.authorityStore());
    }

    private static String alternative(String host) {
        return (isAddress(host) ? "ip:" : "dns:") + host;
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    private Set<String> names(Path store) throws IOException, GeneralSecurityException {
        X509Certificate certificate = (X509Certificate) load(store).getCertificate(ENTRY);
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null ? Set.of() : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toSet());
    }

    private Key key(KeyStore store) throws GeneralSecurityException {
        return store.getKey(ENTRY, password.toCharArray());
    }

    private KeyStore load(Path file) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), password.toCharArray());
    }

    private KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(STORE);
        store.load(null, password.toCharArray());
        return store;
    }

    private void save(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        createOwn(file, part -> {
            try (OutputStream out = Files.newOutputStream(part)) {
                store.store(out, password.toCharArray());
            }
        });
    }

    private static String pem(String kind, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    private static void writeOwn(Path file, String text) throws IOException, GeneralSecurityException {
        createOwn(file, part -> Files.writeString(part, text));
    }

    private interface Content {
        void writeTo(Path part) throws IOException, GeneralSecurityException;
    }

    /** Whole or not at all, and nobody else's at any time. */
    private static void createOwn(Path file, Content content) throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".making");
        Path part = folder.resolve("part");
        try {
            content.writeTo(part);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(folder);
        }
    }
}
