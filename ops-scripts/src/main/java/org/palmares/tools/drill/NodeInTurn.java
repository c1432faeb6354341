package org.palmares.tools.drill;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.palmares.tools.ToolException;
import org.palmares.tools.site.LocalSites;

/** Of two nodes in a data centre the first is killed and started again, then the second is killed. */
final class NodeInTurn implements Fault {

    private static final Duration WITHOUT = Duration.ofSeconds(12);

    private final LocalSites sites;
    private final String site;

    NodeInTurn(LocalSites sites, String site) {
        this.sites = sites;
        this.site = site;
    }

    @Override
    public void prepare() {
        if (sites.layout().nodes().size() < 2) {
            throw new ToolException("There is one node in each data centre. Start two: palmares down, then palmares up --nodes-per-site 2 --destructive-drills");
        }
    }

    @Override
    public void begin() {
        sites.killNode(site, 1);
        LockSupport.parkNanos(WITHOUT.toNanos());
        sites.startNode(site, 1);
        sites.awaitNode(site, 1);
        sites.killNode(site, 2);
    }

    @Override
    public String broken() {
        return "of the nodes of " + site + " the first was killed and returned, the second is killed";
    }

    @Override
    public void heal() {
        sites.up(List.of(site));
    }

    /** The address of the data centre is that of its first node; behind a load balancer it would answer. */
    @Override
    public Set<String> down() {
        return Set.of(site);
    }
}
