package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.access.Keys;

/** What is installed, as it lies in the archive; in place of its libraries there is one that names the class path of this test. */
class InstalledTest {

    private static final Path DIST = Path.of("src/main/dist");
    private static final int SECONDS = 180;

    @TempDir
    private Path folder;

    private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("palmares");
        for (String file : List.of("bin/palmares-node", "bin/palmares-schema", "bin/palmares-keys", "bin/environment.sh", "conf/palmares.conf", "conf/logback.xml")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.copy(DIST.resolve(file), home.resolve(file), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createDirectories(home.resolve("lib"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).toUri().toString())
                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(home.resolve("lib/all.jar")), manifest).close();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PALMARES_KEYS", folder.resolve("keys").toString());
    }

    private record Ended(int code, String said) {}

    private Ended run(String... command) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), Files.readString(said));
    }

    private Ended bin(String name, String... words) throws Exception {
        return run(Stream.concat(Stream.of(home.resolve("bin").resolve(name).toString()), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void aNodeThatCannotBeUsedSaysWhyAllAtOnceAndEndsWithTwo() throws Exception {
        environment.put("PALMARES_SITE", "lyon");
        environment.put("PALMARES_HTTP_PORT", "many");
        Ended ended = bin("palmares-node", "--check");
        assertEquals(2, ended.code());
        for (String named : List.of("(PALMARES_SITE): \"lyon\" is none", "(PALMARES_HTTP_PORT): ", "(PALMARES_KEYS): The key")) {
            assertTrue(ended.said().contains(named), ended::said);
        }
    }

    @Test
    void aNodeThatCanBeUsedSaysSo() throws Exception {
        assertEquals(0, bin("palmares-keys", "init").code());
        Ended ended = bin("palmares-node", "--check");
        assertEquals(0, ended.code(), ended::said);
        assertTrue(ended.said().contains("site=paris"), ended::said);
    }

    @Test
    void settingsAreShownWithTheirOrigin() throws Exception {
        environment.put("PALMARES_SEEDS", "10.1.0.11:8301");
        String said = bin("palmares-node", "--print-settings").said();
        assertTrue(said.contains("palmares.seeds = [\"10.1.0.11:8301\"]    # environment variable PALMARES_SEEDS"), said);
        assertTrue(said.lines().anyMatch(line -> line.startsWith("palmares.site = \"paris\"") && line.contains("palmares.conf: ")), said);
    }

    @Test
    void whatIsWronglyCalledEndsWithTwo() throws Exception {
        assertEquals(2, bin("palmares-node", "--chek").code());
        assertEquals(2, bin("palmares-schema", "drop").code());
        assertEquals(2, bin("palmares-keys").code());
        environment.put("PALMARES_HEAP", "1g");
        assertTrue(bin("palmares-node").said().contains("PALMARES_HEAP"));
        environment.put("PALMARES_HEAP", "512");
        environment.put("PALMARES_CONF", folder.resolve("none.conf").toString());
        Ended ended = bin("palmares-node", "--check");
        assertEquals(2, ended.code());
        assertTrue(ended.said().contains("none.conf, cannot be read"), ended::said);
    }

    @Test
    void aSchemaWithoutCassandraIsRefusedWithAdvice() throws Exception {
        environment.put("PALMARES_CASSANDRA_CONTACT_POINTS", "127.0.0.1:1");
        Ended ended = bin("palmares-schema", "check");
        assertEquals(1, ended.code());
        assertTrue(ended.said().contains("Two of the three Cassandras have to be up"), ended::said);
    }

    @Test
    void keysAreMadeOnceAndThoseWithNamesAreKnownToTheNode() throws Exception {
        assertEquals(3, bin("palmares-keys", "init").said().lines().count());
        assertEquals(0, bin("palmares-keys", "init").said().lines().count());
        String key = bin("palmares-keys", "add", "timing.ath", "--role", "feed", "--discipline", "ATH,SWM", "--type", "DT_RESULT").said().strip();
        assertEquals(2, bin("palmares-keys", "add", "timing.ath", "--role", "feed").code(), "it has one");
        assertEquals(2, bin("palmares-keys", "add", "timing.swm", "--role", "reader").code(), "no such role");
        assertEquals(2, bin("palmares-keys", "add", "timing.swm", "--role", "feed", "--discipline", "swm").code(), "no such code");
        bin("palmares-keys", "add", "timing", "--role", "ops");

        Keys keys = Keys.read(folder.resolve("keys"));
        assertEquals("timing.ath", keys.principal(Optional.of(key)).orElseThrow().name());
        assertFalse(bin("palmares-keys", "list").said().contains(key));

        assertEquals(0, bin("palmares-keys", "revoke", "timing.ath").code());
        keys.refresh();
        assertEquals(Optional.empty(), keys.principal(Optional.of(key)));
        assertTrue(bin("palmares-keys", "list").said().startsWith("timing roles=ops"), "who is called nearly the same keeps it");
    }

    @Test
    void systemdAcceptsTheUnit() throws Exception {
        assumeTrue(new File("/usr/bin/systemd-analyze").canExecute(), "skipped: there is no systemd-analyze, so nobody looked at the unit of systemd");
        Path unit = folder.resolve("palmares-node.service");
        Files.writeString(unit, Files.readString(DIST.resolve("systemd/palmares-node.service")).replace("/opt/palmares/", home + "/"));
        Ended ended = run("systemd-analyze", "verify", "--man=no", unit.toString());
        assertEquals("", ended.said());
        assertEquals(0, ended.code());
    }
}
