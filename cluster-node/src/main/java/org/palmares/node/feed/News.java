package org.palmares.node.feed;

import java.util.Optional;
import java.util.Set;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.protocol.contract.FeedCursor;

/** What the feed tells whoever shows the board to others: all that changes on it, in order. */
public sealed interface News {

    /** Handles each kind; adding one fails to compile wherever it is not handled. */
    <R> R fold(Cases<R> cases);

    /** The feed of {@code node} is known from {@code after} on; what was before it cannot be told any more. */
    record Began(String node, long after) implements News {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.began(this);
        }
    }

    /** The board has this now, and readers are not told. */
    record Revised(CompetitionView competition) implements News {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.revised(this);
        }
    }

    /**
     * Something changed.
     *
     * @param node whose feed told
     * @param number its number there
     * @param change what changed; may be nothing
     * @param cursor what has been heard of all feeds, this included
     */
    record Changed(String node, long number, Change change, FeedCursor cursor) implements News {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.changed(this);
        }
    }

    /** What has been heard of all feeds. */
    record Stands(FeedCursor cursor) implements News {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.stands(this);
        }
    }

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

    /** One answer for each kind. */
    interface Cases<R> {
        R began(Began began);

        R revised(Revised revised);

        R changed(Changed changed);

        R stands(Stands stands);
    }

}
