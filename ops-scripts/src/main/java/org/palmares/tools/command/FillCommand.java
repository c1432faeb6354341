package org.palmares.tools.command;

import java.util.concurrent.Callable;
import org.palmares.tools.files.Turn;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.site.upkeep.Filling;
import org.palmares.tools.site.upkeep.Up;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares fill}. */
@Command(
        name = "fill",
        description = "Fills the new or emptied disk of a data centre's Cassandra with the journals of both others, which have to run, and starts the data "
                + "centre. It counts as a copy only once it has them all. May be interrupted and done again.",
        mixinStandardHelpOptions = true)
public final class FillCommand implements Callable<Integer> {

    @Mixin
    private Where where;

    @Option(names = "--site", required = true, description = "The data centre whose disk is filled.")
    private String site;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        String known = Up.known(site);
        LocalSites sites = new LocalSites(where.layout(), out::line);
        Turn.take(where.layout().var(), () -> {
            new Keeping(where.layout()).ensure();
            new Filling(sites, out::line).fill(known);
        });
        return 0;
    }
}
