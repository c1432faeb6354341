package org.palmares.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where settings come from: a system property, else the environment, else the file of {@code -Dconfig.file}, else the defaults. An environment variable
 * is one line of text, so what is a list may be written as one: values with commas between them.
 */
final class Configuration {

    private static final String SITES = "palmares.sites";
    private static final List<String> LISTS = List.of(
            "palmares.seeds",
            "palmares.cassandra.contact-points",
            "palmares.cassandra.datacenters",
            // The driver's own key has what is said for ours.
            "datastax-java-driver.basic.contact-points");

    private Configuration() {}

    /** The configuration of this process. */
    static Config load() {
        return load(ConfigFactory.defaultApplication(), System.getenv());
    }

    /** The same with another file and environment. */
    static Config load(Config file, Map<String, String> environment) {
        Config defaults = ConfigFactory.parseResources("application.conf");
        return withLists(ConfigFactory.load(said(Variables.of(defaults), environment).withFallback(file).withFallback(defaults)));
    }

    /** A line for each setting that the environment can set: its value and where that comes from, without passwords. */
    static List<String> lines(Config config) {
        return Variables.of(ConfigFactory.parseResources("application.conf")).keySet().stream()
                .filter(config::hasPath)
                .map(key -> key + " = " + value(config, key) + "    # " + config.getValue(key).origin().description())
                .toList();
    }

    private static String value(Config config, String key) {
        return key.endsWith("password") ? "(not shown)" : config.getValue(key).render(ConfigRenderOptions.concise());
    }

    /** What the environment says stands before the file, in which the same key may be. */
    private static Config said(Map<String, String> variables, Map<String, String> environment) {
        Map<String, ConfigValue> said = new HashMap<>();
        variables.forEach((key, variable) -> {
            if (environment.containsKey(variable)) {
                said.put(key, ConfigValueFactory.fromAnyRef(environment.get(variable), "environment variable " + variable));
            }
        });
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, ConfigValue> one : said.entrySet()) {
            config = config.withValue(one.getKey(), one.getValue());
        }
        return config;
    }

    private static Config withLists(Config config) {
        Config listed = config;
        for (String key : LISTS) {
            listed = replaced(listed, key, ConfigValueFactory.fromIterable(parts(listed, key)));
        }
        return replaced(listed, SITES, ConfigValueFactory.fromIterable(parts(listed, SITES).stream().map(Configuration::site).toList()));
    }

    private static Config replaced(Config config, String key, ConfigList list) {
        return isText(config, key) ? config.withValue(key, list.withOrigin(config.getValue(key).origin())) : config;
    }

    private static boolean isText(Config config, String key) {
        return config.hasPath(key) && config.getValue(key).valueType() == ConfigValueType.STRING;
    }

    private static List<String> parts(Config config, String key) {
        return isText(config, key) ? Arrays.stream(config.getString(key).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList() : List.of();
    }

    /** Of {@code paris=http://…}; a part that is missing is found when the settings are checked. */
    private static Map<String, String> site(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? Map.of("name", text, "url", "") : Map.of("name", text.substring(0, equals).strip(), "url", text.substring(equals + 1).strip());
    }
}
