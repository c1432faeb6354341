package org.palmares.tools.bench.machine;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.palmares.tools.bench.machine.Meter.Reading;

/**
 * What the machine did between two moments.
 *
 * @param seconds between them
 * @param processSeconds processor time of each process that takes part, by name
 * @param kernelSeconds processor time of the kernel's own threads, for whomever
 * @param otherShare share of all processors that ran other programs, 0 to 1; below 0 where nobody knows
 * @param stolenShare share of all processors that was given to other machines on the same hardware
 * @param load average of the last minute, at the end
 */
public record Usage(double seconds, Map<String, Double> processSeconds, double kernelSeconds, double otherShare, double stolenShare, double load) {

    /** With more than this for other programs a figure says more of them than of what was measured. */
    static final double OTHERS_MAX = 0.10;

    static final double STOLEN_MAX = 0.02;
    /** Linux tells programs of a hundred ticks a second, whatever its own are. */
    private static final double TICKS = 100;

    private static final double NANOS = 1e9;
    private static final int UNKNOWN = -1;

    static Usage between(Reading before, Reading after, double load) {
        double seconds = (after.nanos() - before.nanos()) / NANOS;
        Map<String, Double> processes = new TreeMap<>();
        after.ours().forEach((name, times) -> processes.put(name, seconds(before, times.stream())));
        double kernel = seconds(before, after.all().values().stream().filter(ProcessTime::isKernel));
        double ours = processes.values().stream().mapToDouble(Double::doubleValue).sum();
        if (before.machine().isEmpty() || after.machine().isEmpty()) {
            return new Usage(seconds, processes, kernel, UNKNOWN, UNKNOWN, load);
        }
        MachineTime from = before.machine().get();
        MachineTime to = after.machine().get();
        double all = Math.max(1, to.all() - from.all()) / TICKS;
        // Those that came and went meanwhile are only in the whole; what interrupts took of a process is only in the process. The larger is believed.
        double without = (to.programs() - from.programs()) / TICKS - ours - kernel;
        double others = Math.max(without, seconds(before, after.all().values().stream()) - ours - kernel);
        return new Usage(seconds, processes, kernel, Math.max(0, others / all), (to.stolen() - from.stolen()) / TICKS / all, load);
    }

    /** One that started meanwhile ran all of its time since then. */
    private static double seconds(Reading before, Stream<ProcessTime> now) {
        return now.mapToLong(time -> {
            ProcessTime then = before.all().get(time.pid());
            return time.ticks() - (then != null && then.isSame(time) ? then.ticks() : 0);
        }).sum() / TICKS;
    }

    /** Processor time of all processes that take part, the sender and its readers too. */
    public double allSeconds() {
        return processSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Processor time of one process; 0 where it is not known. */
    public double seconds(String process) {
        return processSeconds.getOrDefault(process, 0.0);
    }

    /** Why figures of this time are not to be quoted; empty where they are. */
    public Optional<String> objection() {
        if (otherShare < 0) {
            return Optional.of("nobody knows how busy the machine was with other programs");
        }
        if (otherShare > OTHERS_MAX) {
            return Optional.of(String.format(Locale.ROOT, "other programs had %.0f %% of all cores (at most %.0f %%)", otherShare * 100, OTHERS_MAX * 100));
        }
        if (stolenShare > STOLEN_MAX) {
            return Optional.of(String.format(Locale.ROOT, "other machines had %.1f %% of all cores (at most %.0f %%)", stolenShare * 100, STOLEN_MAX * 100));
        }
        return Optional.empty();
    }

    /** For JSON: seconds of each process, and with {@code count} what one of the things counted took, in milliseconds. */
    public Map<String, Object> shape(String each, long count) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("seconds", seconds);
        shape.put("otherShare", otherShare);
        shape.put("stolenShare", stolenShare);
        shape.put("load", load);
        shape.put("counted", count);
        shape.put("kernelSeconds", kernelSeconds);
        shape.put("processSeconds", processSeconds);
        if (count > 0) {
            Map<String, Double> millis = new LinkedHashMap<>();
            millis.put("all", allSeconds() * 1_000 / count);
            processSeconds.forEach((name, took) -> millis.put(name, took * 1_000 / count));
            shape.put("millisEach" + each, millis);
        }
        return shape;
    }
}
