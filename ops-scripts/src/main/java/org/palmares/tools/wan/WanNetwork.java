package org.palmares.tools.wan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.Place;
import org.palmares.tools.terminal.ToolException;

/**
 * A network space (iproute2) for each data centre, all joined by the delay router: a device of the router is moved into each, and one stays on
 * this machine, so that clients here reach them without a delay.
 */
final class WanNetwork implements AutoCloseable {

    private static final int ROUTER_SECONDS = 10;

    /**
     * A connection over a cut line is tried again at ever longer intervals, of nearly half a minute after half a minute: with the usual 15 attempts
     * data centres would hear each other only that long after the line is mended. After 5 it counts as broken (13 s), and a new one is tried
     * every few seconds. Hosts of real data centres need the same.
     */
    private static final String GIVE_UP_SOON = "echo 5 > /proc/sys/net/ipv4/tcp_retries2";

    private final String name;
    private final int net;
    private Process router;

    /**
     * @param name of its spaces and devices, at most ten letters
     * @param net the second byte of its addresses, after 10
     */
    WanNetwork(String name, int net) {
        this.name = name;
        this.net = net;
    }

    /** Why this machine cannot have one; empty where it can. */
    static Optional<String> impossible() {
        if (!"root".equals(System.getProperty("user.name")) || !Files.exists(Path.of("/proc/self/ns/net"))) {
            return Optional.of("networks of their own need root on Linux");
        }
        if (!Files.isWritable(Path.of("/dev/net/tun"))) {
            return Optional.of("this kernel has no TUN devices (/dev/net/tun)");
        }
        for (String program : List.of("ip", "nft")) {
            if (!Files.isExecutable(Path.of("/usr/sbin", program))) {
                return Optional.of("there is no " + program + "; install it (Debian: apt-get install iproute2 nftables)");
            }
        }
        return Optional.empty();
    }

    /** Where the data centres live in it. */
    Map<String, Place> places() {
        Map<String, Place> places = new HashMap<>();
        Layout.SITES.forEach(site -> places.put(site, new Place(address(Distances.placeOf(site)), inside(site))));
        return places;
    }

    private String address(int place) {
        return "10." + net + '.' + place + ".2";
    }

    private String space(String site) {
        return name + '-' + site;
    }

    private List<String> inside(String site) {
        return List.of("ip", "netns", "exec", space(site));
    }

    /** Makes it; what an earlier one left is removed first. */
    void up() {
        close();
        startRouter();
        join(0, List.of());
        for (String site : Layout.SITES) {
            int place = Distances.placeOf(site);
            Programs.run("ip", "netns", "add", space(site));
            Programs.run("ip", "link", "set", name + place, "netns", space(site));
            join(place, inside(site));
            run(inside(site), "ip", "link", "set", "lo", "up");
            run(inside(site), "sh", "-c", GIVE_UP_SOON);
        }
    }

    private void join(int place, List<String> inside) {
        run(inside, "ip", "address", "add", address(place) + "/16", "dev", name + place);
        run(inside, "ip", "link", "set", name + place, "txqueuelen", "5000", "up");
    }

    private static String run(List<String> prefix, String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return Programs.run(whole);
    }

    private void startRouter() {
        try {
            router = new ProcessBuilder(Programs.java(RouterMain.class, name)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String word = new BufferedReader(new InputStreamReader(router.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (!RouterMain.READY.equals(word)) {
                throw new ToolException("The delay router did not start.");
            }
        } catch (IOException failed) {
            throw new ToolException("The delay router could not be started: " + failed.getMessage(), failed);
        }
    }

    /** Milliseconds of an echo from {@code from} to each of {@code to}; -1 where none comes. */
    List<Double> echoes(String from, List<String> to) {
        List<String> command = new ArrayList<>(inside(from));
        command.addAll(Programs.java(RoundTrip.class, to.stream().map(site -> address(Distances.placeOf(site))).toArray(String[]::new)));
        String answer = Programs.run(command);
        return List.of(answer.substring(answer.lastIndexOf('\n') + 1).split(" ")).stream().map(Double::parseDouble).toList();
    }

    /** Ends what runs in it and removes it, also one that another tool left. */
    @Override
    public void close() {
        String spaces = Programs.run("ip", "netns", "list");
        for (String site : Layout.SITES) {
            if (spaces.lines().anyMatch(line -> line.split(" ")[0].equals(space(site)))) {
                Programs.run("ip", "netns", "pids", space(site)).lines().map(Long::parseLong).flatMap(pid -> ProcessHandle.of(pid).stream())
                        .forEach(ProcessHandle::destroyForcibly);
                Programs.run("ip", "netns", "delete", space(site));
            }
        }
        if (router != null) {
            endRouter();
            router = null;
        }
    }

    private void endRouter() {
        try {
            router.getOutputStream().close();
            if (!router.waitFor(ROUTER_SECONDS, TimeUnit.SECONDS)) {
                router.destroyForcibly();
            }
        } catch (IOException gone) {
            router.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
