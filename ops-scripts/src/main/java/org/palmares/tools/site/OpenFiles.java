package org.palmares.tools.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.terminal.ToolException;

/** Whether processes may have as many connections as they are to have: each takes an open file, and systems allow few of them by default. */
public final class OpenFiles {

    /** What a node has open besides its readers: jars, logs, connections to Cassandra and to others. */
    static final int OTHERS = 1_000;

    private static final String NAME = "Max open files";
    private static final String UNLIMITED = "unlimited";

    private OpenFiles() {}

    /**
     * Fails where this process or a node of {@code layout} may not have {@code connections}.
     *
     * @throws ToolException if the limit of one is too low; says what to do
     */
    public static void require(Layout layout, int connections) {
        require("this tool", ProcessHandle.current().pid(), connections);
        for (String site : Layout.SITES) {
            layout.nodes().forEach(number -> new ManagedProcess(NodeLaunch.name(number), layout.site(site))
                    .running()
                    .ifPresent(node -> require("the node of " + site, node.pid(), connections)));
        }
    }

    private static void require(String who, long process, int connections) {
        try {
            Path limits = Path.of("/proc", Long.toString(process), "limits");
            if (Files.exists(limits)) {
                require(who, Files.readAllLines(limits), connections);
            }
        } catch (IOException gone) {
            throw new ToolException("It cannot be seen how many files " + who + " may have open: " + gone.getMessage(), gone);
        }
    }

    static void require(String who, List<String> limits, int connections) {
        allowed(limits).filter(allowed -> allowed < connections + OTHERS).ifPresent(allowed -> {
            throw new ToolException(connections + " readers take " + (connections + OTHERS) + " open files, and " + who + " may have " + allowed
                    + ". Raise the limit (ulimit -n " + 2 * (connections + OTHERS) + ") and start the data centres again from there, or take fewer with --readers.");
        });
    }

    /** The limit in force by /proc/PID/limits; empty where there is none. */
    private static Optional<Long> allowed(List<String> limits) {
        return limits.stream()
                .filter(line -> line.startsWith(NAME))
                .map(line -> line.substring(NAME.length()).strip().split("\\s+")[0])
                .filter(soft -> !soft.equals(UNLIMITED))
                .map(Long::parseLong)
                .findFirst();
    }
}
