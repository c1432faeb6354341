package org.palmares.tools.site.process;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.palmares.tools.terminal.ToolException;

/**
 * A process that outlives the tool. Its pid file holds pid and start time, so that a pid which the system has given to somebody else is never
 * taken for it. A shell beside it waits for its end and keeps the exit code, whoever started it and whether or not that one still lives.
 *
 * @param name what it is, e.g. {@code node}
 * @param folder where its pid file and log are
 */
public record ManagedProcess(String name, Path folder) {

    /** How a process ended. */
    public record End(int code, Instant at) {}

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int START_SECONDS = 20;
    private static final int KILL_SECONDS = 5;
    private static final int NOTE_SECONDS = 1;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TAIL_BYTES = 16 * 1024;
    private static final int TAIL_LINES = 12;

    /** What a process says outside its own log; kept twice at most. */
    private static final long WORDS_MAX = 4L * 1024 * 1024;

    /** Waits for the rest and notes how it ended. */
    private static final String WAIT = "\"$@\"; echo \"$? $(date +%s)\" > \"$0.new\" && mv \"$0.new\" \"$0\"";

    /** Notes pid and start before it becomes the program: from its first moment it is known. Without /proc the start is added by the tool. */
    private static final String NOTE_PID = """
            start=$(read -r stat < /proc/$$/stat && set -- ${stat##*) } && echo ${20})
            echo "$$ $start" > "$0.new" && mv "$0.new" "$0" && exec "$@"
            """;

    /** Its own log, whose size it bounds itself. */
    public Path log() {
        return folder.resolve(name + ".log");
    }

    /** What it says before and beside its log, e.g. the last words of a Java that has no memory left. */
    public Path words() {
        return folder.resolve(name + ".out");
    }

    private Path pidFile() {
        return folder.resolve(name + ".pid");
    }

    private Path endFile() {
        return folder.resolve(name + ".end");
    }

    /** The process, where it runs. */
    public Optional<ProcessHandle> running() {
        return identity().flatMap(ProcessIdentity::running);
    }

    private Optional<ProcessIdentity> identity() {
        try {
            return ProcessIdentity.parse(Files.readString(pidFile()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** How it ended last; empty while it has not, or where nobody could note it. */
    Optional<End> end() {
        try {
            String[] noted = Files.readString(endFile()).strip().split(" ");
            return Optional.of(new End(Integer.parseInt(noted[0]), Instant.ofEpochSecond(Long.parseLong(noted[1]))));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /** How it ended, once it has: its watcher may be about to note it. */
    Optional<End> awaitEnd() {
        within(NOTE_SECONDS, () -> end().isPresent());
        return end();
    }

    /** Starts it, apart from the terminal. */
    public void start(List<String> command) {
        start(command, Map.of());
    }

    /** Starts it, apart from the terminal and with {@code environment} on top of this process's. */
    public void start(List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(endFile());
            forget();
            boundWords();
            ProcessBuilder builder = new ProcessBuilder(detached(command))
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(words().toFile()));
            builder.environment().putAll(environment);
            awaitPid(builder.start());
        } catch (IOException failed) {
            throw new ToolException("The " + name + " could not be started: " + failed.getMessage(), failed);
        }
    }

    private List<String> detached(List<String> command) {
        List<String> detached = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            detached.add(SETSID.toString());
        }
        detached.addAll(List.of("/bin/sh", "-c", WAIT, endFile().toString(), "/bin/sh", "-c", NOTE_PID, pidFile().toString()));
        detached.addAll(command);
        return detached;
    }

    private void awaitPid(Process watcher) throws IOException {
        if (!within(START_SECONDS, () -> Files.exists(pidFile()) || !watcher.isAlive())) {
            throw new IOException("it did not begin within " + START_SECONDS + " s");
        }
        String noted = Files.exists(pidFile()) ? Files.readString(pidFile()).strip() : "";
        if (noted.matches("\\d+")) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(noted));
            if (process.isPresent()) {
                Files.writeString(pidFile(), ProcessIdentity.of(process.get()) + "\n");
            }
        }
    }

    /** Bounds what it says outside its log. The file is open for appending: emptied, it goes on from its beginning. */
    public void boundWords() {
        try {
            if (Files.exists(words()) && Files.size(words()) > WORDS_MAX) {
                try (RandomAccessFile file = new RandomAccessFile(words().toFile(), "rw")) {
                    file.seek(file.length() - WORDS_MAX / 2);
                    byte[] newest = new byte[(int) (WORDS_MAX / 2)];
                    file.readFully(newest);
                    Files.write(words().resolveSibling(name + ".out.1"), newest);
                    file.setLength(0);
                }
            }
        } catch (IOException failed) {
            throw new ToolException(words() + " cannot be shortened: " + failed.getMessage(), failed);
        }
    }

    /** Asks it to end, and ends it if it does not within {@code seconds}. */
    public void stop(int seconds) {
        running().ifPresent(process -> {
            process.destroy();
            if (!ended(seconds)) {
                process.destroyForcibly();
                ended(KILL_SECONDS);
            }
        });
        done();
    }

    /** {@code kill -9}. */
    public void kill() {
        running().ifPresent(process -> {
            process.destroyForcibly();
            ended(KILL_SECONDS);
        });
        done();
    }

    /** Also of one that ended by itself a moment ago its watcher may just be noting how: nothing is written here any more afterwards. */
    private void done() {
        if (started().isPresent()) {
            awaitEnd();
        }
        forget();
    }

    /** {@code kill -STOP} or {@code kill -CONT}. */
    public void signal(String signal) {
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

    /** When it was started last; empty once that one is done with. */
    Optional<FileTime> started() {
        try {
            return Optional.of(Files.getLastModifiedTime(pidFile()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Nothing is known any more of the one that was started last. */
    void forget() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException failed) {
            throw new ToolException(pidFile() + " cannot be deleted: " + failed.getMessage(), failed);
        }
    }

    /** Asks again and again: where nobody reaps a process that has ended, the system never tells. */
    private boolean ended(int seconds) {
        return within(seconds, () -> running().isEmpty());
    }

    private static boolean within(int seconds, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    /** The last lines of what it said and logged, for a message to the user. */
    public String logTail() {
        String logged = tail(log());
        String said = tail(words());
        return said.isEmpty() ? logged.isEmpty() ? "(no log)" : logged : logged.isEmpty() ? said : logged + "\n  (" + words() + ":)\n  " + said;
    }

    private static String tail(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Whether it is stopped by a signal (SIGSTOP): it is there, and does nothing. */
    public boolean isFrozen() {
        return running().map(process -> Path.of("/proc", Long.toString(process.pid()), "stat")).filter(stat -> {
            try {
                String line = Files.readString(stat);
                return line.substring(line.lastIndexOf(')') + 1).strip().startsWith("T");
            } catch (IOException ended) {
                return false;
            }
        }).isPresent();
    }

    /** Whether it was started with a setting of {@code name} in its environment. */
    public boolean hasEnvironment(String setting) {
        return running().map(process -> Path.of("/proc", Long.toString(process.pid()), "environ")).filter(environment -> {
            try {
                return ("\0" + Files.readString(environment, StandardCharsets.ISO_8859_1)).contains("\0" + setting + "=");
            } catch (IOException ended) {
                return false;
            }
        }).isPresent();
    }
}
