package org.palmares.node.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.Published;
import org.palmares.node.feed.FeedMessage.What;

/** The last entries of this node's own feed, to send again to nodes that missed some. */
final class FeedLog {

    private static final int KEPT = 4_096;
    /** An entry is kept as its event and as its bytes. */
    private static final long KEPT_BYTES = Runtime.getRuntime().maxMemory() / 32;

    private static final int RESENT_AT_ONCE = 512;
    private static final long RESENT_BYTES_AT_ONCE = 4 * 1024 * 1024;
    private static final int ENTRY_BYTES = 200;

    private final String node;
    private final long bytesMax;
    private final ArrayDeque<FeedEntry> entries = new ArrayDeque<>();
    private long bytes;
    private long last;

    FeedLog(String node, long start) {
        this(node, start, KEPT_BYTES);
    }

    FeedLog(String node, long start, long bytesMax) {
        this.node = node;
        this.last = start;
        this.bytesMax = bytesMax;
    }

    FeedEntry add(What what) {
        FeedEntry entry = new FeedEntry(node, ++last, what);
        entries.addLast(entry);
        bytes += size(entry);
        while (entries.size() > KEPT || bytes > bytesMax && entries.size() > 1) {
            bytes -= size(entries.removeFirst());
        }
        return entry;
    }

    private static long size(FeedEntry entry) {
        return ENTRY_BYTES + (entry.what() instanceof Published published ? published.form().length : 0);
    }

    /** The next number is above {@code number}; what has smaller ones cannot be sent again. */
    void goOnAfter(long number) {
        entries.clear();
        bytes = 0;
        last = number;
    }

    long first() {
        return entries.isEmpty() ? last + 1 : entries.peekFirst().number();
    }

    long last() {
        return last;
    }

    /** The first of these entries, as many as may be sent at once; the others are asked for again. */
    List<FeedEntry> between(long from, long to) {
        List<FeedEntry> found = new ArrayList<>();
        long sum = 0;
        for (FeedEntry entry : entries) {
            if (entry.number() >= from && entry.number() <= to) {
                sum += size(entry);
                if (!found.isEmpty() && (sum > RESENT_BYTES_AT_ONCE || found.size() == RESENT_AT_ONCE)) {
                    break;
                }
                found.add(entry);
            }
        }
        return found;
    }
}
