package org.palmares.competition;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How much of each replica's events of a competition is known: a version vector. {@code p12-m7-b3} means all of Paris up to its 12th, of
 * Madrid to its 7th and of Barcelona to its 3rd. What came out of order is remembered beyond the gap until the gap closes.
 *
 * @param numbers greatest number without a gap before it, by replica
 * @param ahead numbers known beyond a gap, by replica
 */
public record Position(SortedMap<ReplicaId, Long> numbers, SortedMap<ReplicaId, SortedSet<Long>> ahead) {

    private static final Position START = new Position(new TreeMap<>(), new TreeMap<>());

    public Position {
        numbers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        ahead = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(ahead));
    }

    /** The position before any event. */
    public static Position start() {
        return START;
    }

    /** Greatest number of {@code replica} without a gap before it; 0 where none is known. */
    public long of(ReplicaId replica) {
        return numbers.getOrDefault(replica, 0L);
    }

    /** Whether the event with this number is known. */
    boolean includes(ReplicaId replica, long number) {
        return number <= of(replica) || ahead.getOrDefault(replica, new TreeSet<>()).contains(number);
    }

    /** How many events are known. */
    public long count() {
        return numbers.values().stream().mapToLong(Long::longValue).sum() + ahead.values().stream().mapToLong(SortedSet::size).sum();
    }

    /** Whether something between is missing. */
    public boolean hasGap() {
        return !ahead.isEmpty();
    }

    /** Whether everything {@code other} knows is known here too. */
    public boolean covers(Position other) {
        return other.numbers.entrySet().stream().allMatch(entry -> of(entry.getKey()) >= entry.getValue())
                && other.ahead.entrySet().stream()
                        .allMatch(entry -> entry.getValue().stream().allMatch(number -> includes(entry.getKey(), number)));
    }

    /** The replicas that have an event here. */
    public Set<ReplicaId> replicas() {
        return numbers.keySet();
    }

    Position with(ReplicaId replica, long number) {
        if (includes(replica, number)) {
            return this;
        }
        SortedSet<Long> beyond = new TreeSet<>(ahead.getOrDefault(replica, new TreeSet<>()));
        if (number == of(replica) + 1 || beyond.size() < Limits.NUMBERS_AHEAD_MAX) {
            beyond.add(number);
        }
        return closed(replica, of(replica), beyond);
    }

    Position merge(Position other) {
        Position merged = this;
        Set<ReplicaId> replicas = new TreeSet<>(other.numbers.keySet());
        replicas.addAll(other.ahead.keySet());
        for (ReplicaId replica : replicas) {
            SortedSet<Long> beyond = new TreeSet<>(merged.ahead.getOrDefault(replica, new TreeSet<>()));
            beyond.addAll(other.ahead.getOrDefault(replica, new TreeSet<>()));
            merged = merged.closed(replica, Math.max(merged.of(replica), other.of(replica)), beyond);
        }
        return merged;
    }

    private Position closed(ReplicaId replica, long from, SortedSet<Long> beyond) {
        long number = from;
        while (beyond.contains(number + 1)) {
            number++;
        }
        SortedSet<Long> left = new TreeSet<>(beyond.tailSet(number + 1));
        SortedMap<ReplicaId, Long> newNumbers = new TreeMap<>(numbers);
        if (number > 0) {
            newNumbers.put(replica, number);
        }
        SortedMap<ReplicaId, SortedSet<Long>> newAhead = new TreeMap<>(ahead);
        if (left.isEmpty()) {
            newAhead.remove(replica);
        } else {
            newAhead.put(replica, java.util.Collections.unmodifiableSortedSet(left));
        }
        return new Position(newNumbers, newAhead);
    }

    /** As shown and sent: letter and number of each replica, {@code p12-m7-b3}; order of succession; {@code 0} at the start. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<ReplicaId, Long> entry : new TreeMap<>(numbers).descendingMap().entrySet()) {
            text.append(text.isEmpty() ? "" : "-").append(entry.getKey().letter()).append(entry.getValue());
        }
        return text.isEmpty() ? "0" : text.toString();
    }
}
