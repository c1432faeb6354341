package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every setting comes from one file or from the environment, lists too. */
class ConfigurationTest {

    private static final Config DEFAULTS = ConfigFactory.parseResources("application.conf");
    private static final Path FILE = Path.of("src/main/dist/conf/palmares.conf");

    private static Config config(String file, Map<String, String> environment) {
        return Configuration.load(ConfigFactory.parseString(file), environment);
    }

    @Test
    void everySettingHasAnEnvironmentVariableOfItsOwn() {
        Map<String, String> variables = Variables.of(DEFAULTS);
        Config whole = config("", Map.of());
        Set<String> without = whole.getConfig("palmares").entrySet().stream()
                .map(entry -> "palmares." + entry.getKey())
                // What is Pekko's: dispatchers, and the class of the lease.
                .filter(key -> !key.contains("-dispatcher.") && !key.equals("palmares.site-lease.lease-class"))
                .filter(key -> !variables.containsKey(key))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), without);
        assertEquals(variables.size(), Set.copyOf(variables.values()).size(), () -> "two keys of one variable: " + variables);
    }

    @Test
    void theEnvironmentCountsBeforeTheFileAndTheFileBeforeTheDefaults() {
        Config config = config("palmares { site = madrid, http.port = 9 }", Map.of("PALMARES_SITE", "barcelona"));
        assertEquals("barcelona", config.getString("palmares.site"));
        assertEquals("barcelona", config.getString("pekko.cluster.multi-data-center.self-data-center"), "what follows from it too");
        assertEquals(9, config.getInt("palmares.http.port"));
        assertEquals(1, config.getInt("palmares.node-number"));
    }

    @Test
    void aListOfTheEnvironmentIsOneLine() {
        Config config = config("palmares.seeds = [\"x:1\"]", Map.of(
                "PALMARES_SITES", "paris=http://10.1.0.1:8101, madrid=http://10.2.0.1:8101?a=b",
                "PALMARES_SEEDS", "10.1.0.1:8301,10.2.0.1:8301",
                "PALMARES_CASSANDRA_CONTACT_POINTS", "10.1.0.1:9042, 10.2.0.1:9042"));
        NodeSettings settings = NodeSettings.from(config.withValue("pekko.remote.artery.canonical.hostname", host("10.1.0.1")));
        assertEquals(List.of("http://10.1.0.1:8101", "http://10.2.0.1:8101?a=b"), List.copyOf(settings.sites().values()));
        assertEquals(List.of("10.1.0.1:8301", "10.2.0.1:8301"), settings.seeds());
        assertEquals(List.of("10.1.0.1:9042", "10.2.0.1:9042"), config.getStringList("datastax-java-driver.basic.contact-points"));
    }

    private static ConfigValue host(String host) {
        return ConfigValueFactory.fromAnyRef(host);
    }

    @Test
    void theFileThatIsInstalledCanBeUsedAsItIs() {
        Config file = ConfigFactory.parseFile(FILE.toFile());
        NodeSettings settings = NodeSettings.from(Configuration.load(file, Map.of()));
        assertEquals(3, settings.seeds().size());
    }

    /** What is commented out there is true, and nothing is missing. */
    @Test
    void theFileThatIsInstalledNamesEverySettingWithItsVariableAndDefault() throws IOException {
        String text = Files.readString(FILE);
        Config all = ConfigFactory.parseString(text.replaceAll("(?m)^#(?=[a-z-]+\\.)", "")).resolve();
        Config defaults = config("", Map.of());
        Variables.of(DEFAULTS).forEach((key, variable) -> {
            assertTrue(all.hasPathOrNull(key), () -> key + " is not in " + FILE);
            assertTrue(text.contains(variable), () -> variable + " is not in " + FILE);
            if (text.contains("#" + key + " =") && defaults.hasPath(key) && key.startsWith("palmares.")) {
                assertEquals(defaults.getValue(key).unwrapped().toString(), all.getValue(key).unwrapped().toString(), key);
            }
        });
        all.entrySet().stream().map(Map.Entry::getKey).forEach(key -> assertTrue(
                Variables.of(DEFAULTS).containsKey(key), () -> key + " of " + FILE + " is no setting"));
    }

    @Test
    void passwordsAreNotShown() {
        Config config = config("", Map.of("PALMARES_CASSANDRA_PASSWORD", "hush", "PALMARES_SITE", "madrid"));
        String lines = String.join("\n", Configuration.lines(config));
        assertFalse(lines.contains("hush"), lines);
        assertTrue(lines.contains("palmares.site = \"madrid\"    # environment variable PALMARES_SITE"), lines);
        assertEquals("hush", config.getString("datastax-java-driver.advanced.auth-provider.password"), "it is there all the same");
    }
}
