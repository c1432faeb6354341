package org.palmares.node.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionListener;
import org.palmares.journal.JournalId;
import org.palmares.journal.Outage;
import org.palmares.node.feed.FeedMessage.Persisted;
import org.palmares.node.feed.FeedMessage.Recovered;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.text.LogText;

/** Brings what competitions come to know to the feed. */
record FeedListener(ActorRef<FeedMessage> feed, ReplicaId site, Watch watch) implements CompetitionListener {

    @Override
    public void persisted(CompetitionId competition, List<CompetitionEvent> events, Instant durable) {
        feed.tell(new Persisted(competition, events, durable));
    }

    @Override
    public void written(Duration took) {
        watch.metrics().observe(Metrics.Histogram.JOURNAL_WRITE, took);
    }

    @Override
    public void recovered(CompetitionId competition, Competition state) {
        feed.tell(new Recovered(competition, state));
        watch.incidents().close(Kind.JOURNAL_UNREADABLE, About.of(competition, site.name()));
    }

    @Override
    public void failed(CompetitionId competition) {
        watch.metrics().count(Metrics.Counter.JOURNAL_FAILURES, "write");
    }

    /** A missing quorum is noticed elsewhere; this is about a damaged journal, which stays damaged. */
    @Override
    public void unreadable(JournalId journal, Throwable why) {
        watch.metrics().count(Metrics.Counter.JOURNAL_FAILURES, "read");
        if (!Outage.is(why)) {
            watch.incidents().open(
                    Kind.JOURNAL_UNREADABLE,
                    About.of(journal.competition(), journal.replica().name()),
                    "The replica in " + journal.replica() + " cannot read its journal and takes nothing; other data centres take its commands.",
                    Map.of("cause", LogText.of(why)));
        }
    }
}
