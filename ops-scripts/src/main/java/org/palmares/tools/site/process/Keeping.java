package org.palmares.tools.site.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ThisTool;
import org.palmares.tools.terminal.ToolException;

/** The supervisor of the data centres of one folder, {@code palmares keep}, as a process of its own. */
public final class Keeping {

    private static final int STOP_SECONDS = 10;

    private final Layout layout;
    private final ManagedProcess process;

    /** That of {@code layout}. */
    public Keeping(Layout layout) {
        this.layout = layout;
        this.process = new ManagedProcess("keep", layout.var().resolve("keep"));
    }

    /** The supervisor, where it runs. */
    public Optional<ProcessHandle> running() {
        return process.running();
    }

    /** Fails where nobody starts again what ends. */
    public void require() {
        if (running().isEmpty()) {
            throw new ToolException("Nobody starts nodes again here: palmares keep does not run. Run palmares up, which starts it.");
        }
    }

    /** Starts it where it does not run; whether it did. */
    public boolean ensure() {
        return new KeptProcess(process).start(() -> process.start(command()));
    }

    private List<String> command() {
        return ThisTool.command(
                layout.root().toString(),
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"),
                List.of("keep", "--var", layout.var().toString(), "--port-offset", Integer.toString(layout.portOffset())));
    }

    /** Where it says what it does. */
    public Path log() {
        return process.words();
    }

    public void boundWords() {
        process.boundWords();
    }

    /** Ends it: from now on nothing is started again. */
    public void stop() {
        new KeptProcess(process).stop(STOP_SECONDS);
    }
}
