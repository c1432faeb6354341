package org.palmares.tools.bench.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.palmares.tools.terminal.ExternalProgram;
import org.palmares.tools.terminal.ToolException;

/** Which state of the sources was measured. */
public final class Commit {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Commit() {}

    /** The commit of the project in {@code root}, with {@code +} where something was changed since; {@code unknown} without git. */
    public static String of(Path root) {
        try {
            String commit = git(root, "rev-parse", "--short=12", "HEAD");
            return git(root, "status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + '+';
        } catch (ToolException none) {
            return "unknown";
        }
    }

    private static String git(Path root, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        return ExternalProgram.run("git " + arguments[0], command, LONGEST);
    }
}
