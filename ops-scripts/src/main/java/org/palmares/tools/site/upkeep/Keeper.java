package org.palmares.tools.site.upkeep;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.KeptProcess;

/**
 * Starts again what is wanted and has ended. The one place where that happens.
 *
 * @param sites whose processes are kept
 * @param told gets a line for what happened
 */
public record Keeper(LocalSites sites, Consumer<String> told) {

    /** Looks at all processes once; whether any is wanted. */
    public boolean look(Instant now) {
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
    public boolean look(KeptProcess kept, Runnable launch, Instant now) {
        try {
            kept.process().boundWords();
            kept.look(launch, now, told);
        } catch (RuntimeException failed) {
            told.accept(kept.name() + " cannot be kept: " + failed.getMessage());
        }
        return kept.kept().wanted();
    }
}
