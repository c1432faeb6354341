package org.palmares.tools.site;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts again what is wanted and has ended. The one place where that happens.
 *
 * @param sites whose processes are kept
 * @param told gets a line for what happened
 */
record Keeper(LocalSites sites, Consumer<String> told) {

    /** Looks at all processes once; whether any is wanted. */
    boolean look(Instant now) {
        boolean wanted = false;
        for (String site : Layout.SITES) {
            wanted |= look(sites.keptCassandra(site), () -> sites.launchCassandra(site), now);
            for (int number : sites.layout().nodes()) {
                wanted |= look(sites.keptNode(site, number), () -> sites.launchNode(site, number, Map.of()), now);
            }
        }
        return wanted;
    }

    /** One that cannot be kept must not keep the others from it. */
    boolean look(KeptProcess kept, Runnable launch, Instant now) {
        try {
            kept.process().boundWords();
            kept.look(launch, now, told);
        } catch (RuntimeException failed) {
            told.accept(kept.name() + " cannot be kept: " + failed.getMessage());
        }
        return kept.kept().wanted();
    }
}
