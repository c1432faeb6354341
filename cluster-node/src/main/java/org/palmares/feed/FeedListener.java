package org.palmares.feed;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.feed.FeedMessage.Persisted;
import org.palmares.feed.FeedMessage.Recovered;
import org.palmares.journal.CompetitionListener;
import org.palmares.ops.Metrics;

/** Brings what competitions come to know to the feed. */
record FeedListener(ActorRef<FeedMessage> feed, Metrics metrics) implements CompetitionListener {

    @Override
    public void persisted(CompetitionId competition, List<CompetitionEvent> events, Instant durable) {
        feed.tell(new Persisted(competition, events, durable));
    }

    @Override
    public void recovered(CompetitionId competition, Competition state) {
        feed.tell(new Recovered(competition, state));
    }

    @Override
    public void failed(CompetitionId competition) {
        metrics.count(Metrics.Counter.JOURNAL_FAILURES, "write");
    }
}
