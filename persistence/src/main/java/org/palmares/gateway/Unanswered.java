package org.palmares.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;

/**
 * Commands that data centres left unanswered lately. A competition that fails alone (its journal cannot be read or written there) is passed
 * over alone; where several different ones fail, it is the data centre. Safe for use from any thread.
 */
final class Unanswered {

    /** So many different competitions make it the data centre's fault. */
    static final int COMPETITIONS = 3;

    /** A competition that fails again and again is passed over for up to this many rests. */
    static final int RESTS_MAX = 10;

    /** Failures remembered of one data centre; the oldest go first. */
    static final int KEPT = 1_000;

    private record Failure(long at, int times) {}

    private final Duration rest;
    private final LongSupplier nanoTime;
    private final Map<ReplicaId, Map<CompetitionId, Failure>> failures = new HashMap<>();

    /**
     * @param rest how long is passed over what failed once
     * @param nanoTime monotonic time
     */
    Unanswered(Duration rest, LongSupplier nanoTime) {
        this.rest = rest;
        this.nanoTime = nanoTime;
    }

    /** @param alone whether the data centre is heard, so that it may be the competition's own fault */
    synchronized void left(ReplicaId site, CompetitionId competition, boolean alone) {
        Map<CompetitionId, Failure> of = failures.computeIfAbsent(site, any -> new HashMap<>());
        of.values().removeIf(failure -> since(failure).compareTo(rest.multipliedBy(2L * RESTS_MAX)) > 0);
        if (of.size() >= KEPT) {
            of.entrySet().stream().min(Map.Entry.comparingByValue((one, other) -> Long.compare(one.at(), other.at())))
                    .ifPresent(oldest -> of.remove(oldest.getKey()));
        }
        int times = of.containsKey(competition) && alone ? of.get(competition).times() + 1 : 1;
        of.put(competition, new Failure(nanoTime.getAsLong(), times));
    }

    synchronized void answered(ReplicaId site, CompetitionId competition) {
        Map<CompetitionId, Failure> of = failures.get(site);
        if (of != null) {
            of.remove(competition);
        }
    }

    /** Whether too many different competitions failed there within a rest. */
    synchronized boolean isSuspected(ReplicaId site) {
        return failures.getOrDefault(site, Map.of()).values().stream().filter(failure -> since(failure).compareTo(rest) < 0).limit(COMPETITIONS).count()
                >= COMPETITIONS;
    }

    /** Whether {@code competition} is to be left alone there for now: longer each time. */
    synchronized boolean isSuspected(ReplicaId site, CompetitionId competition) {
        Failure failure = failures.getOrDefault(site, Map.of()).get(competition);
        return failure != null && since(failure).compareTo(rest.multipliedBy(Math.min(RESTS_MAX, failure.times()))) < 0;
    }

    /** Whether {@code competition} failed there more than once, and not for lack of anybody there. */
    synchronized boolean isDoubtful(ReplicaId site, CompetitionId competition) {
        Failure failure = failures.getOrDefault(site, Map.of()).get(competition);
        return failure != null && failure.times() > 1;
    }

    private Duration since(Failure failure) {
        return Duration.ofNanos(nanoTime.getAsLong() - failure.at());
    }
}
