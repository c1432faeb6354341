package org.palmares.tools.command;

import java.util.List;
import org.palmares.tools.demo.Demo;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.site.upkeep.Leftovers;
import org.palmares.tools.site.upkeep.Up;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private Output out;

    @Override
    public void run() {
        LocalSites sites = new LocalSites(where.layout(), line -> {});
        mend(sites);
        List<String> which = site == null ? Layout.SITES : List.of(Up.known(site));
        if (site == null) {
            new Demo(where.layout()).process().stop();
        }
        if (kill) {
            which.forEach(sites::kill);
        } else {
            sites.down(which);
        }
        if (site == null) {
            new Keeping(where.layout()).stop();
        }
        out.line(String.join(", ", which) + (kill ? " killed." : " stopped."));
    }

    /** What cannot be mended stays, and is told; it must not keep anything from being stopped. */
    private void mend(LocalSites sites) {
        try {
            new Leftovers(sites, out::line).mend();
        } catch (ToolException failed) {
            out.failure(failed.getMessage());
        }
    }
}
