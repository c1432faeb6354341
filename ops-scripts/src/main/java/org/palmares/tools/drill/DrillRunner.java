package org.palmares.tools.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.tools.client.Sites;
import org.palmares.tools.drill.fault.Fault;
import org.palmares.tools.drill.fault.SafeFault;
import org.palmares.tools.drill.proof.Course;
import org.palmares.tools.drill.proof.Evidence;
import org.palmares.tools.drill.proof.FinalReads;
import org.palmares.tools.drill.proof.FinalState;
import org.palmares.tools.drill.proof.Report;
import org.palmares.tools.drill.proof.ReportFiles;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.terminal.ToolException;

/** Carries a drill out on this machine, with a prober that watches, and tells the data centres what happened. */
public final class DrillRunner {

    private static final Duration CONVERGENCE = Duration.ofSeconds(60);
    private static final Duration ROLLING = Duration.ofMinutes(6);
    private static final Duration RECORDS_SEEN = Duration.ofSeconds(5);
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final DrillGround ground;
    private final OpsClient ops;
    private final Watching watching;
    private final Consumer<String> progress;

    /**
     * @param watching who watches, and with how much
     * @param progress gets a line for each step
     */
    public DrillRunner(DrillGround ground, Watching watching, Consumer<String> progress) {
        this.ground = ground;
        this.ops = ground.ops();
        this.watching = watching;
        this.progress = progress;
    }

    /** Asks for a drill and carries it out; a refusal is a {@link ToolException} that says why. */
    public Report run(DrillRequest request) {
        DrillKind kind = DrillKind.of(request.name())
                .orElseThrow(() -> new ToolException("There is no drill \"" + request.name() + "\"; there are " + String.join(", ", DrillKind.names()) + '.'));
        return kind.destructive() ? carryOut(ops.start(request)) : watch(kind, request);
    }

    /** Carries out a destructive drill that is recorded and that nobody else has taken on. */
    public Report carryOut(Drill drill) {
        DrillKind kind = DrillKind.of(drill.name()).orElseThrow();
        Path folder = folder(drill.id());
        DrillRun run = new DrillRun(ops, progress);
        run.is(drill);
        run.mark(Mark.TAKEN, "the agent on this machine carries it out");
        if (!claim(run)) {
            throw new ToolException("The drill " + drill.id() + " has been taken on by somebody else.");
        }
        try (SafeFault fault = fault(run, kind, folder)) {
            return destroy(run, fault, folder);
        }
    }

    private Report destroy(DrillRun run, SafeFault fault, Path folder) {
        try (Watchers watchers = prepare(run, fault, folder)) {
            return destroy(run, fault, watchers, folder);
        } catch (ToolException failed) {
            // Mended first: nobody may be there to be told before.
            mend(fault, failed);
            throw aborted(run, folder, failed);
        }
    }

    private static void mend(Fault fault, ToolException because) {
        try {
            fault.heal();
        } catch (ToolException also) {
            because.addSuppressed(also);
        }
    }

    /** What cannot be broken here is told too: others wait for the end of a drill that runs. */
    private SafeFault fault(DrillRun run, DrillKind kind, Path folder) {
        try {
            return SafeFault.of(ground.sites(), ground.faults().of(kind, run.drill().site()), progress);
        } catch (ToolException impossible) {
            throw aborted(run, folder, impossible);
        }
    }

    private ToolException aborted(DrillRun run, Path folder, ToolException why) {
        run.mark(Mark.ABORTED, why.getMessage());
        run.tellEnd(Drill.State.ABORTED, Report.Verdict.INCONCLUSIVE.name(), Map.of("evidence", evidence(folder)));
        return why;
    }

    /** The record may not be on every board yet, so more than one attempt is fair. */
    private static boolean claim(DrillRun run) {
        long end = System.nanoTime() + RECORDS_SEEN.toNanos();
        while (System.nanoTime() < end) {
            if (run.tell()) {
                return true;
            }
            if (run.drill().timeline().stream().anyMatch(mark -> mark.what().equals(Mark.TAKEN))) {
                return false;
            }
            pause(Duration.ofMillis(100));
        }
        return false;
    }

    private Watchers prepare(DrillRun run, Fault fault, Path folder) {
        fault.prepare();
        return watchers(folder).begin(DrillKind.of(run.drill().name()).orElseThrow(), run.drill().site());
    }

    private Watchers watchers(Path folder) {
        return new Watchers(watching, ground.sites(), ground.addresses(), folder);
    }

    private Report destroy(DrillRun run, Fault fault, Watchers watchers, Path folder) {
        run.mark(Mark.PROBING, "writers, readers and followers are at work");
        run.tell();
        List<String> trouble = new ArrayList<>();
        hold(watching.before(), run, watchers, trouble);
        Instant begin = Instant.now();
        fault.begin();
        Instant broken = run.mark(begin, Mark.FAULT, fault.broken());
        run.tell();
        if (trouble.isEmpty()) {
            hold(Duration.ofSeconds(run.drill().faultSeconds()), run, watchers, trouble);
        }
        Instant mending = run.mark("mending", "what was broken is mended");
        fault.heal();
        Instant mended = run.mark(Mark.HEALED, fault.restarts() ? "all processes are ready again" : "nothing is in the way any more");
        Optional<Instant> converged = new Convergence(ops, ground.addresses().size()).await(CONVERGENCE);
        converged.ifPresent(at -> run.mark(at, Mark.CONVERGED, "every data centre knows what the others know"));
        pause(watching.after());
        Course course = new Course(broken, mending, mended, detected(broken), converged, fault.down());
        return prove(run, watchers, course, trouble, folder);
    }

    private void hold(Duration time, DrillRun run, Watchers watchers, List<String> trouble) {
        Duration longestOpen = Duration.ofSeconds(run.drill().faultSeconds() + 40);
        DrillRun.await(time, () -> false, () -> run.isCancelled() ? Optional.of("the drill was cancelled") : watchers.trouble(longestOpen)).ifPresent(found -> {
            trouble.add(found);
            run.mark(Mark.ABORTED, found);
        });
    }

    /** Evacuate, return and rolling restart are the data centres' own work: here they are only asked for, watched and proven. */
    private Report watch(DrillKind kind, DrillRequest request) {
        Path folder = folder("asked-" + Instant.now().toEpochMilli());
        DrillRun run = new DrillRun(ops, progress);
        if (kind == DrillKind.ROLLING_RESTART) {
            new Keeping(ground.sites().layout()).require();
        }
        try (Watchers watchers = watchers(folder).begin(kind, request.site())) {
            run.mark(Mark.PROBING, "writers, readers and followers are at work");
            pause(watching.before());
            run.is(ops.start(request));
            Instant fault = run.mark(Mark.FAULT, kind.title() + " was asked for");
            List<String> trouble = new ArrayList<>();
            boolean rolling = kind == DrillKind.ROLLING_RESTART;
            DrillRun.await(rolling ? ROLLING : Duration.ofMinutes(1), () -> isOver(run), () -> watchers.trouble(Duration.ofSeconds(40)))
                    .ifPresent(trouble::add);
            if (!isOver(run)) {
                trouble.add("it was not done in time");
            }
            pause(watching.after());
            Instant mended = run.mark(Mark.HEALED, "it is done");
            Optional<Instant> converged = new Convergence(ops, ground.addresses().size()).await(CONVERGENCE);
            converged.ifPresent(at -> run.mark(at, Mark.CONVERGED, "every data centre knows what the others know"));
            pause(watching.after());
            return prove(run, watchers, new Course(fault, mended, mended, Optional.empty(), converged, Set.of()), trouble, folder);
        }
    }

    private boolean isOver(DrillRun run) {
        Optional<Drill> now = ops.drill(run.drill().id()).filter(drill -> !drill.isRunning());
        now.ifPresent(run::is);
        return now.isPresent();
    }

    private Report prove(DrillRun run, Watchers watchers, Course course, List<String> trouble, Path folder) {
        trouble.addAll(watchers.finish());
        Evidence seen = Evidence.read(folder);
        Set<String> units = new TreeSet<>();
        seen.writes().forEach(write -> units.add(write.unit()));
        List<String> names = ground.addresses().all().stream().map(Sites.Site::name).toList();
        List<FinalState> finals = FinalReads.settled(
                names, units, site -> FinalReads.of(names.get(site), units, path -> reply(site, path)), SETTLED);
        run.mark(Mark.FINISHED, "the evidence is complete");
        ops.drill(run.drill().id()).filter(newer -> newer.version() > run.drill().version()).ifPresent(run::is);
        Report report = Report.of(run.drill(), new Report.Seen(seen, finals, course, run.marks(), trouble), evidence(folder));
        ReportFiles.write(folder, report, seen);
        Drill.State state = trouble.isEmpty() ? Drill.State.FINISHED : Drill.State.ABORTED;
        if (!run.tellEnd(state, report.verdict().name(), Map.of(
                "figures", report.figures(), "reasons", report.reasons(), "findings", report.findings(), "evidence", report.evidence()))) {
            progress.accept("no data centre took the report; it is in " + folder);
        }
        progress.accept("report     " + folder.resolve("report.html"));
        return report;
    }

    private Optional<FinalReads.Reply> reply(int site, String path) {
        return ops.answer(site, path).map(answer -> new FinalReads.Reply(answer.status(), answer.json()));
    }

    /** When a surviving data centre noticed, by its own account. */
    private Optional<Instant> detected(Instant fault) {
        return ground.addresses().all().stream()
                .map(site -> ops.from(ground.addresses().all().indexOf(site), Paths.of(Paths.OPS, Paths.INCIDENTS) + "?limit=100"))
                .flatMap(Optional::stream)
                .flatMap(answer -> java.util.stream.StreamSupport.stream(answer.path(Paths.INCIDENTS).spliterator(), false))
                .filter(incident -> incident.path("kind").asText().equals("data-centre-silent"))
                .map(incident -> Instant.parse(incident.path("opened").asText()))
                .filter(opened -> opened.isAfter(fault))
                .min(java.util.Comparator.naturalOrder());
    }

    private Path folder(String id) {
        try {
            return Files.createDirectories(ground.sites().layout().drills().resolve(id));
        } catch (IOException failed) {
            throw new ToolException("The evidence has no place: " + failed.getMessage(), failed);
        }
    }

    private String evidence(Path folder) {
        return ground.sites().layout().var().relativize(folder).toString();
    }

    private static void pause(Duration time) {
        java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
    }

    /** JSON of a plan, for people. */
    public static String text(JsonNode plan) {
        return plan.toPrettyString();
    }
}
