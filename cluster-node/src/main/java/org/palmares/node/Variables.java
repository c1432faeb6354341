package org.palmares.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment variable of each key, as the defaults name it: {@code key = ${?VARIABLE}}. So there is no second list of them. */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\?([A-Z][A-Z0-9_]*)}");

    private Variables() {}

    /** @param defaults as they were read, before anything is put in place of a variable */
    static Map<String, String> of(Config defaults) {
        Map<String, String> variables = new TreeMap<>();
        add(defaults.root(), List.of(), variables);
        return variables;
    }

    private static void add(ConfigObject object, List<String> above, Map<String, String> variables) {
        object.forEach((name, value) -> {
            List<String> path = new ArrayList<>(above);
            path.add(name);
            if (value instanceof ConfigObject inner) {
                add(inner, path, variables);
            } else {
                Matcher matcher = VARIABLE.matcher(text(value));
                if (matcher.find()) {
                    variables.put(ConfigUtil.joinPath(path), matcher.group(1));
                }
            }
        });
    }

    private static String text(ConfigValue value) {
        return value.render(ConfigRenderOptions.concise());
    }
}
