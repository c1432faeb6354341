package org.palmares.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.palmares.board.ChangeKey;
import org.palmares.board.CompetitionView;
import org.palmares.feed.FeedCursor;
import org.palmares.view.LiveValue.Passed;

/** What the live actor understands: from the feed what changes, in the order of the board, and from readers. */
public sealed interface LiveMessage {

    /** The feed of {@code node} is known from {@code after} on; what was before it cannot be told any more. */
    record Began(String node, long after) implements LiveMessage {}

    /** The board has this now, and readers are not told. */
    record Revised(CompetitionView competition) implements LiveMessage {}

    /**
     * Something changed.
     *
     * @param node whose feed told
     * @param number its number there
     * @param change what changed; may be nothing
     * @param cursor what has been heard of all feeds, this included
     */
    record Changed(String node, long number, Change change, FeedCursor cursor) implements LiveMessage {}

    /**
     * A change of a competition.
     *
     * @param keys what of it changed
     * @param before as it was; empty where nothing was known
     * @param after as it is
     * @param passed when it was accepted and durable, where an event told
     */
    record Change(Set<ChangeKey> keys, Optional<CompetitionView> before, Optional<CompetitionView> after, Optional<Passed> passed) {

        /** Nothing. */
        public static final Change NONE = new Change(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What has been heard of all feeds. */
    record Stands(FeedCursor cursor) implements LiveMessage {}

    /** More changed than could wait here: what was not told before {@code cursor} is not known. */
    record Overrun(FeedCursor cursor) implements LiveMessage {}

    /** A reader wants to follow, from after {@code cursor} on. */
    record Follow(LiveReader reader, Optional<String> cursor) implements LiveMessage {}

    /** A reader is gone. */
    record Unfollow(LiveReader reader) implements LiveMessage {}

    /** Every reader is to go on elsewhere: to one of these addresses. */
    record SendAway(List<String> addresses) implements LiveMessage {}

    /** Time for signs of life. */
    enum Tick implements LiveMessage {
        TICK
    }
}
