package org.palmares.competition;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which versions of a document are out of force: those that operations took back, and of an update those that its source withdrew. Joining
 * takes the most that either side knows.
 *
 * @param ended by epoch that operations ended, the first version that is out of force; older versions go on
 * @param withdrawn versions of an update that were withdrawn, newest last; bounded
 */
public record Voided(SortedMap<Integer, Long> ended, SortedSet<Version> withdrawn) {

    /** Nothing is out of force. */
    public static final Voided NONE = new Voided(new TreeMap<>(), new TreeSet<>());

    /** A version within an epoch. */
    public record Version(int epoch, long version) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            return epoch != other.epoch ? Integer.compare(epoch, other.epoch) : Long.compare(version, other.version);
        }
    }

    public Voided {
        ended = Collections.unmodifiableSortedMap(ended);
        withdrawn = Collections.unmodifiableSortedSet(withdrawn);
    }

    static Voided ending(int epoch, long from) {
        return new Voided(new TreeMap<>(java.util.Map.of(epoch, from)), new TreeSet<>());
    }

    static Voided withdrawing(SourceStamp stamp) {
        return new Voided(new TreeMap<>(), new TreeSet<>(java.util.Set.of(stamp.numbered())));
    }

    /** The epoch of what comes next. */
    public int epoch() {
        return ended.isEmpty() ? 0 : ended.lastKey() + 1;
    }

    /** Whether the version is out of force. */
    public boolean isVoid(SourceStamp stamp) {
        return isEnded(stamp.numbered()) || withdrawn.contains(stamp.numbered());
    }

    /** Whether operations took the version out of force, with all that follow it in its epoch. */
    boolean isEnded(Version version) {
        return ended.tailMap(version.epoch()).values().stream().anyMatch(from -> version.version() >= from);
    }

    /** Bytes it takes, about. */
    long weight() {
        return Weights.versions(ended.size() + withdrawn.size());
    }

    Voided merge(Voided other) {
        SortedMap<Integer, Long> joined = new TreeMap<>(ended);
        other.ended.forEach((epoch, from) -> joined.merge(epoch, from, Math::min));
        SortedSet<Version> taken = new TreeSet<>(withdrawn);
        taken.addAll(other.withdrawn);
        while (taken.size() > Limits.UPDATE_VERSIONS_KEPT) {
            taken.remove(taken.first());
        }
        Voided merged = new Voided(joined, taken);
        return merged.equals(this) ? this : merged;
    }
}
