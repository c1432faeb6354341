package org.palmares.gateway;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;

/**
 * Who is believed to be down. A data centre is suspected when its pulse stays away, when its machines say that no process listens there any
 * more, or for a while after it left commands of several competitions unanswered; of one competition, it is passed over for that one alone. Being
 * wrong costs nothing but a detour: any data centre can take any command. Safe for use from any thread.
 */
public final class DataCentres {

    /** A node has compiled its ways after this. */
    private static final Duration RETURNING = Duration.ofSeconds(15);

    /** For as long, a node that has just become ready has enough to do with catching up. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    /** Odd and large, so that alike codes are not alike any more (Knuth's multiplicative hashing). */
    private static final int SPREAD = 0x9E37_79B1;

    /** What is left of the usual patience with a data centre that is not expected to answer. */
    private static final int DOUBTFUL_SHARE = 5;

    /**
     * The last sign of life of a data centre.
     *
     * @param at when, in nanoseconds
     * @param bound silent for longer it is taken for gone, in nanoseconds
     */
    private record Sign(long at, Lateness lateness, long bound) {

        private Sign next(long now) {
            lateness.heardAfter(now - at);
            return new Sign(now, lateness, lateness.bound());
        }
    }

    private final ReplicaId self;
    private final Duration silence;
    private final LongSupplier nanoTime;
    private final Map<ReplicaId, Sign> heard = new ConcurrentHashMap<>();
    /** Since when each is heard again, or for the first time. */
    private final Map<ReplicaId, Long> returned = new ConcurrentHashMap<>();
    private final Unanswered unanswered;
    private volatile Set<ReplicaId> evacuated = Set.of();
    private volatile Set<ReplicaId> ended = Set.of();
    private volatile Set<ReplicaId> weakened = Set.of();
    private final Map<ReplicaId, Set<CompletableFuture<?>>> awaited = new ConcurrentHashMap<>();

    /**
     * @param self this node's data centre, never suspected for its pulse
     * @param silence without a pulse for longer, a data centre is suspected; up to {@value Lateness#MOST} times as long where pulses have been late
     * @param rest how long is passed over what left a command unanswered
     * @param nanoTime monotonic time, {@code System::nanoTime}
     */
    public DataCentres(ReplicaId self, Duration silence, Duration rest, LongSupplier nanoTime) {
        this.self = self;
        this.silence = silence;
        this.nanoTime = nanoTime;
        this.unanswered = new Unanswered(rest, nanoTime);
        returned.put(self, nanoTime.getAsLong());
    }

    /**
     * A pulse of a ready node of {@code site} came in.
     *
     * @param readyFor how long the node has been ready
     */
    public void heard(ReplicaId site, Duration readyFor) {
        long now = nanoTime.getAsLong();
        Sign before = heard.get(site);
        if (before == null) {
            returned.put(site, now - readyFor.toNanos());
        } else if (now - before.at() > Lateness.MOST * silence.toNanos()) {
            // It has been away. After less it was only late, as on a busy machine, and is as warm as before.
            returned.put(site, now);
        }
        heard.compute(site, (any, last) -> last == null ? first(now) : last.next(now));
    }

    private Sign first(long now) {
        return new Sign(now, new Lateness(silence.toNanos()), silence.toNanos());
    }

    /**
     * How long to wait for {@code site}, of {@code usual}. Little for one that is not heard. Little, too, for one that has just returned, with
     * nothing warm yet, while others are there that never left.
     */
    Duration patience(ReplicaId site, List<ReplicaId> order, Duration usual) {
        boolean doubtful = weakened.contains(site) || isAway(site) || isReturning(site, RETURNING) && othersStayed(order);
        return doubtful ? usual.dividedBy(DOUBTFUL_SHARE) : usual;
    }

    private boolean othersStayed(List<ReplicaId> order) {
        return order.stream().anyMatch(other -> !isReturning(other, RETURNING) && !isSuspected(other));
    }

    private boolean isReturning(ReplicaId site, Duration during) {
        Long since = returned.get(site);
        return since != null && nanoTime.getAsLong() - since < during.toNanos();
    }

    /** Competitions come home one after the other: all at once, each with a journal to read, would be too much for a node that is not warm yet. */
    private static Duration comesHomeAfter(CompetitionId competition) {
        long span = RETURNING.minus(SETTLING).toMillis();
        return SETTLING.plusMillis(Math.floorMod(competition.value().hashCode() * SPREAD, span));
    }

    /** As {@link #patience(ReplicaId, List, Duration)}; little, too, for a competition that {@code site} left unanswered again and again. */
    Duration patience(CompetitionId competition, ReplicaId site, List<ReplicaId> order, Duration usual) {
        return unanswered.isDoubtful(site, competition) ? usual.dividedBy(DOUBTFUL_SHARE) : patience(site, order, usual);
    }

    /** {@code site} left a command for {@code competition} unanswered. */
    void unanswered(ReplicaId site, CompetitionId competition) {
        unanswered.left(site, competition, !isAway(site));
    }

    /** {@code site} answered for {@code competition}. */
    void answered(ReplicaId site, CompetitionId competition) {
        unanswered.answered(site, competition);
    }

    /** A node of {@code site} says that it goes: until one is heard again it is silent. */
    public void left(ReplicaId site) {
        heard.computeIfPresent(site, (any, last) -> first(nanoTime.getAsLong() - silence.toNanos() - 1));
        check();
    }

    /**
     * What machines say of the processes on them.
     *
     * @param all of these data centres no node listens any more
     * @param some of these a node has ended whose competitions nobody else there has taken yet
     */
    public void ended(Set<ReplicaId> all, Set<ReplicaId> some) {
        ended = all.stream().filter(site -> !site.equals(self)).collect(Collectors.toUnmodifiableSet());
        // Where a node is back, or given up, its competitions have yet to start.
        weakened.stream().filter(site -> !some.contains(site)).forEach(site -> returned.put(site, nanoTime.getAsLong()));
        weakened = Set.copyOf(some);
        check();
    }

    /** Whether the machines of {@code site} say that none of its nodes listens any more. */
    public boolean hasEnded(ReplicaId site) {
        return ended.contains(site);
    }

    /** Whether commands should go elsewhere first. */
    public boolean isSuspected(ReplicaId site) {
        return unanswered.isSuspected(site) || weakened.contains(site) || isAway(site);
    }

    private boolean isAway(ReplicaId site) {
        return site.equals(self) ? isAlone() : hasEnded(site) || isSilent(site);
    }

    /** Whether no pulse has come for longer than they have been late recently; never the own data centre. */
    public boolean isSilent(ReplicaId site) {
        if (site.equals(self)) {
            return false;
        }
        Sign last = heard.get(site);
        return last == null || nanoTime.getAsLong() - last.at() > last.bound();
    }

    /** Whether all the others were heard once and none is now: most likely it is this data centre that is cut off, and has no majority. */
    boolean isAlone() {
        List<ReplicaId> others = heard.keySet().stream().filter(site -> !site.equals(self)).toList();
        return !others.isEmpty() && others.stream().allMatch(this::isAway);
    }

    /** Time since the last pulse; very long where none was ever heard, zero for the own data centre. */
    public Duration silenceOf(ReplicaId site) {
        if (site.equals(self)) {
            return Duration.ZERO;
        }
        Sign last = heard.get(site);
        return last == null ? Duration.ofDays(1) : Duration.ofNanos(nanoTime.getAsLong() - last.at());
    }

    /** These data centres are to be left alone while others answer. */
    public void evacuated(Set<ReplicaId> now) {
        evacuated = Set.copyOf(now);
    }

    /**
     * {@code order} of {@code competition} with those behind that have just returned or are evacuated, and the suspected ones last: they are tried
     * all the same when nobody else answers.
     */
    public List<ReplicaId> preferred(CompetitionId competition, List<ReplicaId> order) {
        boolean othersStayed = othersStayed(order);
        return order.stream()
                .sorted(Comparator.comparingInt(site -> isSuspected(site) || unanswered.isSuspected(site, competition)
                        ? 3
                        : evacuated.contains(site) ? 2 : othersStayed && isReturning(site, comesHomeAfter(competition)) ? 1 : 0))
                .toList();
    }

    /** {@code answer} fails when {@code site} falls silent, so that nobody waits for it any longer. */
    void failWhenSilent(ReplicaId site, CompletableFuture<?> answer) {
        Set<CompletableFuture<?>> of = awaited.computeIfAbsent(site, any -> ConcurrentHashMap.newKeySet());
        of.add(answer);
        answer.whenComplete((reply, failure) -> of.remove(answer));
    }

    /** To be called often: tells those who wait for a silent data centre. */
    public void check() {
        awaited.forEach((site, answers) -> {
            // One slow command of its own is no reason to take all others from this data centre.
            boolean lost = site.equals(self) ? weakened.contains(self) || isAlone() : heard.containsKey(site) && isSuspected(site);
            if (lost) {
                String reason = weakened.contains(site) ? " has lost a node" : site.equals(self) ? " hears no other data centre" : " fell silent";
                answers.forEach(answer -> answer.completeExceptionally(new IllegalStateException(site + reason)));
            }
        });
    }
}
