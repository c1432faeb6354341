package org.palmares.tools.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.palmares.tools.load.Loading;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palmares load}. */
@Command(
        name = "load",
        description = "Sends ODF messages in order of their own time to the data centres, and to the next one when one does not answer. "
                + "Sending the same again does no harm. Exit code 0 when every message was acknowledged, else 1.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders, .xml, .xml.gz and .zip files.")
    private List<Path> paths;

    @Mixin
    private SiteOptions options;

    @Option(names = "--speed", paramLabel = "N", description = "Replay by the messages' own times, N times as "
            + "fast. Default: as fast as possible.")
    private Double speed;

    @Option(names = "--from", paramLabel = "TIME", description = "Only messages made at this time or later, e.g. 2024-08-04T00:00.")
    private LocalDateTime from;

    @Option(names = "--until", paramLabel = "TIME", description = "Only messages made before this time.")
    private LocalDateTime until;

    @Option(names = "--parallel", paramLabel = "N", defaultValue = "" + Loading.PARALLEL, description = "Messages on their way at once; of a discipline "
            + "always one after the other. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(names = "--patience", paramLabel = "S", defaultValue = "60", description = "Seconds after which a message that no data centre "
            + "answers is given up. Default: ${DEFAULT-VALUE}.")
    private int patienceSeconds;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (speed != null && speed <= 0 || parallel < 1) {
            throw new ToolException("--speed and --parallel must be more than 0.");
        }
        boolean clean = new Loading(options.client(Duration.ofSeconds(patienceSeconds)), out.writer()).run(paths, new Loading.Wish(from, until, speed, null, parallel));
        return clean ? 0 : 1;
    }
}
