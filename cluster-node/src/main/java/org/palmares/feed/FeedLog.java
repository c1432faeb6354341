package org.palmares.feed;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.palmares.feed.FeedMessage.FeedEntry;
import org.palmares.feed.FeedMessage.Published;

/** The last entries of this node's own feed, to send again to nodes that missed some. */
final class FeedLog {

    private static final int KEPT = 4_096;
    private static final int RESENT_AT_ONCE = 512;

    private final String node;
    private final ArrayDeque<FeedEntry> entries = new ArrayDeque<>();
    private long last;

    FeedLog(String node, long start) {
        this.node = node;
        this.last = start;
    }

    FeedEntry add(Optional<Published> event) {
        FeedEntry entry = new FeedEntry(node, ++last, event);
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
        return entry;
    }

    long first() {
        return entries.isEmpty() ? last + 1 : entries.peekFirst().number();
    }

    long last() {
        return last;
    }

    List<FeedEntry> between(long from, long to) {
        return entries.stream().filter(entry -> entry.number() >= from && entry.number() <= to).limit(RESENT_AT_ONCE).toList();
    }
}
