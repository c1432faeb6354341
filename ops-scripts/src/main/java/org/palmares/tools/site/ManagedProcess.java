package org.palmares.tools.site;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    private static final int KILL_SECONDS = 5;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int TAIL_BYTES = 16 * 1024;
    private static final int TAIL_LINES = 12;

    Path log() {
        return folder.resolve(name + ".log");
    }

    private Path pidFile() {
        return folder.resolve(name + ".pid");
    }

    /** The process, where it runs. */
    Optional<ProcessHandle> running() {
        try {
            return ProcessIdentity.parse(Files.readString(pidFile())).flatMap(ProcessIdentity::running);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Starts it, apart from the terminal. */
    void start(List<String> command) {
        start(command, Map.of());
    }

    /** Starts it, apart from the terminal and with {@code environment} on top of this process's. */
    void start(List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(folder);
            List<String> detached = new ArrayList<>(command);
            if (Files.isExecutable(SETSID)) {
                detached.add(0, SETSID.toString());
            }
            ProcessBuilder builder = new ProcessBuilder(detached)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            Files.writeString(pidFile(), ProcessIdentity.of(process.toHandle()) + "\n");
        } catch (IOException failed) {
            throw new ToolException("The " + name + " could not be started: " + failed.getMessage(), failed);
        }
    }

    /** Asks it to end, and ends it if it does not within {@code seconds}. */
    void stop(int seconds) {
        running().ifPresent(process -> {
            process.destroy();
            if (!ended(seconds)) {
                process.destroyForcibly();
                ended(KILL_SECONDS);
            }
        });
        forget();
    }

    /** {@code kill -9}. */
    void kill() {
        running().ifPresent(process -> {
            process.destroyForcibly();
            ended(KILL_SECONDS);
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

    /** Asks again and again: where nobody reaps a process that has ended, the system never tells. */
    private boolean ended(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (running().isPresent()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    /** The last lines of its log, for a message to the user. */
    String logTail() {
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(no log)";
        }
    }
}
