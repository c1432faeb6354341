package org.palmares.tools.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.palmares.tools.demo.Demo;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.site.upkeep.Keeper;
import org.palmares.tools.site.upkeep.Leftovers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code palmares keep}, which {@code palmares up} starts. */
@Command(
        name = "keep",
        description = "Starts again what palmares up started and what ended by itself, with growing pauses, and mends what a drill left that was killed. "
                + "palmares up starts it, palmares down ends it; it ends by itself when nothing is wanted any more.",
        mixinStandardHelpOptions = true)
public final class KeepCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** A tool that is starting has not wanted anything yet. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MEND_EVERY = 10;

    @Mixin
    private Where where;

    @Mixin
    private Output out;

    private String unmended = "";

    @Override
    public Integer call() {
        Instant wanted = Instant.now();
        tell("keeps what palmares up starts in " + where.layout().var());
        for (long look = 0; !Thread.currentThread().isInterrupted(); look++) {
            // Anew each time: the number of nodes may have changed.
            LocalSites sites = new LocalSites(where.layout(), this::tell);
            if (look % MEND_EVERY == 0) {
                mend(sites);
            }
            new Keeping(sites.layout()).boundWords();
            Keeper keeper = new Keeper(sites, this::tell);
            boolean simulated = new Demo(sites.layout()).process().look(keeper, Instant.now());
            if (keeper.look(Instant.now()) || simulated) {
                wanted = Instant.now();
            } else if (Duration.between(wanted, Instant.now()).compareTo(PATIENCE) > 0) {
                tell("nothing is wanted any more");
                return 0;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return 0;
    }

    /** What cannot be mended now is tried again, and must not keep anything from being started. */
    private void mend(LocalSites sites) {
        try {
            new Leftovers(sites, this::tell).mend();
            unmended = "";
        } catch (RuntimeException failed) {
            if (!unmended.equals(failed.getMessage())) {
                unmended = String.valueOf(failed.getMessage());
                tell("not mended: " + unmended);
            }
        }
    }

    private void tell(String line) {
        out.line(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
