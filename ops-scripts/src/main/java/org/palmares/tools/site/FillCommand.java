package org.palmares.tools.site;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String known = Up.known(site);
        LocalSites sites = new LocalSites(where.layout(), line -> {
            out.println(line);
            out.flush();
        });
        Turn.take(where.layout().var(), () -> {
            new Keeping(where.layout()).ensure();
            new Filling(sites, line -> {
                out.println(line);
                out.flush();
            }).fill(known);
        });
        return 0;
    }
}
