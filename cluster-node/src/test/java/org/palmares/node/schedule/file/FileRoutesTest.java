package org.palmares.node.schedule.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.typesafe.config.ConfigFactory;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.ReplicaId;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.http.Problems;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Reads;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.sites.Serving;
import org.palmares.node.watch.Metrics;

/** However many ask for files, one is made at a time. */
class FileRoutesTest {

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.defaultReference());
    private final Recorder recorder = new Recorder();
    private final Serving serving = new Serving(new ReplicaId("paris"), Map.of(new ReplicaId("paris"), "http://127.0.0.1:8101"));
    private final GamesSettings games = new GamesSettings(ZoneId.of("Europe/Paris"), LocalTime.of(6, 0), Optional.of("SG2030"));
    private final Semaphore turn = new Semaphore(1);

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private int ask(Route route, String address) throws Exception {
        HttpResponse answer = route.seal(Problems.rejections(), Problems.exceptions()).handler(kit.system()).apply(HttpRequest.GET(address)).toCompletableFuture().get();
        return answer.status().intValue();
    }

    @Test
    void whoAsksForAFileWhileAnotherIsMadeIsSentElsewhereAndTakesNoThread() throws Exception {
        recorder.take(schedule(1, unit(FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale")));
        serving.becomeReady();
        Queries queries = new Queries(recorder.board(), games, serving, new Reads(Runnable::run, 10, new Metrics()));
        Calendar calendar = new Calendar(recorder.board(), games, (unit, fault) -> {});
        Route routes = new FileRoutes(queries, calendar, "http://127.0.0.1:8101", turn).routes();
        assertEquals(200, ask(routes, "/schedule.ics"));
        turn.acquire();
        assertEquals(200, ask(routes, "/schedule.ics"), "what is kept is given");
        assertEquals(503, ask(routes, "/schedule.ics?discipline=ATH"));
        assertEquals(503, ask(routes, "/schedule.csv"));
        turn.release();
        assertEquals(200, ask(routes, "/schedule.ics?discipline=ATH"));
        assertEquals(200, ask(routes, "/schedule.csv"));
    }
}
