package org.palmares.tools.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.palmares.tools.terminal.ToolException;

/** Two runs of one benchmark beside each other, with the ratio of each figure. */
public final class Comparison {

    private static final int NAME = 48;

    private Comparison() {}

    /** The lines of the table; the first ones say what makes it worth less. */
    public static List<String> of(RunFile one, RunFile other) {
        if (!one.bench().equals(other.bench())) {
            throw new ToolException(one.name() + " is a run of " + one.bench() + ", and " + other.name() + " of " + other.bench() + ": they have no figures in common.");
        }
        List<String> lines = new ArrayList<>();
        for (RunFile run : List.of(one, other)) {
            if (!run.quotable()) {
                lines.add("NOT TO BE QUOTED: " + run.name() + ": " + run.objections());
            }
        }
        for (String decides : List.of("machine", "settings")) {
            differences(decides, one, other, lines);
        }
        lines.add("A  " + one.name() + ", " + one.at() + ", commit " + one.commit());
        lines.add("B  " + other.name() + ", " + other.at() + ", commit " + other.commit());
        lines.add(row("bench " + one.bench(), "A", "B", "B / A"));
        Map<String, Double> left = one.figures();
        Map<String, Double> right = other.figures();
        Set<String> all = new LinkedHashSet<>(left.keySet());
        all.addAll(right.keySet());
        all.forEach(path -> lines.add(row(path, number(left.get(path)), number(right.get(path)), ratio(left.get(path), right.get(path)))));
        return lines;
    }

    /** What was measured before differs from run to run, and so does the load of the machine: that is not what it is. */
    private static void differences(String what, RunFile one, RunFile other, List<String> lines) {
        Set<String> names = new LinkedHashSet<>();
        one.json().path(what).fieldNames().forEachRemaining(names::add);
        other.json().path(what).fieldNames().forEachRemaining(names::add);
        names.remove("loadBefore");
        names.stream().filter(name -> !Objects.equals(one.json().path(what).path(name), other.json().path(what).path(name))).forEach(name -> lines.add(
                "NOT THE SAME " + what + ": " + name + " is " + one.json().path(what).path(name) + " and " + other.json().path(what).path(name)));
    }

    private static String ratio(Double left, Double right) {
        return left == null || right == null || left == 0 ? "" : String.format(Locale.ROOT, "%.2f", right / left);
    }

    static String number(Double value) {
        if (value == null) {
            return "-";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String row(String name, String left, String right, String ratio) {
        return String.format(Locale.ROOT, "%-" + NAME + "s %14s %14s %8s", name, left, right, ratio).stripTrailing();
    }
}
