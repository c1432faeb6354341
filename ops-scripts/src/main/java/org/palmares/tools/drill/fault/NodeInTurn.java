package org.palmares.tools.drill.fault;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.terminal.ToolException;

/** Of two nodes in a data centre the first is killed and started again, then the second is killed. */
final class NodeInTurn implements Fault {

    private static final Duration WITHOUT = Duration.ofSeconds(12);

    private final LocalSites sites;
    private final String site;
    private boolean killed;

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
        killed = true;
        inTurn(number -> sites.killNode(site, number), () -> LockSupport.parkNanos(WITHOUT.toNanos()), number -> {
            sites.startNode(site, number);
            sites.awaitNode(site, number);
        });
    }

    /** @param bringBack returns when the node is ready again; where it fails nothing more is killed */
    static void inTurn(IntConsumer kill, Runnable without, IntConsumer bringBack) {
        kill.accept(1);
        without.run();
        bringBack.accept(1);
        kill.accept(2);
    }

    @Override
    public String broken() {
        return "of the nodes of " + site + " the first was killed and returned, the second is killed";
    }

    @Override
    public void heal() {
        if (killed) {
            killed = false;
            sites.up(List.of(site));
        }
    }

    /** The address of the data centre is that of its first node; behind a load balancer it would answer. */
    @Override
    public Set<String> down() {
        return Set.of(site);
    }
}
