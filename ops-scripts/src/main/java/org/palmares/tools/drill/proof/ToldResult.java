package org.palmares.tools.drill.proof;

import java.util.Collections;
import java.util.Map;
import org.palmares.protocol.contract.FeedCursor;

/**
 * What a reader was told of one result, over all its streams, and what it must not be told after that. A stream that goes on from a cursor may
 * repeat something only while it catches up, which shows in that cursor coming back with it: what the cursor did not cover, or everything once
 * a resync was announced. For one thread.
 */
public final class ToldResult {

    /**
     * A stream of the reader.
     *
     * @param number counted from 1
     * @param resumed the cursor that it was asked to go on from; may be empty
     * @param resync whether it has announced that everything comes again
     */
    public record From(int number, String resumed, boolean resync) {}

    /** How it is to be told a version. */
    public enum Judgement {
        FINE,
        WENT_BACK,
        REPEATED_AS_NEW
    }

    private boolean known;
    private long version;
    private String cursor = "";
    private int stream;

    /** The newest that the reader has; 0 where it was told nothing. */
    public long version() {
        return version;
    }

    /**
     * The reader is told {@code version}.
     *
     * @param cursor what the reader goes on from after it
     */
    public Judgement told(long told, String after, From from) {
        if (known && told < version) {
            return Judgement.WENT_BACK;
        }
        boolean unfair = known && told == version && !mayRepeat(after, from);
        known = true;
        version = told;
        cursor = after;
        stream = from.number();
        return unfair ? Judgement.REPEATED_AS_NEW : Judgement.FINE;
    }

    /** Whether {@code from} is the stream that the newest came with. */
    boolean isFrom(From from) {
        return stream == from.number();
    }

    private boolean mayRepeat(String after, From from) {
        boolean catchingUp = stream < from.number() && after.equals(from.resumed());
        return catchingUp && (from.resync() || !goesOnAfter(from.resumed()));
    }

    /**
     * Whether {@code resumed} goes on after what the newest came with, and not at it: several changes may share a number, and only the last of
     * them moves the cursor, so what a reader has already may come again until it has moved.
     */
    private boolean goesOnAfter(String resumed) {
        Map<String, Long> reached = numbers(resumed);
        return !resumed.equals(cursor) && numbers(cursor).entrySet().stream().allMatch(part -> reached.getOrDefault(part.getKey(), 0L) >= part.getValue());
    }

    private static Map<String, Long> numbers(String cursor) {
        return FeedCursor.parse(cursor).map(FeedCursor::numbers).orElse(Collections.emptySortedMap());
    }
}
