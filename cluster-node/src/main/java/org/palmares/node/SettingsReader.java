package org.palmares.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.palmares.competition.ReplicaId;

/** Reads settings and goes on after a fault, so that all of them can be told at once, each with its key and its environment variable. */
final class SettingsReader {

    private static final int PORT_MAX = 65_535;

    private final Config config;
    private final Map<String, String> variables = Variables.of(ConfigFactory.parseResources("application.conf"));
    private final List<String> faults = new ArrayList<>();

    SettingsReader(Config config) {
        this.config = config;
    }

    Config config() {
        return config;
    }

    /** Throws {@link IllegalArgumentException} with all of them. */
    void requireNoFaults() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("The configuration cannot be used:\n  " + String.join("\n  ", faults));
        }
    }

    void fault(String key, String text) {
        String variable = variables.get(key);
        faults.add(key + (variable == null ? ": " : " (" + variable + "): ") + text);
    }

    private <T> T read(String key, Function<String, T> value, T otherwise) {
        try {
            return value.apply(key);
        } catch (ConfigException | IllegalArgumentException | DateTimeException fault) {
            fault(key, fault.getMessage());
            return otherwise;
        }
    }

    String text(String key) {
        return read(key, config::getString, "");
    }

    boolean yes(String key) {
        return read(key, config::getBoolean, false);
    }

    <T> T parsed(String key, Function<String, T> parse, T otherwise) {
        return read(key, name -> parse.apply(config.getString(name)), otherwise);
    }

    /** A whole number that means something from {@code least} to {@code most} only; {@code why} says so. */
    int number(String key, int least, int most, String why) {
        int number = read(key, config::getInt, least);
        if (number < least || number > most) {
            fault(key, least + " to " + most + ", not " + number + why);
            return least;
        }
        return number;
    }

    int count(String key) {
        return number(key, 1, Integer.MAX_VALUE, "");
    }

    /** 0 lets the system choose one. */
    int port(String key) {
        return number(key, 0, PORT_MAX, "");
    }

    Duration time(String key) {
        Duration time = read(key, config::getDuration, Duration.ZERO);
        if (time.isNegative()) {
            fault(key, "a time is not negative: " + time);
        }
        return time;
    }

    long bytes(String key) {
        return read(key, config::getBytes, 0L);
    }

    /** Each has to be {@code host:port}. */
    List<String> addresses(String key) {
        List<String> addresses = read(key, config::getStringList, List.of());
        addresses.stream().filter(address -> !isAddress(address)).forEach(wrong -> fault(key, '"' + wrong + "\" is not host:port"));
        return addresses;
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create("tcp://" + text);
            return uri.getHost() != null && uri.getPort() > 0 && uri.getPort() <= PORT_MAX && uri.getAuthority().equals(text);
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    Map<ReplicaId, String> sites(String key) {
        Map<ReplicaId, String> sites = new LinkedHashMap<>();
        for (Config site : read(key, config::getConfigList, List.<Config>of())) {
            read(key, name -> sites.put(new ReplicaId(site.getString("name")), site.getString("url")), "");
        }
        sites.forEach((site, url) -> {
            if (!isUrl(url)) {
                fault(key, "of " + site + ": \"" + url + "\" is no address such as http://10.1.0.11:8101");
            }
        });
        return Collections.unmodifiableMap(sites);
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    /** A file that is named and cannot be read; {@code advice} follows. */
    void requireReadable(String key, String advice) {
        String file = text(key);
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            fault(key, file + " cannot be read" + advice);
        }
    }
}
