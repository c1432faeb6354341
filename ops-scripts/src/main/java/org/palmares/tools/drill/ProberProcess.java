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
import org.palmares.tools.ToolException;
import org.palmares.tools.load.Sites;

/** The prober, a process of its own so that what it sees does not depend on who breaks things. Its words on standard output are its state. */
final class ProberProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int END_SECONDS = 60;

    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile JsonNode status = JSON.createObjectNode();
    private volatile String lastWords = "";

    private ProberProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::listen, "prober-words");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a prober.
     *
     * @param folder gets the evidence
     * @param key file with the key of the role feed
     * @param options more options of {@code palmares prober}
     */
    static ProberProcess start(Path folder, Path key, Sites sites, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dpalmares.root=" + System.getProperty("palmares.root", "."),
                "-cp",
                System.getProperty("java.class.path"),
                "org.palmares.tools.Palmares",
                "prober",
                "--folder",
                folder.toString(),
                "--key-file",
                key.toString()));
        sites.all().forEach(site -> command.addAll(List.of("--site", site.name() + '=' + site.url())));
        command.addAll(options);
        try {
            return new ProberProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("prober.log").toFile()))
                    .start());
        } catch (IOException failed) {
            throw new ToolException("The prober could not be started: " + failed.getMessage(), failed);
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

    /** Waits until every competition takes messages and every reader follows. */
    void awaitReady(Duration longest) {
        try {
            if (!ready.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ToolException("The prober was not ready within " + longest.toSeconds() + " s; its last words: " + lastWords);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }

    /** Why the drill must not go on, where it must not. */
    Optional<String> trouble(Duration longestOpen) {
        if (!process.isAlive() && done.getCount() > 0) {
            return Optional.of("the prober has died; its last words: " + lastWords);
        }
        long open = status.path("longestOpenMillis").asLong();
        return open > longestOpen.toMillis() ? Optional.of("a message has been without an answer for " + open + " ms") : Optional.empty();
    }

    /** Lets it send the final results, wait for its readers and end; false when it did not end in order. */
    boolean finish() {
        try {
            process.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return done.await(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException gone) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
