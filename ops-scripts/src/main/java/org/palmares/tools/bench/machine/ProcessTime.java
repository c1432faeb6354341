package org.palmares.tools.bench.machine;

import java.util.Optional;

/**
 * Processor time of a process since it started.
 *
 * @param pid as the system counts
 * @param parent pid of who started it
 * @param started in ticks since the machine started, which tells it from another with the same pid
 * @param ticks it ran, by itself and in the kernel
 */
record ProcessTime(long pid, long parent, long started, long ticks) {

    /** Fields after the name in parentheses, which may hold blanks. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int START = 19;
    private static final long KERNEL = 2;

    /** Reads /proc/PID/stat; empty for anything else. */
    static Optional<ProcessTime> parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        int name = stat.indexOf(" (");
        try {
            return name < 0 || fields.length <= START
                    ? Optional.empty()
                    : Optional.of(new ProcessTime(Long.parseLong(stat.substring(0, name)), Long.parseLong(fields[PARENT]), Long.parseLong(fields[START]),
                            Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /** Whether it is a thread of the kernel: what these do, such as writing to disks, they do for whoever asked for it. */
    boolean isKernel() {
        return pid == KERNEL || parent == KERNEL;
    }

    boolean isSame(ProcessTime other) {
        return pid == other.pid && started == other.started;
    }
}
