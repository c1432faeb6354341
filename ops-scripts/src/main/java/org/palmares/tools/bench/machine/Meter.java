package org.palmares.tools.bench.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what the machine and the processes that take part have done so far. Without /proc nothing is known, and that is said. */
public final class Meter {

    private static final Path PROC = Path.of("/proc");

    /**
     * Where everything stands at one moment.
     *
     * @param nanos by {@link System#nanoTime()}
     * @param machine all processors together; empty without /proc
     * @param ours the processes that take part, by name
     * @param all processes
     */
    public record Reading(long nanos, Optional<MachineTime> machine, Map<String, List<ProcessTime>> ours, Map<Long, ProcessTime> all) {}

    private final OurProcesses ours;

    public Meter(OurProcesses ours) {
        this.ours = ours;
    }

    public OurProcesses ours() {
        return ours;
    }

    /** Where everything stands now. */
    public Reading now() {
        Map<Long, ProcessTime> all = all();
        Map<String, List<ProcessTime>> processes = new TreeMap<>();
        ours.running().forEach((name, pids) -> processes.put(name, pids.stream().map(all::get).filter(Objects::nonNull).toList()));
        return new Reading(System.nanoTime(), text(PROC.resolve("stat")).flatMap(MachineTime::parse), processes, all);
    }

    private static Map<Long, ProcessTime> all() {
        Map<Long, ProcessTime> all = new TreeMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            processes.forEach(process -> text(process.resolve("stat")).flatMap(ProcessTime::parse).ifPresent(time -> all.put(time.pid(), time)));
        } catch (IOException | DirectoryIteratorException none) {
            // Without /proc nothing is known of the machine either, and that is told.
        }
        return all;
    }

    /** What was done since {@code before}. */
    public Usage since(Reading before) {
        return Usage.between(before, now(), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
