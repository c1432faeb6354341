package org.palmares.tools.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillProgress;
import org.palmares.protocol.contract.drill.Mark;

/** The course of one drill as its agent tells it: marks, kept here until some data centre takes them. */
final class DrillRun {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final OpsClient ops;
    private final Consumer<String> progress;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Mark> untold = new ArrayList<>();
    private Optional<Drill> drill = Optional.empty();

    DrillRun(OpsClient ops, Consumer<String> progress) {
        this.ops = ops;
        this.progress = progress;
    }

    /** The record that marks go to from now on. */
    void is(Drill recorded) {
        drill = Optional.of(recorded);
    }

    Drill drill() {
        return drill.orElseThrow();
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** Something happened now. */
    Instant mark(String what, String text) {
        return mark(Instant.now(), what, text);
    }

    Instant mark(Instant at, String what, String text) {
        Mark mark = new Mark(at.truncatedTo(ChronoUnit.MILLIS), what, text);
        marks.add(mark);
        untold.add(mark);
        progress.accept(String.format("%-10s %s", what, text));
        return mark.at();
    }

    /** Tells what has not been told; where nobody answers it is told later. */
    boolean tell() {
        return drill.isPresent() && !untold.isEmpty() && tell(new DrillProgress(drill().version(), null, untold, null, null));
    }

    /** Tells the end; tries for a while, because the data centres may have been off a moment ago. */
    boolean tellEnd(Drill.State state, String verdict, Map<String, Object> report) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            if (tell(new DrillProgress(drill().version(), state, untold, verdict, report))) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        return false;
    }

    private boolean tell(DrillProgress told) {
        Optional<Drill> after = ops.tell(drill().id(), told);
        if (after.isEmpty()) {
            // Somebody else may have added to it; the next attempt knows the newer version.
            ops.drill(drill().id()).filter(newer -> newer.version() > drill().version()).ifPresent(this::is);
            return false;
        }
        is(after.get());
        untold.clear();
        return true;
    }

    /** Whether somebody has cancelled it. */
    boolean isCancelled() {
        return drill.flatMap(known -> ops.drill(known.id())).filter(now -> now.state() == Drill.State.CANCELLED).isPresent();
    }

    /** Waits until {@code over}, at most {@code longest}, unless there is {@code trouble}; gives the trouble. */
    static Optional<String> await(Duration longest, BooleanSupplier over, java.util.function.Supplier<Optional<String>> trouble) {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < end && !over.getAsBoolean()) {
            Optional<String> found = trouble.get();
            if (found.isPresent()) {
                return found;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return Optional.empty();
    }
}
