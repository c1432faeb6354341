package org.palmares.tools.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.palmares.tools.site.layout.Layout;

/** The data centres a client knows, and which of them it leaves alone for a while because they did not answer. Safe for many threads. */
public final class Sites {

    /**
     * A data centre.
     *
     * @param name for people
     * @param url its address, without a path
     */
    public record Site(String name, URI url) {

        URI resolve(String path) {
            return URI.create(url.toString().replaceAll("/+$", "") + path);
        }
    }

    private static final long FINE = 0;

    private final List<Site> sites;
    private final LongSupplier nanos;
    private final long origin;
    private final AtomicLongArray avoidedUntil;
    private final AtomicLongArray lastHeard;

    /** @throws IllegalArgumentException if {@code sites} is empty */
    public Sites(List<Site> sites) {
        this(sites, System::nanoTime);
    }

    Sites(List<Site> sites, LongSupplier nanos) {
        if (sites.isEmpty()) {
            throw new IllegalArgumentException("at least one data centre must be known");
        }
        this.sites = List.copyOf(sites);
        this.nanos = nanos;
        this.origin = nanos.getAsLong() - 1;
        this.avoidedUntil = new AtomicLongArray(sites.size());
        this.lastHeard = new AtomicLongArray(sites.size());
    }

    /** The data centres of this machine. */
    public static Sites of(Layout layout) {
        return new Sites(Layout.SITES.stream().map(site -> new Site(site, URI.create(layout.url(site)))).toList());
    }

    /** All of them, in the order given. */
    public List<Site> all() {
        return sites;
    }

    /** How many there are. */
    public int size() {
        return sites.size();
    }

    /** The one at {@code index}, counted round. */
    public Site at(int index) {
        return sites.get(place(index));
    }

    /**
     * Whether to ask this one now. Of those who ask after a failure only one is let through at a time, so that a data centre that swallows
     * requests costs one sender its time-out and not all.
     */
    public boolean claim(int index, Duration next) {
        long until = avoidedUntil.get(place(index));
        if (until == FINE) {
            return true;
        }
        long now = now();
        return now >= until && avoidedUntil.compareAndSet(place(index), until, now + next.toNanos());
    }

    /** It did not answer, or asked to be left alone. */
    public void avoid(int index, Duration time) {
        avoidedUntil.set(place(index), now() + time.toNanos());
    }

    /** How long ago it answered anybody; very long if it never did. */
    Duration silence(int index) {
        long heard = lastHeard.get(place(index));
        return heard == 0 ? Duration.ofDays(1) : Duration.ofNanos(now() - heard);
    }

    /** It said something, were it that it cannot serve. */
    void heard(int index) {
        lastHeard.set(place(index), now());
    }

    /** It answered. */
    public void answered(int index) {
        heard(index);
        if (avoidedUntil.get(place(index)) != FINE) {
            avoidedUntil.set(place(index), FINE);
        }
    }

    private int place(int index) {
        return Math.floorMod(index, sites.size());
    }

    private long now() {
        return nanos.getAsLong() - origin;
    }
}
