package org.palmares.tools.drill.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.terminal.ToolException;

/** The node of a data centre runs with a clock that is minutes behind (libfaketime); monotonic time, which time-outs use, is right. */
final class WrongClock implements Fault {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"), Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));
    private static final String BEHIND = "-5m";

    private final LocalSites sites;
    private final String site;
    private final List<Path> libraries;
    private boolean wrong;

    WrongClock(LocalSites sites, String site) {
        this(sites, site, LIBRARIES);
    }

    /** @param libraries where libfaketime may be */
    WrongClock(LocalSites sites, String site, List<Path> libraries) {
        this.sites = sites;
        this.site = site;
        this.libraries = libraries;
    }

    /** Refuses before anybody watches. */
    @Override
    public void prepare() {
        environment();
    }

    @Override
    public void begin() {
        Map<String, String> environment = environment();
        wrong = true;
        sites.stopNode(site);
        sites.startNode(site, environment);
        sites.awaitNode(site);
    }

    /** What makes a process believe in another time. */
    Map<String, String> environment() {
        Path library = libraries.stream().filter(Files::exists).findFirst().orElseThrow(() -> new ToolException(
                "A wrong clock needs libfaketime. Install it (Debian: apt-get install libfaketime)."));
        return Map.of("LD_PRELOAD", library.toString(), "FAKETIME", BEHIND, "DONT_FAKE_MONOTONIC", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }

    @Override
    public String broken() {
        return "the clock of the node of " + site + " is five minutes behind";
    }

    @Override
    public void heal() {
        if (wrong) {
            wrong = false;
            sites.stopNode(site);
            sites.up(List.of(site));
        }
    }

    /** The node is restarted twice. */
    @Override
    public Set<String> down() {
        return Set.of(site);
    }
}
