package org.palmares.protocol.contract;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How much of every node's feed a reader has: {@code p12-m7-b3}. It names what was published, not where it was read, so it means the same on
 * every node of every data centre. Numbers begin at the microsecond of a node's start and so never repeat.
 *
 * @param numbers the last number of each node, by the node's name
 */
public record FeedCursor(SortedMap<String, Long> numbers) {

    private static final int NODES_MAX = 64;
    private static final Pattern PART = Pattern.compile("([a-z]{1,4})(\\d{1,18})");

    public FeedCursor {
        numbers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    /** Reads the text form; empty where it is none. */
    public static Optional<FeedCursor> parse(String text) {
        TreeMap<String, Long> numbers = new TreeMap<>();
        String[] parts = text.split("-", NODES_MAX + 1);
        if (parts.length > NODES_MAX) {
            return Optional.empty();
        }
        for (String part : parts) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            numbers.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
        return Optional.of(new FeedCursor(numbers));
    }

    /** Whether {@code number} of {@code node} has been heard. */
    public boolean covers(String node, long number) {
        return numbers.getOrDefault(node, 0L) >= number;
    }

    /** Whether all that {@code other} has heard, of the nodes known to both, has been heard. */
    public boolean coversOfKnown(FeedCursor other) {
        return numbers.entrySet().stream().allMatch(known -> known.getValue() >= other.numbers.getOrDefault(known.getKey(), 0L));
    }

    /** What has been heard beyond {@code other}, of the nodes known to it. */
    public FeedCursor beyond(FeedCursor other) {
        TreeMap<String, Long> more = new TreeMap<>(numbers);
        more.entrySet().removeIf(part -> part.getValue() <= other.numbers.getOrDefault(part.getKey(), Long.MAX_VALUE));
        return new FeedCursor(more);
    }

    /** Whether nothing has been heard of anybody. */
    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** What either has heard, of the nodes that this one knows. */
    public FeedCursor with(FeedCursor other) {
        TreeMap<String, Long> joined = new TreeMap<>(numbers);
        joined.replaceAll((node, number) -> Math.max(number, other.numbers.getOrDefault(node, 0L)));
        return new FeedCursor(joined);
    }

    @Override
    public String toString() {
        return numbers.entrySet().stream().map((Map.Entry<String, Long> part) -> part.getKey() + part.getValue()).collect(Collectors.joining("-"));
    }
}
