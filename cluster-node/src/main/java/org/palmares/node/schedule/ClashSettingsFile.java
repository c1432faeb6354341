package org.palmares.node.schedule;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.palmares.node.schedule.clash.ClashRules;
import org.palmares.node.schedule.clash.ClashSettings.Discipline;
import org.palmares.node.schedule.clash.ClashSettings.Limits;
import org.palmares.node.schedule.clash.ClashSettings;
import org.palmares.node.schedule.clash.Severity;

/** How strictly timetables are checked, as files say: {@code clash-rules.conf}, and what an operator's own file says otherwise. */
public final class ClashSettingsFile {

    private static final String SHIPPED = "clash-rules.conf";
    private static final String OFF = "off";
    private static final String RULES = "rules";
    private static final String LIMITS = "limits";
    private static final String DISCIPLINES = "disciplines";
    private static final Set<String> NAMES_OF_LIMITS = Set.of("tolerance", "rest", "session-margin", "medals-apart", "session-together");
    private static final Pattern DISCIPLINE = Pattern.compile("[A-Z0-9]{3}");

    private final List<String> faults = new ArrayList<>();

    private ClashSettingsFile() {}

    /** What is shipped. */
    public static ClashSettings shipped() {
        return read(Optional.empty());
    }

    /**
     * What is shipped, with what {@code own} says otherwise.
     *
     * @throws IllegalArgumentException with every fault
     */
    public static ClashSettings read(Optional<Path> own) {
        try {
            Config shipped = ConfigFactory.parseResources(SHIPPED);
            ConfigParseOptions mustExist = ConfigParseOptions.defaults().setAllowMissing(false);
            Config differing = own.map(path -> ConfigFactory.parseFile(path.toFile(), mustExist)).orElse(ConfigFactory.empty());
            return new ClashSettingsFile().settings(differing.withFallback(shipped).resolve());
        } catch (ConfigException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }

    private ClashSettings settings(Config all) {
        known(all, "", Set.of(RULES, LIMITS, DISCIPLINES));
        Config standard = all.withoutPath(DISCIPLINES);
        Map<String, Discipline> disciplines = new HashMap<>();
        for (String code : all.getObject(DISCIPLINES).keySet()) {
            String path = DISCIPLINES + '.' + code;
            if (!DISCIPLINE.matcher(code).matches()) {
                faults.add(path + ": a discipline has a code of three capital letters or digits");
            } else {
                known(all.getConfig(path), path + '.', Set.of(RULES, LIMITS));
                disciplines.put(code, discipline(all.getConfig(path).withFallback(standard), path + '.'));
            }
        }
        ClashSettings settings = new ClashSettings(discipline(standard, ""), disciplines);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n  ", faults));
        }
        return settings;
    }

    private Discipline discipline(Config config, String path) {
        known(config.getConfig(RULES), path + RULES + '.', Set.copyOf(ClashRules.names()));
        known(config.getConfig(LIMITS), path + LIMITS + '.', NAMES_OF_LIMITS);
        Map<String, Severity> severities = new HashMap<>();
        ClashRules.names().forEach(rule -> severity(config, path, RULES + '.' + rule).ifPresent(severity -> severities.put(rule, severity)));
        return new Discipline(
                severities,
                new Limits(
                        time(config, path, "tolerance"),
                        time(config, path, "rest"),
                        time(config, path, "session-margin"),
                        time(config, path, "medals-apart"),
                        value(config, path, LIMITS + ".session-together", config::getBoolean, false)));
    }

    private Optional<Severity> severity(Config config, String path, String key) {
        String word = value(config, path, key, config::getString, OFF);
        Optional<Severity> severity = Severity.of(word);
        if (severity.isEmpty() && !word.equals(OFF)) {
            faults.add(path + key + ": \"" + word + "\" is none of error, warning, note, off");
        }
        return severity;
    }

    private Duration time(Config config, String path, String name) {
        String key = LIMITS + '.' + name;
        Duration time = value(config, path, key, config::getDuration, Duration.ZERO);
        if (time.isNegative()) {
            faults.add(path + key + ": it is a time such as \"20 minutes\", and not negative");
        }
        return time;
    }

    private <T> T value(Config config, String path, String key, Function<String, T> read, T otherwise) {
        try {
            return read.apply(key);
        } catch (ConfigException fault) {
            faults.add(path + key + ": " + fault.getMessage());
            return otherwise;
        }
    }

    private void known(Config config, String path, Set<String> names) {
        for (Map.Entry<String, ConfigValue> member : config.root().entrySet()) {
            if (!names.contains(member.getKey())) {
                faults.add(path + member.getKey() + ": it is none of " + names.stream().sorted().toList() + " (" + member.getValue().origin().description() + ")");
            }
        }
    }
}
