package org.palmares.node.schedule.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.schedule.history.Chronicles.Readers;

/** How often journals are read for histories. */
class ChroniclesTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", EVENT);

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseResources("http.conf").withFallback(ConfigFactory.defaultReference()).resolve());
    private final Recorder recorder = new Recorder();
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger readings = new AtomicInteger();
    private final Chronicles chronicles = new Chronicles(
            kit.system(),
            (competition, replica, number) -> {
                readings.incrementAndGet();
                return Source.from(recorder.events(competition)).filter(event -> event.origin().number() > number);
            },
            List.of(new ReplicaId("paris")),
            now::get);

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void plan(int version, String start) throws Exception {
        recorder.take(schedule(version, unit(FINAL, start, "Final", "Finale")));
    }

    private int told(Readers who) {
        return chronicles.of(ID, recorder.board().get(ID).orElseThrow().state().position(), who).toCompletableFuture().join().of(FINAL).size();
    }

    @Test
    void ofWhatChangesAllTheTimeThePublicHasItReadOnceInAWhile() throws Exception {
        plan(1, "2030-08-04T21:55:00+02:00");
        assertEquals(List.of(3, 1), List.of(told(Readers.PUBLIC), readings.get()));
        plan(2, "2030-08-04T22:10:00+02:00");
        assertEquals(List.of(3, 1), List.of(told(Readers.PUBLIC), readings.get()));
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertEquals(List.of(4, 2), List.of(told(Readers.PUBLIC), readings.get()));
    }

    @Test
    void schedulersSeeWhatTheyHaveJustDone() throws Exception {
        plan(1, "2030-08-04T21:55:00+02:00");
        told(Readers.PUBLIC);
        plan(2, "2030-08-04T22:10:00+02:00");
        assertEquals(List.of(4, 2), List.of(told(Readers.SCHEDULERS), readings.get()));
        assertEquals(List.of(4, 2), List.of(told(Readers.PUBLIC), readings.get()));
    }
}
