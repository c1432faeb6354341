package org.palmares.tools.site;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code palmares down}. */
@Command(
        name = "down",
        description = "Stops the data centres. What they wrote stays.",
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
        List<String> which = site == null ? Layout.SITES : List.of(UpCommand.known(site));
        if (kill) {
            which.forEach(sites::kill);
        } else {
            sites.down(which);
        }
        spec.commandLine().getOut().println(String.join(", ", which) + (kill ? " killed." : " stopped."));
        spec.commandLine().getOut().flush();
    }
}
