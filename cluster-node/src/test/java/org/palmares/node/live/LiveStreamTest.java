package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.node.live.LiveMessage.CaughtUp;
import org.palmares.node.live.LiveMessage.Follow;
import org.palmares.node.live.LiveMessage.Unfollow;
import org.palmares.node.live.LiveStream.Asked;
import org.palmares.node.live.rendering.JsonText;
import org.palmares.node.server.Ending;
import org.palmares.node.server.HeldPipe;
import org.palmares.node.server.Piece;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.FeedCursor;
import org.palmares.protocol.names.Language;

/** One reader's stream, over a connection that takes what it wants. */
class LiveStreamTest {

    private static final String NO_MEMORY = "more than there is";

    /** A line with the event and one with the data. */
    private static final LiveFrame.Form LINES = frame -> {
        String data = new String(frame.data().bytes(), StandardCharsets.UTF_8);
        if (data.equals(NO_MEMORY)) {
            throw new OutOfMemoryError("thrown by the test");
        }
        return new Piece(("event: " + frame.event() + '\n' + data + '\n').getBytes(StandardCharsets.UTF_8));
    };

    private final ActorTestKit kit = ActorTestKit.create("stream", ConfigFactory.parseString("palmares.live.readers-max = 1")
            .withFallback(ConfigFactory.parseResources("live.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve());
    private final TestProbe<LiveMessage> live = kit.createTestProbe();
    private final HeldPipe pipe = new HeldPipe();
    private final LiveStream stream = stream();

    private LiveStream stream() {
        return new LiveStream(kit.system(), live.getRef(), new Asked(Told.all("SG2030").filter(), true, Language.ENGLISH, Optional.empty(), LINES));
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
        stream.begin(CatchUp.none(stream, new CatchUp.Teller(null, null), FeedCursor.parse("p1").orElseThrow()));
        await(() -> assertTrue(pipe.lines().contains("event: start"), pipe.lines().toString()));
        assertEquals(stream, live.expectMessageClass(CaughtUp.class).reader());
    }

    private static LiveFrame frame(Object subject, String text) {
        return new LiveFrame(subject, new Object(), "test", Optional.empty(), new JsonText(text.getBytes(StandardCharsets.UTF_8)));
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
        assertEquals(List.of("b1", "event: test", "a2"), lines.subList(lines.size() - 3, lines.size()));
    }

    @Test
    void whatIsToldToManyIsWrittenAtOnceAndInOrderWithWhatItWasToldAlone() {
        follow();
        stream.frames(List.of(frame("a", "a1"), frame("b", "b1")));
        assertEquals(List.of("event: test", "a1", "event: test", "b1"), pipe.lines().subList(pipe.lines().size() - 4, pipe.lines().size()));

        pipe.setReady(false);
        stream.frame(frame("a", "a2"));
        stream.frames(List.of(frame("b", "b2"), frame("c", "c1")));
        stream.frames(List.of(frame("b", "b3")));
        pipe.setReady(true);
        stream.isReady();
        assertEquals(
                List.of("event: test", "a2", "event: test", "c1", "event: test", "b3"), pipe.lines().subList(pipe.lines().size() - 6, pipe.lines().size()));
    }

    @Test
    void whoFollowsWhatIsNotMeantIsToldToBeginAnewAsTheLast() {
        follow();
        stream.frame(frame("a", "a1"));
        stream.frame(Signs.ANEW);
        stream.frame(frame("b", "b1"));
        await(() -> assertEquals(Optional.of(Ending.GOING_AWAY), pipe.ended()));
        assertEquals(List.of("a1", "event: cursor", "{\"cursor\":\"0\"}"), pipe.lines().subList(pipe.lines().size() - 3, pipe.lines().size()));
    }

    @Test
    void whoCannotBeToldForLackOfMemoryIsCutOffAndTheThreadGoesOn() {
        follow();
        stream.frames(List.of(frame("a", "a1"), frame("b", NO_MEMORY)));
        assertEquals(Optional.of(Ending.FAILED), pipe.cut());
        assertTrue(stream.isOver());
    }

    @Test
    void whatComesAfterTheLastIsForWhenItComesBack() {
        follow();
        stream.frames(List.of(frame("a", "a1"), frame(LiveFrame.Sign.MOVE, "go"), frame("b", "b1")));
        assertEquals(Optional.of(Ending.GOING_AWAY), pipe.ended());
        assertTrue(stream.isOver());
        stream.frames(List.of(frame("c", "c1")));
        assertEquals(List.of("a1", "event: test", "go"), pipe.lines().subList(pipe.lines().size() - 3, pipe.lines().size()));
    }

    @Test
    void whoLeavesTooMuchIsCutOffAndCountedOnce() {
        follow();
        pipe.setReady(false);
        for (int i = 0; i <= Waiting.FRAMES_MAX + 5; i++) {
            stream.frame(frame(i, "x"));
        }
        assertEquals(Optional.of(Ending.TOO_SLOW), pipe.cut());
        assertEquals(1, Metrics.of(kit.system()).total(Counter.LIVE_CUT_OFF));
    }

    /** It comes back with its cursor, instead of waiting for ever for what does not come. */
    @Test
    void whoCannotBeToldIsCutOff() {
        stream.begin(pipe);
        live.expectMessageClass(Follow.class);
        pipe.setFailing();
        stream.begin(CatchUp.none(stream, new CatchUp.Teller(null, null), FeedCursor.parse("p1").orElseThrow()));
        await(() -> assertEquals(Optional.of(Ending.FAILED), pipe.cut()));
        assertEquals(1, Metrics.of(kit.system()).total(Counter.LIVE_CUT_OFF));
    }

    @Test
    void itEndsInOrderAfterAllThatWaits() {
        follow();
        pipe.setReady(false);
        stream.frame(frame("a", "a1"));
        stream.frame(frame(LiveFrame.Sign.MOVE, "go"));
        assertEquals(Optional.empty(), pipe.ended());
        pipe.setReady(true);
        stream.isReady();

        await(() -> assertEquals(Optional.of(Ending.GOING_AWAY), pipe.ended()));
        assertEquals(List.of("a1", "event: test", "go"), pipe.lines().subList(pipe.lines().size() - 3, pipe.lines().size()));
    }

    @Test
    void aPlaceIsGivenBackAndWhoHasNoneIsEnded() {
        follow();
        HeldPipe second = new HeldPipe();
        stream().begin(second);
        assertEquals(Optional.of(Ending.BUSY), second.ended());

        stream.gone();
        live.expectMessageClass(Unfollow.class);
        HeldPipe third = new HeldPipe();
        stream().begin(third);
        assertEquals(Optional.empty(), third.ended());
        live.expectMessageClass(Follow.class);
    }
}
