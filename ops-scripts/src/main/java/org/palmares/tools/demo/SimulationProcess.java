package org.palmares.tools.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.site.upkeep.Keeper;
import org.palmares.tools.terminal.ThisTool;

/** {@code palmares simulate} as a process of its own, which goes on when {@code palmares up --demo} has ended. */
public final class SimulationProcess {

    private static final int STOP_SECONDS = 5;

    private final Layout layout;
    private final KeptProcess process;

    SimulationProcess(Layout layout, Path folder) {
        this.layout = layout;
        this.process = new KeptProcess(new ManagedProcess("simulation", folder));
    }

    /** Starts it where it does not run. */
    public void start() {
        process.start(this::launch);
    }

    private void launch() {
        process.process().start(ThisTool.command(
                layout.root().toString(),
                List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"),
                List.of("simulate", "--to-the-end", "--var", layout.var().toString(), "--port-offset", Integer.toString(layout.portOffset()))));
    }

    /** Starts it again where it has ended although it is wanted; whether it is. */
    public boolean look(Keeper keeper, Instant now) {
        return keeper.look(process, this::launch, now);
    }

    /** The process, where it runs. */
    public Optional<ProcessHandle> running() {
        return process.process().running();
    }

    /** Where it says what it does. */
    public Path log() {
        return process.process().words();
    }

    /** Whether it is to run. */
    public boolean isWanted() {
        return process.kept().wanted();
    }

    /** Its Games are over: it ends, and is not started again. */
    public void over() {
        process.release();
    }

    /** Ends it. */
    public void stop() {
        process.stop(STOP_SECONDS);
    }
}
