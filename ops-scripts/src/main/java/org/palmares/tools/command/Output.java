package org.palmares.tools.command;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a command says: each line at once, because somebody may be waiting for it. */
@Command
final class Output {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    void line(String line) {
        writer().println(line);
        writer().flush();
    }

    PrintWriter writer() {
        return spec.commandLine().getOut();
    }

    /** Where what goes on is told, beside what comes of it. */
    PrintWriter progress() {
        return spec.commandLine().getErr();
    }

    /** What went wrong, and does not end the command. */
    void failure(String message) {
        spec.commandLine().getErr().println("palmares: " + message);
        spec.commandLine().getErr().flush();
    }
}
