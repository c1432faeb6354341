package org.palmares.tools.site;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.palmares.tools.site.process.ProcessIdentity;

/**
 * Ends what a test has started when the test's process ends, however that happens. A shell waits for it: a Java that is killed runs no shutdown
 * hook, nor does one that Surefire halts because Maven was killed; and a test that goes on while the hooks run starts again what they ended.
 */
final class EndGuard {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** As long as it is written there, the processes of a folder are those of this test; a later one in the same folder writes its own. */
    private static final String OWNER = "guarded-for";

    /** Whose (pid, start), folder. Several rounds, for what was just being started; the supervisor first, so that it starts nothing more. */
    private static final String SCRIPT = """
            started() { read -r stat < "/proc/$1/stat" && set -- ${stat##*) } && [ "$1" != Z ] && echo "${20}"; }
            while [ "$(started "$1")" = "$2" ]; do sleep 1; done
            for round in 1 2 3 4 5; do
              for file in "$3"/keep/*.pid "$3"/*/*.pid; do
                [ "$(cat "$3/%s")" = "$1 $2" ] || exit 0
                read -r pid start < "$file" && [ "$(started "$pid")" = "$start" ] && kill -KILL "$pid"
              done
              sleep 1
            done
            """.formatted(OWNER);

    private EndGuard() {}

    /** Once {@code whose} has ended, all processes end whose pid files are in {@code folder}. Without /proc nothing does. */
    static void begin(ProcessIdentity whose, Path folder) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "sh", Long.toString(whose.pid()), Long.toString(whose.start()), folder.toString()));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(OWNER), whose + "\n");
            new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
