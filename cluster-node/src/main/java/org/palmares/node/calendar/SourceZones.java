package org.palmares.node.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * In which zone each source of each Games tells the time. ODF's header times are local to the venue and carry no zone, but the times of units
 * in the same source's messages do. Who has sent none goes by what all sources of the Games sent; only a Games of which nothing is known goes
 * by what is configured. One thread writes; any number read.
 */
public final class SourceZones {

    /** Sources of one Games that are told apart; further ones go by the Games. */
    static final int SOURCES_MAX = 1_000;

    private final Map<String, Known> byGames = new ConcurrentHashMap<>();

    private static final class Known {
        private volatile Offsets all = Offsets.NONE;
        private final Map<String, Offsets> bySource = new ConcurrentHashMap<>();
        private final Map<String, Instant> latest = new ConcurrentHashMap<>();
    }

    /**
     * Takes in how the timetable of a Games changed by one source's word.
     *
     * @param gone times of units that this source's word stood for until now
     * @param come times of units that stand by this source's word now
     */
    public void observe(String games, String source, Collection<OffsetDateTime> gone, Collection<OffsetDateTime> come) {
        Known known = byGames.computeIfAbsent(games, any -> new Known());
        known.all = known.all.with(gone, come);
        if (known.bySource.containsKey(source) || known.bySource.size() < SOURCES_MAX) {
            known.bySource.compute(source, (name, before) -> {
                Offsets after = (before == null ? Offsets.NONE : before).with(gone, come);
                return after.isEmpty() ? null : after;
            });
        }
    }

    /** Takes in that a message of a source was sent at {@code sent}. */
    public void heard(String games, String source, Instant sent) {
        Known known = byGames.computeIfAbsent(games, any -> new Known());
        if (known.latest.containsKey(source) || known.latest.size() < SOURCES_MAX) {
            known.latest.merge(source, sent, (before, now) -> now.isAfter(before) ? now : before);
        }
    }

    /** When the newest message known of a source was sent; {@link Instant#MIN} where none is. */
    public Instant latest(String games, String source) {
        Known known = byGames.get(games);
        return known == null ? Instant.MIN : known.latest.getOrDefault(source, Instant.MIN);
    }

    /** Forgets a Games. */
    public void forget(String games) {
        byGames.remove(games);
    }

    /**
     * The clock by which a message's header is to be read: {@code clock(…).instant(header date and time, latest)}.
     *
     * @param own times of units in the message itself, which are the source's own as well
     * @param otherwise the configured zone, for a Games of which nothing is known
     */
    public VenueClock clock(String games, String source, Collection<OffsetDateTime> own, ZoneId otherwise) {
        Known known = byGames.get(games);
        Offsets sent = known == null ? Offsets.NONE : known.bySource.getOrDefault(source, Offsets.NONE);
        return VenueClock.of(sent.with(List.of(), own)).orElseGet(() -> clock(games, otherwise));
    }

    /** The clock of most venues of a Games. */
    public VenueClock clock(String games, ZoneId otherwise) {
        Known known = byGames.get(games);
        return VenueClock.of(known == null ? Offsets.NONE : known.all).orElseGet(() -> VenueClock.of(otherwise));
    }
}
