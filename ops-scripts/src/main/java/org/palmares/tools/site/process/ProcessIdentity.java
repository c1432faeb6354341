package org.palmares.tools.site.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process a pid file means: the system gives a pid to somebody else in time. On Linux the start is counted in ticks since the machine
 * started, because the clock may be set while the process runs; elsewhere it is in milliseconds since 1970.
 *
 * @param pid as the system counts
 * @param start when it started, in the unit of this system; 0 unknown
 */
public record ProcessIdentity(long pid, long start) {

    /** Fields of /proc/PID/stat after the name in parentheses, which may hold blanks; the state is the first of them. */
    private static final int STATE = 0;

    private static final int START_TICKS = 19;

    /** Reads what {@link #toString} wrote; empty for anything else. */
    static Optional<ProcessIdentity> parse(String text) {
        String[] parts = text.strip().split(" ");
        try {
            return parts.length == 2 ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]))) : Optional.empty();
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), startOf(process).orElse(0L));
    }

    /** The process, where it still runs. One that has ended and waits to be reaped does not. */
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).filter(found -> found == start).isPresent());
    }

    private static Optional<Long> startOf(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return Optional.of(process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
        }
        try {
            return startTicks(Files.readString(stat));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** The start in a line of /proc/PID/stat; empty for a process that has ended. */
    static Optional<Long> startTicks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        boolean ended = fields.length <= START_TICKS || fields[STATE].equals("Z") || fields[STATE].equals("X");
        return ended ? Optional.empty() : Optional.of(Long.parseLong(fields[START_TICKS]));
    }

    @Override
    public String toString() {
        return pid + " " + start;
    }
}
