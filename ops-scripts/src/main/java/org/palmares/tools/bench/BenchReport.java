package org.palmares.tools.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.palmares.tools.terminal.Machine;
import org.palmares.tools.terminal.ToolException;

/** Tells figures as they come, as text, and keeps them for JSON. */
public final class BenchReport {

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final PrintWriter out;

    public BenchReport(PrintWriter out, String what, BenchLoad load) {
        this.out = out;
        Map<String, Object> machine = Machine.shape();
        figures.put("bench", what);
        figures.put("machine", machine);
        figures.put("load", load.shape());
        line("bench " + what, load.text());
        line("machine", Machine.text(machine));
    }

    void latency(String name, String label, Latency latency) {
        figures.put(name, latency.shape());
        line(label, latency.toString());
    }

    public void put(String name, Object value) {
        figures.put(name, value);
    }

    public void line(String label, String text) {
        out.printf("%-28s  %s%n", label, text);
        out.flush();
    }

    Map<String, Object> figures() {
        return figures;
    }

    /** Writes the figures where a file was asked for. */
    public void writeIf(Path file) {
        if (file == null) {
            return;
        }
        try {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
        } catch (IOException failed) {
            throw new ToolException("The figures cannot be written to " + file + ": " + failed.getMessage(), failed);
        }
    }
}
