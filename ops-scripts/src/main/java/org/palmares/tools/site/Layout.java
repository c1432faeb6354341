package org.palmares.tools.site;

import java.nio.file.Path;
import java.util.List;

/**
 * Where everything is.
 *
 * @param root the project
 * @param var all that is written
 * @param portOffset added to every port, so that tests do not meet a user's data centres
 */
public record Layout(Path root, Path var, int portOffset) {

    /** The data centres in the order of succession. */
    public static final List<String> SITES = List.of("paris", "madrid", "barcelona");

    static final String HOST = "127.0.0.1";

    private static final int HTTP = 8101;
    private static final int MANAGEMENT = 8201;
    private static final int REMOTE = 8301;
    private static final int CASSANDRA = 9101;
    private static final int CASSANDRA_STORAGE = 7101;

    /** Address for readers and sources. */
    public String url(String site) {
        return "http://" + HOST + ':' + http(site);
    }

    /** Addresses of all data centres. */
    public List<String> urls() {
        return SITES.stream().map(this::url).toList();
    }

    String managementUrl(String site) {
        return "http://" + HOST + ':' + management(site);
    }

    int http(String site) {
        return port(HTTP, site);
    }

    int management(String site) {
        return port(MANAGEMENT, site);
    }

    int remote(String site) {
        return port(REMOTE, site);
    }

    int cassandra(String site) {
        return port(CASSANDRA, site);
    }

    int cassandraStorage(String site) {
        return port(CASSANDRA_STORAGE, site);
    }

    /** All ports of a site. */
    List<Integer> ports(String site) {
        return List.of(http(site), management(site), remote(site), cassandra(site), cassandraStorage(site));
    }

    private int port(int first, String site) {
        return first + SITES.indexOf(site) + portOffset;
    }

    /** Folder of a site. */
    public Path site(String site) {
        return var.resolve(site);
    }

    /** A file that is there while drills that break something are allowed. */
    Path destructiveDrills() {
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
