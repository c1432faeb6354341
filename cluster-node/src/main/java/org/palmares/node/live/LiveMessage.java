package org.palmares.node.live;

import java.util.List;
import java.util.Optional;
import org.palmares.node.feed.News;
import org.palmares.protocol.contract.FeedCursor;

/** What the live actor understands: from the feed what changes, in the order of the board, and from readers. */
public sealed interface LiveMessage {

    /** The feed tells. */
    record Told(News news) implements LiveMessage {}

    /** More changed than could wait here: what was not told before {@code cursor} is not known. */
    record Overrun(FeedCursor cursor) implements LiveMessage {}

    /** A reader wants to follow, from after {@code cursor} on. */
    record Follow(LiveReader reader, Optional<String> cursor) implements LiveMessage {}

    /** A reader has been told what it missed. */
    record CaughtUp(LiveReader reader) implements LiveMessage {}

    /** A reader is gone. */
    record Unfollow(LiveReader reader) implements LiveMessage {}

    /** Every reader is to go on elsewhere: to one of these addresses. */
    record SendAway(List<String> addresses) implements LiveMessage {}

    /** Time for signs of life. */
    enum Tick implements LiveMessage {
        TICK
    }
}
