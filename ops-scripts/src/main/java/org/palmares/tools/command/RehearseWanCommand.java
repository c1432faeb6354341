package org.palmares.tools.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.palmares.tools.terminal.ThisTool;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.wan.OneAtATime;
import org.palmares.tools.wan.WanLab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares rehearse wan}. */
@Command(
        name = "wan",
        description = "Starts three data centres of their own with the distances of real ones between them (an echo takes 10 ms between Madrid and "
                + "Barcelona, 20 ms to Paris), measures acknowledgement and live results, kills one and cuts one off, and removes everything. Needs "
                + "root on Linux. Exit code 0 when all passed.",
        mixinStandardHelpOptions = true)
public final class RehearseWanCommand implements Callable<Integer> {

    @Option(names = "--clean", description = "Only removes what an earlier run left that ended suddenly.")
    private boolean clean;

    @Option(names = "--keep", description = "Leaves out everything but the start, and removes it when Enter is pressed.")
    private boolean keep;

    @Option(names = "--var", description = "Folder for all that is written. Default: var-wan in the project.")
    private Path var;

    @Option(names = "--competitions", defaultValue = "60", description = "Competitions that run at once. Default: ${DEFAULT-VALUE}.")
    private int competitions;

    @Option(names = "--rate", defaultValue = "1", description = "Messages a second of each competition. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--seconds", defaultValue = "20", description = "Seconds that are measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        WanLab.impossible().ifPresent(reason -> {
            throw new ToolException("palmares rehearse wan is not possible here: " + reason + '.');
        });
        Path root = Path.of(System.getProperty("palmares.root", ".")).toAbsolutePath().normalize();
        Path written = var == null ? root.resolve("var-wan") : var.toAbsolutePath().normalize();
        return OneAtATime.take(() -> run(root, written));
    }

    private int run(Path root, Path written) {
        try (WanLab lab = new WanLab(root, written, out::line)) {
            if (clean) {
                out.line("what an earlier run left is removed; " + written + " stays");
                return 0;
            }
            // Closing twice does no harm, so whoever is first: this, or the end after an interrupt.
            Runtime.getRuntime().addShutdownHook(new Thread(lab::close));
            lab.up();
            return keep ? untilEnter(written) : rehearse(written) ? 0 : 1;
        }
    }

    private int untilEnter(Path written) {
        out.line("All commands reach it with --var " + written + ". Enter removes it.");
        new Scanner(System.in, StandardCharsets.UTF_8).hasNextLine();
        return 0;
    }

    private boolean rehearse(Path written) {
        String load = Integer.toString(competitions);
        String each = Double.toString(rate);
        String time = Integer.toString(seconds);
        List<Boolean> passed = new ArrayList<>();
        passed.add(palmares(
                written, "bench", "ingest", "--step-seconds", "0", "--competitions", load, "--rate", each, "--seconds", time, "--json",
                written.resolve("ingest.json").toString()));
        passed.add(palmares(
                written, "bench", "live", "--competitions", load, "--rate", each, "--seconds", time, "--json", written.resolve("live.json").toString()));
        for (List<String> drill : List.of(List.of("kill", "paris"), List.of("kill", "madrid"), List.of("partition", "paris"), List.of("partition-all", ""))) {
            passed.add(palmares(
                    written, "drill", drill.get(0), "--site", drill.get(1), "--competitions", load, "--rate", each, "--reason", "rehearse wan"));
        }
        out.line(passed.stream().filter(good -> good).count() + " of " + passed.size() + " passed; the evidence is in " + written.resolve("drills"));
        return passed.stream().allMatch(good -> good);
    }

    /** Another command in a process of its own, so that what is measured does not share a heap with what measures. */
    private boolean palmares(Path written, String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        words.addAll(List.of("--var", written.toString()));
        List<String> command = ThisTool.command(List.of("-Xmx512m"), words);
        out.line("");
        out.line("palmares " + String.join(" ", arguments));
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException failed) {
            throw new ToolException("palmares " + arguments[0] + " could not be started: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
