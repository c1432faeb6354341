package org.palmares.tools.drill.fault;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.network.Partition.Direction;
import org.palmares.tools.site.network.Partition;
import org.palmares.tools.site.upkeep.Leftovers;
import org.palmares.tools.terminal.ToolException;

/** What each destructive drill breaks. */
public final class Faults {

    private record Simple(String broken, Set<String> down, boolean restarts, Runnable breaks, Runnable mends) implements Fault {
        @Override
        public void begin() {
            breaks.run();
        }

        @Override
        public void heal() {
            mends.run();
        }
    }

    private final LocalSites sites;
    private final Partition partition;

    public Faults(LocalSites sites, Partition partition) {
        this.sites = sites;
        this.partition = partition;
    }

    /** The fault of a drill of {@code kind}; {@code site} is empty where it is about all. */
    public Fault of(DrillKind kind, String site) {
        Runnable up = () -> sites.up(List.of(site));
        return switch (kind) {
            case KILL, READERS_MOVE -> new Simple("every process of " + site + " is killed", Set.of(site), true, () -> sites.kill(site), up);
            case KILL_NODE -> new Simple("the nodes of " + site + " are killed", Set.of(site), true, () -> sites.killNode(site), up);
            case KILL_CASSANDRA -> new Simple("the Cassandra of " + site + " is killed", Set.of(), true, () -> sites.killCassandra(site), up);
            case FREEZE -> new Simple(
                    "every process of " + site + " is stopped (SIGSTOP)", Set.of(site), false, () -> sites.freeze(site), () -> sites.thaw(site));
            case OFF_AND_ON -> new Simple(
                    "every process of all data centres is killed", Set.copyOf(Layout.SITES), true, () -> sites.kill(Layout.SITES), () -> sites.up(Layout.SITES));
            case PARTITION -> cut(site + " is cut off from the others", both(site));
            case PARTITION_ONE_WAY -> cut(site + " is not heard by the others", from(site));
            case PARTITION_ALL -> cut("all data centres are cut off from each other", all());
            case NODE_IN_TURN -> new NodeInTurn(sites, site);
            case DISK_FULL -> new FullDisk(sites, site);
            case CLOCK_WRONG -> new WrongClock(sites, site);
            case EVACUATE, RETURN, ROLLING_RESTART -> throw new IllegalArgumentException(kind.title() + " breaks nothing");
        };
    }

    private Fault cut(String broken, Set<Direction> directions) {
        partition.impossible().ifPresent(reason -> {
            throw new ToolException("A partition is not possible here: " + reason);
        });
        return new Simple(broken, Set.of(), false, () -> partition.cut(directions), partition::heal);
    }

    private static Set<Direction> from(String site) {
        Set<Direction> directions = new HashSet<>();
        Layout.SITES.stream().filter(other -> !other.equals(site)).forEach(other -> directions.add(new Direction(site, other)));
        return directions;
    }

    private static Set<Direction> both(String site) {
        Set<Direction> directions = from(site);
        Layout.SITES.stream().filter(other -> !other.equals(site)).forEach(other -> directions.add(new Direction(other, site)));
        return directions;
    }

    private static Set<Direction> all() {
        Set<Direction> directions = new HashSet<>();
        Layout.SITES.forEach(site -> directions.addAll(both(site)));
        return directions;
    }

    /** Mends whatever an earlier run that ended suddenly may have left broken. */
    public void healLeftovers(Consumer<String> progress) {
        new Leftovers(sites, progress).mend();
        progress.accept("nothing is cut off or stopped");
    }
}
