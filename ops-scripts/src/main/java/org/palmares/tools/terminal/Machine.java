package org.palmares.tools.terminal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured on: without it a figure says nothing. */
public final class Machine {

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
        shape.put("memoryGigabytes", Math.round((double) system.getTotalMemorySize() / GIGABYTE));
        shape.put("system", system.getName() + ' ' + system.getVersion() + ' ' + system.getArch());
        shape.put("java", System.getProperty("java.vm.name") + ' ' + System.getProperty("java.version"));
        shape.put("loadBefore", system.getSystemLoadAverage());
        return shape;
    }

    public static String text(Map<String, Object> machine) {
        return machine.get("cores") + " cores, "
                + machine.get("memoryGigabytes") + " GB, " + machine.get("system") + ", " + machine.get("java")
                + ", load before " + machine.get("loadBefore") + "; sender, readers and data centres share it";
    }
}
