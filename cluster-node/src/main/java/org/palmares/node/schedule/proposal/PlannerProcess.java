package org.palmares.node.schedule.proposal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.contract.planning.PlanningAnswer;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The planner in a process of its own, one at a time: with less right to the processor than the node, a bound of memory, and an end at its time. What goes
 * in and comes out goes through files, so that nothing here waits for it.
 */
public final class PlannerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(PlannerProcess.class);

    /** Java's start, and reading and writing here: what the planner has is so much less. */
    private static final Duration AROUND = Duration.ofMillis(1_300);
    /** Part of the memory that is Java's heap; the rest is for native code, classes and threads. */
    private static final int HEAP_PART = 4;
    private static final int KILO = 1_024;
    private static final int ANSWER_BYTES = 32 * KILO * KILO;
    private static final int SAID_BYTES = 4 * KILO;
    private static final String AGAIN_AFTER_SECONDS = "5";
    /** Somebody has to install it first. */
    private static final String LATER_SECONDS = "300";

    private final PlannerSettings settings;
    private final Executor threads;
    private final Metrics metrics;
    private final Semaphore turn = new Semaphore(1);

    /** How a request ends, as it is counted. */
    private enum End {
        PLANNED,
        REFUSED,
        FAILED,
        LATE,
        BUSY,
        MISSING
    }

    /** @param threads where files are written and read */
    public PlannerProcess(PlannerSettings settings, Executor threads, Metrics metrics) {
        this.settings = settings;
        this.threads = threads;
        this.metrics = metrics;
    }

    /** Milliseconds that it may plan for, so that the answer is there in time. */
    int millis() {
        return (int) Math.max(1, settings.time().minus(AROUND).toMillis());
    }

    /** The proposal, or what is wrong with {@code problem}; ends in a {@link ProblemException} where nobody can plan it now. */
    CompletionStage<PlanningAnswer> plan(org.palmares.protocol.contract.planning.Problem problem) {
        if (!isThere()) {
            throw ended(End.MISSING, Problem.of(
                    ProblemType.PLANNER_MISSING, "There is no planner in " + settings.folder() + " (palmares.storm.planner). Ask another data centre, or change units yourself.")
                    .header(Headers.RETRY_AFTER, LATER_SECONDS));
        }
        if (!turn.tryAcquire()) {
            throw ended(End.BUSY, Problem.of(ProblemType.BUSY, "The planner plans for somebody else. Ask again in a few seconds, or another data centre now.")
                    .header(Headers.RETRY_AFTER, AGAIN_AFTER_SECONDS));
        }
        return CompletableFuture.supplyAsync(() -> start(problem), threads).thenCompose(run -> run).whenComplete((answer, failure) -> turn.release());
    }

    private boolean isThere() {
        try (Stream<Path> jars = Files.list(settings.folder().resolve("lib"))) {
            return jars.anyMatch(jar -> jar.toString().endsWith(".jar"));
        } catch (IOException none) {
            return false;
        }
    }

    private CompletionStage<PlanningAnswer> start(org.palmares.protocol.contract.planning.Problem problem) {
        Run run = null;
        try {
            run = new Run(Files.createTempDirectory("palmares-planner"));
            Files.write(run.in(), Json.bytes(problem));
            Process process = process(run);
            CompletableFuture.delayedExecutor(settings.time().toMillis(), TimeUnit.MILLISECONDS).execute(process::destroyForcibly);
            long begun = System.nanoTime();
            Run is = run;
            return process.onExit().thenApplyAsync(over -> answer(is, over.exitValue(), Duration.ofNanos(System.nanoTime() - begun)), threads)
                    .whenComplete((answer, failure) -> is.clear());
        } catch (IOException failed) {
            if (run != null) {
                run.clear();
            }
            throw new UncheckedIOException(failed);
        }
    }

    private Process process(Run run) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(run.folder().toFile())
                .redirectInput(run.in().toFile())
                .redirectOutput(run.out().toFile())
                .redirectError(run.said().toFile());
        // Passwords of the node are nobody else's.
        builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "TMPDIR"));
        return builder.start();
    }

    private List<String> command() {
        Path folder = settings.folder().toAbsolutePath();
        long heap = settings.memory() / HEAP_PART / KILO / KILO;
        return List.of(
                "sh", "-c", "ulimit -d \"$0\"; exec nice -n 10 \"$@\"", Long.toString(settings.memory() / KILO),
                settings.java().toString(), "-Xmx" + heap + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-CreateCoredumpOnCrash",
                "-Djava.library.path=" + folder.resolve("native"), "-cp", folder.resolve("lib") + "/*", "org.palmares.planner.Main");
    }

    private PlanningAnswer answer(Run run, int exit, Duration took) {
        boolean planned = exit == PlanningAnswer.Exit.PLANNED.code();
        if (planned || exit == PlanningAnswer.Exit.PROBLEM_WRONG.code()) {
            metrics.count(Metrics.Counter.PLANNINGS, word(planned ? End.PLANNED : End.REFUSED));
            return run.answer();
        }
        if (took.compareTo(settings.time()) >= 0) {
            throw ended(End.LATE, Problem.of(
                            ProblemType.NO_ANSWER_IN_TIME, "The planner did not end in time; nothing was changed. Ask for fewer days or disciplines, or again when the node has less work.")
                    .header(Headers.RETRY_AFTER, AGAIN_AFTER_SECONDS));
        }
        LOG.error("The planner has ended with {}: {}", exit, run.words());
        throw ended(End.FAILED, Problem.of(ProblemType.INTERNAL, "The planner has failed, and why is logged here; nothing was changed. Change units yourself."));
    }

    private ProblemException ended(End end, Problem problem) {
        metrics.count(Metrics.Counter.PLANNINGS, word(end));
        return new ProblemException(problem);
    }

    private static String word(End end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    /** The files of one run. */
    private record Run(Path folder) {

        private Path in() {
            return folder.resolve("problem.json");
        }

        private Path out() {
            return folder.resolve("answer.json");
        }

        private Path said() {
            return folder.resolve("said");
        }

        private PlanningAnswer answer() {
            try {
                return Json.read(start(out(), ANSWER_BYTES), PlanningAnswer.class);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** What it said, and what it answered where that tells more. */
        private String words() {
            try {
                return LogText.of(new String(start(said(), SAID_BYTES), StandardCharsets.UTF_8) + new String(start(out(), SAID_BYTES), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                return LogText.of(unreadable);
            }
        }

        private static byte[] start(Path file, int bytes) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(bytes);
            }
        }

        private void clear() {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (IOException left) {
                LOG.warn("A folder of the planner is left: {}", LogText.of(left));
            }
        }
    }
}
