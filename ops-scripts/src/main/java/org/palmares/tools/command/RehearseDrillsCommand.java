package org.palmares.tools.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.tools.drill.DrillGround;
import org.palmares.tools.drill.DrillRunner;
import org.palmares.tools.drill.Watching;
import org.palmares.tools.drill.proof.Report.Verdict;
import org.palmares.tools.drill.proof.Report;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.Machine;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares rehearse drills}. */
@Command(
        name = "drills",
        description = "Kill and partition drills in a row, each data centre in turn; a table of what each showed. Exit code 0 when all passed.",
        mixinStandardHelpOptions = true)
public final class RehearseDrillsCommand implements Callable<Integer> {

    private static final List<String> COLUMNS = List.of(
            "lost", "findings", "failedReads", "worstAcknowledgementMillis", "medianAcknowledgementMillis", "detectionMillis", "worstReconnectMillis",
            "convergenceMillis");

    @Mixin
    private Where where;

    @Option(names = "--kills", defaultValue = "20", description = "Kill drills. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(names = "--partitions", defaultValue = "10", description = "Partition drills. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(names = "--seconds", defaultValue = "10", description = "How long each fault lasts. Default: ${DEFAULT-VALUE}.")
    private long seconds;

    @Mixin
    private Output out;

    @Override
    public Integer call() throws IOException {
        DrillRunner runner = new DrillRunner(DrillGround.of(where.layout(), line -> {}), Watching.USUAL, line -> {});
        Path table = Files.createDirectories(where.layout().drills()).resolve("series-" + Instant.now().toEpochMilli() + ".md");
        List<String> lines = new ArrayList<>(List.of(
                "Machine: " + Machine.text(),
                "",
                "| drill | site | verdict | " + String.join(" | ", COLUMNS) + " | |",
                "|---|---|---|" + "---:|".repeat(COLUMNS.size()) + "---|"));
        lines.forEach(out::line);
        int passed = 0;
        for (int i = 0; i < kills + partitions; i++) {
            String site = Layout.SITES.get(i % Layout.SITES.size());
            String name = i < kills ? "kill" : "partition";
            String line = row(runner, name, site);
            passed += line.contains("| " + Verdict.PASSED) ? 1 : 0;
            lines.add(line);
            out.line(line);
            Files.write(table, lines, StandardCharsets.UTF_8);
        }
        out.line(passed + " of " + (kills + partitions) + " passed; the table is in " + table);
        return passed == kills + partitions ? 0 : 1;
    }

    private String row(DrillRunner runner, String name, String site) {
        try {
            Report report = runner.run(new DrillRequest(name, site, "a series", System.getProperty("user.name"), seconds, false, false));
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %s | %s | %s", name, site, report.verdict()));
            Map<String, Long> figures = report.figures();
            COLUMNS.forEach(column -> row.append(" | ").append(figures.containsKey(column) ? figures.get(column).toString() : ""));
            return row + " | " + String.join("; ", report.reasons()) + " |";
        } catch (ToolException failed) {
            return "| " + name + " | " + site + " | did not run" + " | ".repeat(COLUMNS.size()) + " | " + failed.getMessage().lines().findFirst().orElse("") + " |";
        }
    }
}
