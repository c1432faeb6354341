package org.palmares.tools.site.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where everything is.
 *
 * @param root the project
 * @param var all that is written
 * @param portOffset added to every port, so that tests do not meet a user's data centres
 * @param nodesPerSite how many nodes each data centre has
 * @param places where the data centres live; this machine for those that are not in it
 */
public record Layout(Path root, Path var, int portOffset, int nodesPerSite, Map<String, Place> places) {

    /** The data centres in the order of succession. */
    public static final List<String> SITES = List.of("paris", "madrid", "barcelona");

    /** The ports of further nodes meet those of other things with more. */
    public static final int MOST_NODES = 9;

    private static final int FIRST_NODE = 1;
    private static final int PER_FURTHER_NODE = 10;
    private static final int HTTP = 8101;
    private static final int MANAGEMENT = 8201;
    private static final int REMOTE = 8301;
    private static final int LINK = 8401;
    private static final int CASSANDRA = 9101;
    private static final int CASSANDRA_STORAGE = 7101;

    public Layout {
        if (nodesPerSite < 1 || nodesPerSite > MOST_NODES) {
            throw new IllegalArgumentException("a data centre has 1 to " + MOST_NODES + " nodes, not " + nodesPerSite);
        }
        places = Map.copyOf(places);
    }

    /** Data centres of one node each, all on this machine. */
    public Layout(Path root, Path var, int portOffset) {
        this(root, var, portOffset, 1, Map.of());
    }

    /** The same with another number of nodes in each data centre. */
    public Layout withNodesPerSite(int nodes) {
        return new Layout(root, var, portOffset, nodes, places);
    }

    /** Numbers of the nodes of a data centre, the first first. */
    public List<Integer> nodes() {
        return IntStream.rangeClosed(FIRST_NODE, nodesPerSite).boxed().toList();
    }

    /** Where {@code site} lives. */
    public Place place(String site) {
        return places.getOrDefault(site, Place.HERE);
    }

    /** Address that {@code site} is reached at. */
    public String host(String site) {
        return place(site).host();
    }

    /** Whether every data centre has an address of its own, by which packets tell where they come from. */
    public boolean hasHostsOfTheirOwn() {
        Set<String> hosts = new HashSet<>();
        return SITES.stream().allMatch(site -> hosts.add(host(site)));
    }

    /** Address for readers and sources: that of the first node. */
    public String url(String site) {
        return url(site, FIRST_NODE);
    }

    /** Address of one node for readers and sources. */
    public String url(String site, int node) {
        return "http://" + host(site) + ':' + http(site, node);
    }

    /** Addresses of all data centres. */
    public List<String> urls() {
        return SITES.stream().map(this::url).toList();
    }

    public String managementUrl(String site, int node) {
        return "http://" + host(site) + ':' + management(site, node);
    }

    public int http(String site, int node) {
        return port(HTTP, site, node);
    }

    public int management(String site, int node) {
        return port(MANAGEMENT, site, node);
    }

    public int remote(String site, int node) {
        return port(REMOTE, site, node);
    }

    public int link(String site, int node) {
        return port(LINK, site, node);
    }

    public int cassandra(String site) {
        return port(CASSANDRA, site, FIRST_NODE);
    }

    public int cassandraStorage(String site) {
        return port(CASSANDRA_STORAGE, site, FIRST_NODE);
    }

    /** The ports of one node. */
    public List<Integer> ports(String site, int node) {
        return List.of(http(site, node), management(site, node), remote(site, node), link(site, node));
    }

    /** All ports of a site. */
    public List<Integer> ports(String site) {
        List<Integer> ports = new ArrayList<>(List.of(cassandra(site), cassandraStorage(site)));
        nodes().forEach(node -> ports.addAll(ports(site, node)));
        return ports;
    }

    private int port(int first, String site, int node) {
        return first + SITES.indexOf(site) + PER_FURTHER_NODE * (node - FIRST_NODE) + portOffset;
    }

    /** Folder of a site. */
    public Path site(String site) {
        return var.resolve(site);
    }

    /** A file that is there while drills that break something are allowed. */
    public Path destructiveDrills() {
        return var.resolve("destructive-drills");
    }

    /** Folder of what drills left: evidence and reports. */
    public Path drills() {
        return var.resolve("drills");
    }

    /** Folder of the keys. */
    public Path keys() {
        return var.resolve("keys");
    }
}
