package org.palmares.tools.site;

import java.util.List;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code palmares down}. */
@Command(
        name = "down",
        description = "Stops the data centres, and what keeps them running. What they wrote stays.",
        mixinStandardHelpOptions = true)
public final class DownCommand implements Runnable {

    @Mixin
    private Where where;

    @Option(names = "--site", description = "Only this data centre.")
    private String site;

    @Option(names = "--kill", description = "With kill -9, as a power cut would.")
    private boolean kill;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        LocalSites sites = new LocalSites(where.layout(), line -> {});
        mend(sites);
        List<String> which = site == null ? Layout.SITES : List.of(Up.known(site));
        if (kill) {
            which.forEach(sites::kill);
        } else {
            sites.down(which);
        }
        if (site == null) {
            new Keeping(where.layout()).stop();
        }
        spec.commandLine().getOut().println(String.join(", ", which) + (kill ? " killed." : " stopped."));
        spec.commandLine().getOut().flush();
    }

    /** What cannot be mended stays, and is told; it must not keep anything from being stopped. */
    private void mend(LocalSites sites) {
        try {
            new Leftovers(sites, line -> spec.commandLine().getOut().println(line)).mend();
        } catch (ToolException failed) {
            spec.commandLine().getErr().println("palmares: " + failed.getMessage());
        }
    }
}
