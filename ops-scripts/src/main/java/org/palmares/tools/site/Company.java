package org.palmares.tools.site;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.ManagedProcess;

/**
 * Whether a node that starts has others to join. One that runs and has been in no cluster for long is no company: it only waits for others as well,
 * and when all do, nobody ever begins. That happens when everything is stopped while one of them is just being started again.
 */
final class Company {

    /** A node begins a cluster within a few seconds, or joins one; those that wait for longer end by themselves (cluster.conf) and start again. */
    static final Duration JOINING = Duration.ofSeconds(30);

    private final Layout layout;
    private final Predicate<String> outside;

    /** @param outside whether the node whose management has this address says that it is in no cluster */
    Company(Layout layout, Predicate<String> outside) {
        this.layout = layout;
        this.outside = outside;
    }

    /** Whether there is any. */
    boolean isThere(Instant now) {
        return Layout.SITES.stream().anyMatch(site -> layout.nodes().stream().anyMatch(number -> isCompany(site, number, now)));
    }

    private boolean isCompany(String site, int number, Instant now) {
        return new ManagedProcess(NodeLaunch.name(number), layout.site(site)).running()
                .map(process -> process.info().startInstant().map(start -> Duration.between(start, now)).orElse(Duration.ZERO))
                .filter(age -> age.compareTo(JOINING) < 0 || !outside.test(layout.managementUrl(site, number)))
                .isPresent();
    }
}
