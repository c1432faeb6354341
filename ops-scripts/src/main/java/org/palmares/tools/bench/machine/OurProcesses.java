package org.palmares.tools.bench.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.Keeping;

/** The processes that take part in a measurement: this tool, the data centres of this machine, and the peers while they run. */
public final class OurProcesses {

    /** This tool, which sends and reads. */
    public static final String SENDER = "sender and readers";

    private final LocalSites sites;
    private final Map<String, ProcessHandle> peers = new ConcurrentHashMap<>();

    public OurProcesses(Layout layout) {
        this.sites = new LocalSites(layout, line -> {});
    }

    /** Name of the first node of {@code site} in all figures. */
    public static String node(String site) {
        return site + " node";
    }

    /** A peer with all that it started. */
    public void add(String name, ProcessHandle peer) {
        peers.put(name, peer);
    }

    public void remove(String name) {
        peers.remove(name);
    }

    /** Pids by name, of all that run now. */
    public Map<String, List<Long>> running() {
        Map<String, List<Long>> running = new TreeMap<>();
        running.put(SENDER, List.of(ProcessHandle.current().pid()));
        for (String site : Layout.SITES) {
            sites.processes(site).forEach(one -> one.running().ifPresent(process -> running.put(site + ' ' + one.name(), List.of(process.pid()))));
        }
        new Keeping(sites.layout()).running().ifPresent(keeper -> running.put("keeper", List.of(keeper.pid())));
        peers.forEach((name, peer) -> {
            List<Long> pids = new ArrayList<>();
            Stream.concat(Stream.of(peer), peer.descendants()).forEach(process -> pids.add(process.pid()));
            running.put(name, pids);
        });
        return running;
    }
}
