package org.palmares.tools.drill.fault;

import java.util.Set;
import java.util.function.Consumer;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.upkeep.Drilling;
import org.palmares.tools.site.upkeep.Leftovers;
import org.palmares.tools.terminal.ToolException;

/**
 * A fault that is mended whatever becomes of the tool: by the tool itself in the end or when it is interrupted, and when it is killed by whoever
 * looks next. One step at a time, so that nothing is broken any more once mending has begun.
 */
public final class SafeFault implements Fault, AutoCloseable {

    private final Fault fault;
    private final Drilling drilling;
    private final Consumer<String> progress;
    private final Thread interrupted = new Thread(this::closeInterrupted);
    private boolean ended;

    private SafeFault(Fault fault, Drilling drilling, Consumer<String> progress) {
        this.fault = fault;
        this.drilling = drilling;
        this.progress = progress;
    }

    /**
     * Nothing is broken yet. What an earlier drill left is mended first.
     *
     * @throws ToolException if another drill is at work here, or what one left cannot be mended
     */
    public static SafeFault of(LocalSites sites, Fault fault, Consumer<String> progress) {
        new Leftovers(sites, progress).mend();
        SafeFault safe = new SafeFault(fault, Drilling.begin(sites), progress);
        Runtime.getRuntime().addShutdownHook(safe.interrupted);
        return safe;
    }

    @Override
    public synchronized void prepare() {
        requireGoing();
        fault.prepare();
    }

    @Override
    public synchronized void begin() {
        requireGoing();
        fault.begin();
    }

    private void requireGoing() {
        if (ended) {
            throw new ToolException("The drill was interrupted.");
        }
    }

    @Override
    public synchronized void heal() {
        if (!ended) {
            fault.heal();
        }
    }

    @Override
    public String broken() {
        return fault.broken();
    }

    @Override
    public Set<String> down() {
        return fault.down();
    }

    @Override
    public boolean restarts() {
        return fault.restarts();
    }

    /** Mends and undoes everything; what fails is left to whoever looks next. */
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        try (drilling) {
            try {
                fault.heal();
            } finally {
                fault.cleanUp();
            }
            drilling.mended();
        } finally {
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException itRuns) {
            // It is the one that closes.
        }
    }

    private void closeInterrupted() {
        try {
            close();
        } catch (RuntimeException failed) {
            progress.accept("not mended, palmares up tries again: " + failed.getMessage());
        }
    }
}
