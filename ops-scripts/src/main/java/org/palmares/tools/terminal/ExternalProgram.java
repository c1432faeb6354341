package org.palmares.tools.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other programs, run to their end. One that takes too long is ended with all that it started: nothing of it goes on after the answer. */
public final class ExternalProgram {

    private static final int END_SECONDS = 5;

    private ExternalProgram() {}

    /**
     * What {@code command} says, both its outputs together.
     *
     * @param what that is done, for people; begins the message of a failure
     * @throws ToolException if it cannot be started, fails, or takes longer than {@code longest}
     */
    public static String run(String what, List<String> command, Duration longest) {
        return run(what, command, "", Map.of(), longest);
    }

    /**
     * The same for a program that reads {@code input}, with {@code environment} on top of this process's.
     *
     * @throws ToolException if it cannot be started, fails, or takes longer than {@code longest}
     */
    public static String run(String what, List<String> command, String input, Map<String, String> environment, Duration longest) {
        try {
            Path words = Files.createTempFile("palmares-", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                try (OutputStream in = process.getOutputStream()) {
                    in.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException notRead) {
                    // Its exit code tells whether it needed that.
                }
                return outcome(what, process, words, longest);
            } finally {
                Files.deleteIfExists(words);
            }
        } catch (IOException | UncheckedIOException failed) {
            throw new ToolException(what + " failed: " + failed.getMessage(), failed);
        }
    }

    private static String outcome(String what, Process process, Path words, Duration longest) throws IOException {
        boolean ended = false;
        try {
            ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException(what + " was interrupted.", interrupted);
        } finally {
            if (!ended) {
                end(process);
            }
        }
        String said = Files.readString(words).strip();
        if (!ended) {
            throw new ToolException(what + " took longer than " + longest.toSeconds() + " s and was ended. It said: " + said);
        }
        if (process.exitValue() != 0) {
            throw new ToolException(what + " failed (exit " + process.exitValue() + "): " + said);
        }
        return said;
    }

    private static void end(Process process) {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
