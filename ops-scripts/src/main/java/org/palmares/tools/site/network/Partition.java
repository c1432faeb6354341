package org.palmares.tools.site.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ExternalProgram;
import org.palmares.tools.terminal.ToolException;

/**
 * Cuts data centres of this machine off from each other with a packet filter (nftables). Where they have addresses of their own, each drops what
 * comes from the others'. Where they share one, what a process of one sends is marked with its group, and dropped where a process of the other
 * would receive it. Nothing is refused, as when a line is cut; whoever belongs to no data centre, such as clients, is not touched. Outlives the
 * tool; {@link #heal} by a later one ends it.
 */
public final class Partition {

    /** Traffic from one data centre to another. */
    public record Direction(String from, String to) {}

    private static final int MARK = 0x7a10;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** nft looks groups up under /sys/fs/cgroup, where not every system has the unified hierarchy; in a mount space of its own it is put there. */
    private static final String LOAD = "mount -t cgroup2 none /sys/fs/cgroup && exec nft -f -";

    private static final List<String> NFT = List.of("nft", "-f", "-");

    /** Making it first lets the deletion succeed where there is none. */
    private static final String RENEW = "table %1$s {}\ndelete table %1$s\n";

    private final Layout layout;
    private final String table;

    /** Of the data centres of {@code layout}. */
    public Partition(Layout layout) {
        this.layout = layout;
        this.table = "inet palmares_" + layout.portOffset();
    }

    /** Why this machine cannot be partitioned; empty where it can. */
    public Optional<String> impossible() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("a packet filter needs root");
        }
        if (!layout.hasHostsOfTheirOwn() && SiteGroup.hierarchy().isEmpty()) {
            return Optional.of("there is no unified cgroup hierarchy (cgroup2 in /proc/self/mounts)");
        }
        return Files.isExecutable(Path.of("/usr/sbin/nft"))
                ? Optional.empty()
                : Optional.of("there is no nft; install it (Debian: apt-get install nftables)");
    }

    /** Drops all packets of {@code directions}, and of no others. */
    public void cut(Set<Direction> directions) {
        if (layout.hasHostsOfTheirOwn()) {
            Layout.SITES.forEach(site -> in(site, RENEW.formatted(table) + rulesOf(site, directions)));
        } else {
            heal();
            // nft knows no group that is not there yet, which is that of a data centre never started.
            Layout.SITES.forEach(site -> SiteGroup.of(layout, site).made());
            run(rules(directions), List.of("unshare", "--mount", "sh", "-c", LOAD));
        }
    }

    /** What {@code site} drops, told by the addresses it comes from. */
    String rulesOf(String site, Set<Direction> directions) {
        StringBuilder in = new StringBuilder();
        directions.stream().filter(direction -> direction.to().equals(site)).map(Direction::from).sorted().forEach(from ->
                in.append("    ip saddr ").append(layout.host(from)).append(" counter drop\n"));
        return "table " + table + " {\n  chain in {\n    type filter hook input priority filter\n" + in + "  }\n}\n";
    }

    private void in(String site, String rules) {
        List<String> command = new ArrayList<>(layout.place(site).prefix());
        command.addAll(NFT);
        run(rules, command);
    }

    String rules(Set<Direction> directions) {
        StringBuilder out = new StringBuilder();
        StringBuilder in = new StringBuilder();
        for (String from : Layout.SITES) {
            int mark = MARK + Layout.SITES.indexOf(from);
            out.append("    socket cgroupv2 level 1 \"").append(SiteGroup.of(layout, from).name()).append("\" meta mark set ").append(mark).append('\n');
            directions.stream().filter(direction -> direction.from().equals(from)).map(Direction::to).sorted().forEach(to ->
                    in.append("    meta mark ").append(mark).append(" socket cgroupv2 level 1 \"").append(SiteGroup.of(layout, to).name())
                            .append("\" counter drop\n"));
        }
        return "table " + table + " {\n  chain out {\n    type filter hook output priority mangle\n" + out
                + "  }\n  chain in {\n    type filter hook input priority filter\n" + in + "  }\n}\n";
    }

    /** Lets everything through again. */
    public void heal() {
        if (layout.hasHostsOfTheirOwn()) {
            Layout.SITES.forEach(site -> in(site, RENEW.formatted(table)));
        } else {
            run(RENEW.formatted(table), NFT);
        }
    }

    /** Whether rules of a partition are there. */
    public boolean isCut() {
        if (impossible().isPresent()) {
            return false;
        }
        return layout.hasHostsOfTheirOwn() ? Layout.SITES.stream().anyMatch(site -> hasTable(layout.place(site).prefix())) : hasTable(List.of());
    }

    private boolean hasTable(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("nft", "list", "tables"));
        try {
            return ExternalProgram.run("Looking for packet filters", command, LONGEST).lines().anyMatch(line -> line.strip().equals("table " + table));
        } catch (ToolException noSuchNetworkSpace) {
            return false;
        }
    }

    private static void run(String input, List<String> command) {
        ExternalProgram.run("Setting the packet filter", command, input, Map.of(), LONGEST);
    }
}
