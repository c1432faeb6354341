package org.palmares.tools.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.palmares.tools.ToolException;

/**
 * A process that outlives the tool. Its pid file holds pid and start time, so that a pid which the system has given to somebody else is never
 * taken for it.
 *
 * @param name what it is, e.g. {@code node}
 * @param folder where its pid file and log are
 */
record ManagedProcess(String name, Path folder) {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    Path log() {
        return folder.resolve(name + ".log");
    }

    private Path pidFile() {
        return folder.resolve(name + ".pid");
    }

    /** The process, where it runs. */
    Optional<ProcessHandle> running() {
        try {
            String[] recorded = Files.readString(pidFile()).strip().split(" ");
            Instant started = Instant.ofEpochMilli(Long.parseLong(recorded[1]));
            return ProcessHandle.of(Long.parseLong(recorded[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().startInstant().map(started::equals).orElse(true));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    /** Starts it, apart from the terminal. */
    void start(List<String> command) {
        try {
            Files.createDirectories(folder);
            List<String> detached = new ArrayList<>(command);
            if (Files.isExecutable(SETSID)) {
                detached.add(0, SETSID.toString());
            }
            Process process = new ProcessBuilder(detached)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            long started = process.toHandle().info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
            Files.writeString(pidFile(), process.pid() + " " + started + "\n");
        } catch (IOException failed) {
            throw new ToolException("The " + name + " could not be started: " + failed.getMessage(), failed);
        }
    }

    /** Asks it to end, and ends it if it does not within {@code seconds}. */
    void stop(int seconds) {
        running().ifPresent(process -> {
            process.destroy();
            if (!ended(process, seconds)) {
                process.destroyForcibly();
                ended(process, seconds);
            }
        });
        forget();
    }

    /** {@code kill -9}. */
    void kill() {
        running().ifPresent(process -> {
            process.destroyForcibly();
            ended(process, 5);
        });
        forget();
    }

    /** {@code kill -STOP} or {@code kill -CONT}. */
    void signal(String signal) {
        running().ifPresent(process -> {
            try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start().waitFor();
            } catch (IOException failed) {
                throw new ToolException("kill -" + signal + " failed: " + failed.getMessage(), failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException failed) {
            throw new ToolException(pidFile() + " cannot be deleted: " + failed.getMessage(), failed);
        }
    }

    private static boolean ended(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException runs) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The last lines of its log, for a message to the user. */
    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n  ", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException | RuntimeException unreadable) {
            return "(no log)";
        }
    }
}
