package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.node.live.LiveMessage.Follow;
import org.palmares.node.live.LiveMessage.Unfollow;
import org.palmares.node.server.HeldPipe;
import org.palmares.node.server.Piece;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.names.Language;

/** One reader's stream, over a connection that takes what it wants. */
class LiveStreamTest {

    private final ActorTestKit kit = ActorTestKit.create("stream", ConfigFactory.parseString("palmares.live.readers-max = 1")
            .withFallback(ConfigFactory.parseResources("live.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve());
    private final TestProbe<LiveMessage> live = kit.createTestProbe();
    private final HeldPipe pipe = new HeldPipe();
    private final LiveStream stream = stream();

    private LiveStream stream() {
        return new LiveStream(kit.system(), live.getRef(), Told.all("SG2030").filter(), Language.ENGLISH, Optional.empty());
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void await(Runnable assertion) {
        live.awaitAssert(() -> {
            assertion.run();
            return null;
        });
    }

    /** One that has been told where it stands. */
    private void follow() {
        stream.begin(pipe);
        assertEquals(stream, live.expectMessageClass(Follow.class).reader());
        stream.begin(CatchUp.none(stream, new CatchUp.Teller(null, null), org.palmares.protocol.contract.FeedCursor.parse("p1").orElseThrow()));
        await(() -> assertTrue(pipe.lines().contains("event: start"), pipe.lines().toString()));
    }

    private static LiveFrame frame(Object subject, String text) {
        return new LiveFrame(subject, new Object(), new Piece((text + '\n').getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void whoTakesNothingGetsTheNewestOfEachThingWhenItTakesAgain() {
        follow();
        pipe.setReady(false);
        stream.frame(frame("a", "a1"));
        stream.frame(frame("b", "b1"));
        stream.frame(frame("a", "a2"));
        pipe.setReady(true);
        stream.isReady();

        await(() -> assertTrue(pipe.lines().contains("a2")));
        List<String> lines = pipe.lines();
        assertEquals(List.of("b1", "a2"), lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    void whoLeavesTooMuchIsCutOffAndCountedOnce() {
        follow();
        pipe.setReady(false);
        for (int i = 0; i <= Waiting.FRAMES_MAX + 5; i++) {
            stream.frame(frame(i, "x"));
        }
        assertTrue(pipe.isCut());
        assertEquals(1, Metrics.of(kit.system()).total(Counter.LIVE_CUT_OFF));
    }

    /** It comes back with its cursor, instead of waiting for ever for what does not come. */
    @Test
    void whoCannotBeToldIsCutOff() {
        stream.begin(pipe);
        live.expectMessageClass(Follow.class);
        pipe.setFailing();
        stream.begin(CatchUp.none(stream, new CatchUp.Teller(null, null), org.palmares.protocol.contract.FeedCursor.parse("p1").orElseThrow()));
        await(() -> assertTrue(pipe.isCut()));
        assertEquals(1, Metrics.of(kit.system()).total(Counter.LIVE_CUT_OFF));
    }

    @Test
    void itEndsInOrderAfterAllThatWaits() {
        follow();
        pipe.setReady(false);
        stream.frame(frame("a", "a1"));
        stream.end(frame("move", "go"));
        assertFalse(pipe.hasEnded());
        pipe.setReady(true);
        stream.isReady();

        await(() -> assertTrue(pipe.hasEnded()));
        assertEquals(List.of("a1", "go"), pipe.lines().subList(pipe.lines().size() - 2, pipe.lines().size()));
    }

    @Test
    void aPlaceIsGivenBackAndWhoHasNoneIsEnded() {
        follow();
        HeldPipe second = new HeldPipe();
        stream().begin(second);
        assertTrue(second.hasEnded());

        stream.gone();
        live.expectMessageClass(Unfollow.class);
        HeldPipe third = new HeldPipe();
        stream().begin(third);
        assertFalse(third.hasEnded());
        live.expectMessageClass(Follow.class);
    }
}
