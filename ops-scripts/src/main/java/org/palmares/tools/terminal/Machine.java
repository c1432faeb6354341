package org.palmares.tools.terminal;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was measured on: without it a figure says nothing. */
public final class Machine {

    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:(.*)$");
    private static final String UNKNOWN = "unknown";
    private static final double TENTHS = 10;
    private static final long GIGABYTE = 1_000_000_000L;

    private Machine() {}

    /** One line about it. */
    public static String text() {
        return text(shape());
    }

    public static Map<String, Object> shape() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("cores", Runtime.getRuntime().availableProcessors());
        shape.put("model", model());
        shape.put("memoryGigabytes", Math.round((double) system.getTotalMemorySize() / GIGABYTE));
        shape.put("system", system.getName() + ' ' + system.getVersion() + ' ' + system.getArch());
        shape.put("java", System.getProperty("java.vm.name") + ' ' + System.getProperty("java.version"));
        shape.put("loadBefore", Math.round(system.getSystemLoadAverage() * TENTHS) / TENTHS);
        return shape;
    }

    private static String model() {
        try {
            Matcher model = MODEL.matcher(Files.readString(Path.of("/proc/cpuinfo")));
            return model.find() ? model.group(1).strip() : UNKNOWN;
        } catch (IOException notLinux) {
            return UNKNOWN;
        }
    }

    public static String text(Map<String, Object> machine) {
        return machine.get("cores") + " cores (" + machine.get("model") + "), "
                + machine.get("memoryGigabytes") + " GB, " + machine.get("system") + ", " + machine.get("java")
                + ", load before " + machine.get("loadBefore") + "; sender, readers and data centres share it";
    }
}
