package org.palmares.node.feed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.journal.StoredForm;

/** What the feed's actor understands: from this node's competitions, and from the feeds of other nodes. */
public sealed interface FeedMessage {

    /** Says nothing about others and never leaves the node. */
    sealed interface Local extends FeedMessage {}

    /** Goes between nodes. */
    sealed interface Remote extends FeedMessage {}

    /** A local replica accepted these events; they are durable. */
    record Persisted(CompetitionId competition, List<CompetitionEvent> events, Instant durable) implements Local {}

    /** This was found in a journal. */
    record Recovered(CompetitionId competition, Competition state) implements Local {}

    /** All journals have been read once. */
    enum JournalRead implements Local {
        JOURNAL_READ
    }

    /** Time for pulses and what is due. */
    enum Tick implements Local {
        TICK
    }

    /** The nodes there are now, other than this one. */
    record Peers(List<Peer> peers) implements Local {}

    /** How things stand, for operations. */
    record GetFeedStatus(ActorRef<FeedStatus> replyTo) implements Local {}

    /**
     * The next number of a node's feed.
     *
     * @param node the publishing node
     * @param number its running number
     * @param what what it says
     */
    record FeedEntry(String node, long number, What what) implements Remote {}

    /** What a number of a feed says. */
    sealed interface What {}

    /**
     * An event happened.
     *
     * @param competition whose
     * @param event the event
     * @param durable when it was in the journal
     * @param form the event as nodes send it; made once for all of them
     */
    record Published(CompetitionId competition, CompetitionEvent event, Instant durable, byte[] form) implements What {

        /** An event of this node. */
        public Published(CompetitionId competition, CompetitionEvent event, Instant durable) {
            this(competition, event, durable, StoredForm.bytes(event));
        }
    }

    /** The node learned something otherwise than from a feed; it has the competition up to {@code position}. */
    record Learned(CompetitionId competition, Position position) implements What {}

    /** Something of a form that this release does not know; {@code fault} says what and of which competition. */
    record Unreadable(String fault) implements What {}

    /**
     * Sent by every ready node: often while there is something new, else each second.
     *
     * @param node the node
     * @param site its data centre
     * @param first the oldest number it can send again
     * @param last the newest number it has given
     * @param digest over its whole board
     * @param known the greatest number it knows of each node
     * @param replyTo its feed
     */
    record FeedPulse(String node, String site, long first, long last, String digest, Map<String, Long> known, ActorRef<FeedMessage> replyTo)
            implements Remote {}

    /** Asks for numbers again. */
    record FeedResend(long from, long to, ActorRef<FeedMessage> replyTo) implements Remote {}

    /**
     * All that a board holds, in short; asks for what it lacks.
     *
     * @param catchingUp whether the sender has only begun to hear the feed, and wants also what changed a moment ago
     */
    record BoardSummary(
            String node, List<CompetitionSummary> competitions, boolean catchingUp, ActorRef<FeedMessage> replyTo) implements Remote {}

    /** One competition in a {@link BoardSummary}. */
    record CompetitionSummary(CompetitionId competition, Position position, String digest) {}

    /**
     * What the asking board lacks; more may follow after the next summary. Empty where it lacks nothing.
     *
     * @param complete whether nothing else was lacking
     */
    record BoardStates(String node, List<BoardState> states, boolean complete) implements Remote {}

    /** One competition in {@link BoardStates}. */
    record BoardState(CompetitionId competition, Competition state) {}
}
