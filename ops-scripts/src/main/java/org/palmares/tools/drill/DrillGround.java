package org.palmares.tools.drill;

import java.util.function.Consumer;
import org.palmares.tools.client.Sites;
import org.palmares.tools.drill.fault.Faults;
import org.palmares.tools.site.KeyFiles;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.network.Partition;

/**
 * What a drill is held on.
 *
 * @param sites what is broken and mended
 * @param addresses where the data centres are asked
 * @param ops asks them as operations do
 * @param faults what can be broken
 */
public record DrillGround(LocalSites sites, Sites addresses, OpsClient ops, Faults faults) {

    /**
     * The data centres of {@code layout}, which have been up: their key of operations is there.
     *
     * @param progress gets a line for each step of theirs
     */
    public static DrillGround of(Layout layout, Consumer<String> progress) {
        LocalSites sites = new LocalSites(layout, progress);
        Sites addresses = Sites.of(layout);
        return new DrillGround(sites, addresses, new OpsClient(addresses, KeyFiles.read(layout.keys(), "ops")), new Faults(sites, new Partition(layout)));
    }
}
