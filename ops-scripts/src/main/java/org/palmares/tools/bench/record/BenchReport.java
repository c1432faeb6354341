package org.palmares.tools.bench.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.palmares.tools.bench.machine.Commit;
import org.palmares.tools.bench.machine.Meter;
import org.palmares.tools.bench.machine.Usage;
import org.palmares.tools.terminal.Machine;
import org.palmares.tools.terminal.ToolException;

/**
 * The figures of one run, as text and for JSON. They are told at the end, because the first line says whether they may be quoted; until then
 * only what goes on.
 */
public final class BenchReport {

    private static final String QUOTABLE = "quotable";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int NAME_WIDTH = 18;

    private final String bench;
    private final Meter meter;
    private final PrintWriter progress;
    private final Map<String, Object> run = new LinkedHashMap<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> objections = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /**
     * A run that begins now.
     *
     * @param bench name of the benchmark
     * @param settings all that decides what is measured
     * @param meter of this run
     * @param root folder of the project
     * @param progress is told what goes on
     */
    public BenchReport(String bench, Settings settings, Meter meter, Path root, PrintWriter progress) {
        this.bench = bench;
        this.meter = meter;
        this.progress = progress;
        Map<String, Object> machine = Machine.shape();
        run.put("bench", bench);
        run.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        run.put(QUOTABLE, true);
        run.put("notQuotable", objections);
        run.put("machine", machine);
        run.put("commit", Commit.of(root));
        run.put("settings", settings.shape());
        run.put("figures", figures);
        line("bench " + bench, settings.text());
        line("machine", Machine.text(machine));
        line("sources", run.get("commit").toString());
    }

    /** What decides what is measured, for JSON and for people. */
    public record Settings(Map<String, Object> shape, String text) {}

    public Meter meter() {
        return meter;
    }

    /** What is done now, for whoever waits. */
    public void progress(String what) {
        progress.println("bench " + bench + ": " + what);
        progress.flush();
    }

    public void latency(String name, String label, Latency latency) {
        figures.put(name, latency.shape());
        line(label, latency.toString());
    }

    public void put(String name, Object value) {
        figures.put(name, value);
    }

    public void line(String label, String text) {
        lines.add(String.format(Locale.ROOT, "%-28s  %s", label, text).stripTrailing());
    }

    /** A rate, for both. */
    public void rate(String name, String label, double perSecond) {
        figures.put(name, perSecond);
        line(label, String.format(Locale.ROOT, "%.1f a second", perSecond));
    }

    /**
     * Processor time of a part of the run, and whether the machine had time for it.
     *
     * @param part of the run
     * @param usage while it was measured
     * @param each what is counted, such as Message
     * @param count of that
     */
    public void usage(String part, Usage usage, String each, long count) {
        figures.put(part + "Cpu", usage.shape(each, count));
        usage.objection().ifPresent(objection -> objections.add(part + ": " + objection));
        String unit = each.toLowerCase(Locale.ROOT);
        StringBuilder text = new StringBuilder();
        Map<String, Double> all = new TreeMap<>(usage.processSeconds());
        text.append(String.format(Locale.ROOT, "%s a %s", micros(usage.allSeconds(), count), unit));
        all.forEach((name, seconds) -> text.append(String.format(Locale.ROOT, "%n%30s%-" + NAME_WIDTH + "s %s", "", name, micros(seconds, count))));
        line("  CPU, " + part, text.toString());
        line("  machine, " + part, usage.otherShare() < 0 ? "not known what else it did" : String.format(Locale.ROOT,
                "%.1f s; %.2f cores for all of this, %.2f for the kernel's threads, other programs %.1f %% of all cores, stolen %.1f %%, load %.1f", usage.seconds(),
                usage.allSeconds() / usage.seconds(), usage.kernelSeconds() / usage.seconds(), usage.otherShare() * 100, usage.stolenShare() * 100, usage.load()));
    }

    private static String micros(double seconds, long count) {
        return count == 0 ? "-" : String.format(Locale.ROOT, "%9.1f µs", seconds * 1e6 / count);
    }

    /** Whether anything was measured. */
    public boolean hasFigures() {
        return !figures.isEmpty();
    }

    public boolean quotable() {
        return objections.isEmpty();
    }

    /** Tells everything; the first line says so where the figures are not to be quoted. */
    public void print(PrintWriter out) {
        if (!quotable()) {
            out.println("NOT TO BE QUOTED, the machine was busy with something else: " + String.join("; ", objections));
        }
        lines.forEach(out::println);
        out.flush();
    }

    /** Writes the run where a file was asked for. */
    public void writeIf(Path file) {
        if (file == null) {
            return;
        }
        run.put(QUOTABLE, quotable());
        try {
            JSON.writeValue(file.toFile(), run);
        } catch (IOException failed) {
            throw new ToolException("The figures cannot be written to " + file + ": " + failed.getMessage(), failed);
        }
    }
}
