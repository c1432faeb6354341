package org.palmares.tools.wan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.palmares.tools.terminal.ExternalProgram;

/** Other programs, run to their end. */
final class Programs {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Programs() {}

    /** What {@code command} says; a failure is a {@link org.palmares.tools.terminal.ToolException}. */
    static String run(String... command) {
        return run(List.of(command));
    }

    static String run(List<String> command) {
        return ExternalProgram.run(String.join(" ", command), command, LONGEST);
    }

    /** The command that starts a class of this tool in a small Java of its own. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
