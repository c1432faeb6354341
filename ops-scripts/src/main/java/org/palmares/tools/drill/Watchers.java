package org.palmares.tools.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.tools.client.Sites;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.OpenFiles;
import org.palmares.tools.site.layout.Layout;

/** All who watch one drill from outside: the prober, a crowd where the drill has one, and whoever asks whether data centres are ready. */
final class Watchers implements AutoCloseable {

    private static final Duration PROBER_READY = Duration.ofSeconds(90);
    private static final Duration CROWD_READY = Duration.ofSeconds(110);

    private final Watching watching;
    private final LocalSites sites;
    private final Sites addresses;
    private final Path folder;
    /** In the order in which they begin and end. */
    private final List<Watcher> processes = new ArrayList<>();
    private Optional<ReadyWatch> ready = Optional.empty();

    /** @param folder gets the evidence */
    Watchers(Watching watching, LocalSites sites, Sites addresses, Path folder) {
        this.watching = watching;
        this.sites = sites;
        this.addresses = addresses;
        this.folder = folder;
    }

    /** Begins, and returns when all are at work; {@code site} is empty where the drill is about all. */
    Watchers begin(DrillKind kind, String site) {
        try {
            if (Watching.hasCrowd(kind)) {
                OpenFiles.require(sites.layout(), watching.crowd());
            }
            start("prober", PROBER_READY, List.of(
                    "--key-file", sites.layout().keys().resolve("feed.key").toString(),
                    "--competitions", Integer.toString(watching.competitions()),
                    "--rate", Double.toString(watching.rate(kind)),
                    "--readers", Integer.toString(Watching.fullReaders(kind))));
            if (Watching.hasCrowd(kind)) {
                start("crowd", CROWD_READY, List.of(
                        "--at", site,
                        "--readers", Integer.toString(watching.crowd()),
                        "--competitions", Integer.toString(watching.competitions())));
                Set<String> others = new HashSet<>(Layout.SITES);
                others.remove(site);
                ready = Optional.of(ReadyWatch.start(folder, others, sites::isReady));
            }
            return this;
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private void start(String name, Duration longest, List<String> options) {
        Watcher watcher = Watcher.start(name, folder, addresses, options);
        processes.add(watcher);
        watcher.awaitReady(longest);
    }

    /** Why the drill must not go on, where it must not. */
    Optional<String> trouble(Duration longestOpen) {
        return processes.stream().flatMap(watcher -> watcher.trouble(longestOpen).stream()).findFirst();
    }

    /** Lets them finish, each after what it needs of the others; gives what is wrong with those that do not end in order. */
    List<String> finish() {
        ready.ifPresent(ReadyWatch::close);
        return processes.stream().flatMap(watcher -> watcher.finish().stream()).toList();
    }

    @Override
    public void close() {
        ready.ifPresent(ReadyWatch::close);
        processes.forEach(Watcher::close);
    }
}
