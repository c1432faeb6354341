package org.palmares.tools.site;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.palmares.tools.terminal.ToolException;

/** Whether what is to be started fits in the memory of this machine: better said before than found in the logs of processes that ended. */
public final class Memory {

    /** What Cassandra and node of one site take after the start, and then some; in megabytes. */
    private static final long PER_SITE = 900;

    private static final long PER_FURTHER_NODE = 450;

    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    private static final long KIBIBYTES = 1024;
    private static final long MEBIBYTES = 1024 * KIBIBYTES;

    private Memory() {}

    /** Fails where {@code sites} data centres of {@code nodesPerSite} nodes do not fit. */
    public static void require(int sites, int nodesPerSite) {
        require(sites, nodesPerSite, availableMegabytes());
    }

    static void require(int sites, int nodesPerSite, long availableMegabytes) {
        long needed = sites * (PER_SITE + (nodesPerSite - 1) * PER_FURTHER_NODE);
        if (availableMegabytes < needed) {
            throw new ToolException("Starting " + sites + (sites == 1 ? " data centre" : " data centres") + " takes " + needed
                    + " MB of memory, and " + availableMegabytes + " MB are free. End other programs, or start fewer with --site.");
        }
    }

    private static long availableMegabytes() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize() / MEBIBYTES;
        try {
            return Math.min(total, inMeminfo(Files.readAllLines(MEMINFO)).orElse(total));
        } catch (IOException notLinux) {
            return total;
        }
    }

    /** Megabytes that can be had without swapping, by /proc/meminfo. */
    static Optional<Long> inMeminfo(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(AVAILABLE))
                .map(line -> Long.parseLong(Arrays.asList(line.split("\\s+")).get(1)) / KIBIBYTES)
                .findFirst();
    }
}
