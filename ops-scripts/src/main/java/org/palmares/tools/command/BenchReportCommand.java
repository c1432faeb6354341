package org.palmares.tools.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.palmares.tools.bench.page.PerformancePage;
import org.palmares.tools.bench.page.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palmares bench report}. */
@Command(
        name = "report",
        description = "Writes docs/PERFORMANCE.md with its pictures: of each benchmark the last run whose machine was not busy with something else, of those given "
                + "and those it shows already. Exit code 0 when all that are given are shown.",
        mixinStandardHelpOptions = true)
public final class BenchReportCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "What --json of each run wrote.")
    private List<Path> files = List.of();

    @Option(names = "--docs", paramLabel = "FOLDER", description = "Folder of the documents. Default: docs in the project.")
    private Path docs;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        Path folder = docs == null ? Path.of(System.getProperty("palmares.root", ".")).resolve("docs").normalize() : docs;
        List<String> leftOut = new PerformancePage(folder).draw(files.stream().map(RunFile::read).toList());
        leftOut.forEach(why -> out.line("not shown: " + why));
        out.line(folder.resolve("PERFORMANCE.md") + " is written.");
        return leftOut.isEmpty() ? 0 : 1;
    }
}
