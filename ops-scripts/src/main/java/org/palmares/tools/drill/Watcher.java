package org.palmares.tools.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ThisTool;
import org.palmares.tools.terminal.ToolException;

/**
 * A process of its own that watches a drill, so that what it sees does not depend on who breaks things: the prober, or a crowd of readers. Its
 * words on standard output are its state.
 */
final class Watcher implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int END_SECONDS = 60;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final String name;
    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile JsonNode status = JSON.createObjectNode();
    private volatile String lastWords = "";

    private Watcher(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(this::listen, name + "-words");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param name of the command of {@code palmares} that it runs
     * @param folder gets the evidence
     * @param options more options of the command
     */
    static Watcher start(String name, Path folder, Sites sites, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(name, "--folder", folder.toString()));
        sites.all().forEach(site -> arguments.addAll(List.of("--site", site.name() + '=' + site.url())));
        arguments.addAll(options);
        List<String> command = ThisTool.command(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), arguments);
        try {
            return new Watcher(name, new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
                    .start());
        } catch (IOException failed) {
            throw new ToolException("The " + name + " could not be started: " + failed.getMessage(), failed);
        }
    }

    private void listen() {
        try (BufferedReader words = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = words.readLine(); line != null; line = words.readLine()) {
                lastWords = line;
                if (line.equals("ready")) {
                    ready.countDown();
                } else if (line.equals("done")) {
                    done.countDown();
                } else if (line.startsWith("{")) {
                    status = JSON.readTree(line);
                }
            }
        } catch (IOException over) {
            lastWords = over.toString();
        }
    }

    /** Waits until it says that it is ready: every competition takes messages, every reader follows. */
    void awaitReady(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!ready.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new ToolException("The " + name + " was not ready within " + longest.toSeconds() + " s; its last words: " + lastWords);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }

    /** Why the drill must not go on, where it must not. */
    Optional<String> trouble(Duration longestOpen) {
        if (!process.isAlive() && done.getCount() > 0) {
            return Optional.of("the " + name + " has died; its last words: " + lastWords);
        }
        long open = status.path("longestOpenMillis").asLong();
        return open > longestOpen.toMillis() ? Optional.of("a message has been without an answer for " + open + " ms") : Optional.empty();
    }

    /** Lets it finish its work and end; gives what is wrong where it does not end in order. */
    Optional<String> finish() {
        try {
            process.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return done.await(END_SECONDS, TimeUnit.SECONDS) ? Optional.empty() : disorder();
        } catch (IOException gone) {
            return disorder();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return disorder();
        }
    }

    private Optional<String> disorder() {
        return Optional.of("the " + name + " did not end in order");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
