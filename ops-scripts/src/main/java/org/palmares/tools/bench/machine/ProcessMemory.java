package org.palmares.tools.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palmares.tools.terminal.ExternalProgram;
import org.palmares.tools.terminal.ToolException;

/** Memory of processes: what they have in main memory, and what lives in the heap of one that runs Java. */
public final class ProcessMemory {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    /** The generations of the serial collector, or the one heap of others; classes are not in them. */
    private static final Pattern USED = Pattern.compile("(?:generation|heap)\\s+total \\d+K, used (\\d+)K");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long KIBIBYTE = 1_024;

    private ProcessMemory() {}

    /** Bytes in main memory, of all {@code pids} together; what they share counts for each. */
    public static long resident(List<Long> pids) {
        return pids.stream().mapToLong(pid -> {
            try {
                return resident(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            } catch (IOException gone) {
                return 0;
            }
        }).sum();
    }

    static long resident(String status) {
        Matcher matcher = RESIDENT.matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) * KIBIBYTE : 0;
    }

    /** Bytes of what lives in its heap, after a full collection; empty where it cannot be asked. */
    public static OptionalLong livingHeap(long pid) {
        try {
            jcmd(pid, "GC.run");
            return used(jcmd(pid, "GC.heap_info"));
        } catch (ToolException notJava) {
            return OptionalLong.empty();
        }
    }

    private static String jcmd(long pid, String what) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return ExternalProgram.run("jcmd " + what, List.of(jcmd, Long.toString(pid), what), LONGEST);
    }

    static OptionalLong used(String heapInfo) {
        List<Long> parts = USED.matcher(heapInfo).results().map(part -> Long.parseLong(part.group(1)) * KIBIBYTE).toList();
        return parts.isEmpty() ? OptionalLong.empty() : OptionalLong.of(parts.stream().mapToLong(Long::longValue).sum());
    }
}
