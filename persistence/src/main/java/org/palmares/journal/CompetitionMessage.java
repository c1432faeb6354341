package org.palmares.journal;

import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.competition.CompetitionCommand;

/** What a competition's actor understands. */
public sealed interface CompetitionMessage {

    /**
     * Decide a command and answer once what follows from it is durable.
     *
     * @param command the command
     * @param replyTo gets {@link CompetitionReply.Accepted} or {@link CompetitionReply.Rejected}
     */
    record Decide(CompetitionCommand command, ActorRef<CompetitionReply> replyTo) implements CompetitionMessage {}
}
