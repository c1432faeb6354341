package org.palmares.tools.command;

import java.nio.file.Path;
import org.palmares.tools.bench.page.Comparison;
import org.palmares.tools.bench.page.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code palmares bench compare}. */
@Command(
        name = "compare",
        description = "Sets two runs of one benchmark beside each other, with the ratio of each figure, and says where one is not to be quoted, or where machine or "
                + "settings differ.",
        mixinStandardHelpOptions = true)
public final class BenchCompareCommand implements Runnable {

    @Parameters(index = "0", paramLabel = "A", description = "What --json of the one wrote.")
    private Path one;

    @Parameters(index = "1", paramLabel = "B", description = "What --json of the other wrote.")
    private Path other;

    @Mixin
    private Output out;

    @Override
    public void run() {
        Comparison.of(RunFile.read(one), RunFile.read(other)).forEach(out::line);
    }
}
