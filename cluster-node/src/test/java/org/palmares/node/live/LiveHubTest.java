package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.node.board.Board;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.board.Decisions;
import org.palmares.node.board.Fence;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.News.Began;
import org.palmares.node.feed.News.Change;
import org.palmares.node.feed.News.Changed;
import org.palmares.node.feed.News;
import org.palmares.node.feed.Passed;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.records.Records;
import org.palmares.node.records.Shelf;
import org.palmares.node.server.PipeThread;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.FeedCursor;
import org.palmares.protocol.odf.ResultStatus;

/** A reader that comes from a data centre that had heard more than this one: p12 there, p10 here. */
final class LiveHubTest {

    private static final CompetitionId COMPETITION = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final String FINAL_UNIT = "ATHM100M--------------FNL-000100--";
    private static final ChangeKey HEAT = new ChangeKey.Schedule(COMPETITION, "ATHM100M--------------HEAT000100--");
    private static final ChangeKey FINAL = new ChangeKey.Schedule(COMPETITION, FINAL_UNIT);

    private final Metrics metrics = new Metrics();
    private Instant now = Instant.parse("2030-08-04T20:00:00Z");
    private final LiveHub hub =
            new LiveHub(new Board(new Fence(kind -> {})), new GamesSettings(ZoneOffset.UTC, LocalTime.of(6, 0), Optional.empty()), () -> now, metrics);
    private final Told reader = Told.all("SG2030");
    private final Recorder recorder = new Recorder();
    private final LiveHub overRecorder =
            new LiveHub(recorder.board(), new GamesSettings(ZoneOffset.UTC, LocalTime.of(6, 0), Optional.empty()), () -> now, metrics);

    LiveHubTest() {
        hub.told(new Began("m", 0));
        hub.told(new Began("p", 0));
        changed("p", 10, HEAT, "m4-p10");
    }

    private static FeedCursor cursor(String text) {
        return FeedCursor.parse(text).orElseThrow();
    }

    private void changed(String node, long number, ChangeKey key, String cursor) {
        hub.told(new Changed(node, number, new Change(Set.of(key), Optional.empty(), Optional.empty(), Optional.empty()), cursor(cursor)));
    }

    private void changedAt(Instant accepted, long number) {
        Change change = new Change(Set.of(FINAL), Optional.empty(), Optional.empty(), Optional.of(new Passed(accepted, accepted)));
        hub.told(new Changed("p", number, change, cursor("m4-p" + number)));
    }

    @Test
    void howOldAChangeIsWhenReadersHaveItIsMeasuredOnceHoweverManyTheyAre() {
        changedAt(now.minusMillis(30), 11);
        assertTrue(metrics.text().contains("palmares_live_delay_seconds_count 0\n"), "nobody was told");

        reader.follow(hub);
        Told.all("SG2030").follow(hub);
        Told.all("XX2030").follow(hub);
        changedAt(now.minusMillis(30), 12);

        assertTrue(metrics.text().contains("palmares_live_delay_seconds_bucket{le=\"0.035\"} 1\n"), metrics.text());
        assertTrue(metrics.text().contains("palmares_live_delay_seconds_bucket{le=\"0.02\"} 0\n"), metrics.text());
    }

    private void fiveSeconds() {
        for (int i = 0; i < LiveHub.TICKS_PER_SIGN; i++) {
            hub.tick();
        }
    }

    /** Ids of events, without the repeat of the one before. */
    private static List<String> steps(Told reader) {
        List<String> steps = new ArrayList<>();
        reader.ids().forEach(id -> {
            if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(id)) {
                steps.add(id);
            }
        });
        return steps;
    }

    @Test
    void theFirstEventSaysWhereTheReaderStands() {
        Told.Event start = reader.follow(hub).events().get(0);
        assertEquals("start", start.name());
        assertEquals("m4-p10", start.id());
        assertEquals("m4-p10", start.data().get("cursor").asText());
    }

    @Test
    void signsOfLifeSayHowFarAReaderIsThatHearsNothing() {
        Told quiet = Told.all("XX2030").follow(hub);
        changed("m", 5, FINAL, "m5-p10");
        fiveSeconds();
        assertEquals(2, quiet.events().size());
        Told.Event sign = quiet.events().get(1);
        assertEquals("cursor", sign.name());
        assertEquals("m5-p10", sign.id());
        assertEquals("m5-p10", sign.data().get("cursor").asText());
    }

    @Test
    void whatItHasSeenElsewhereIsNotToldAsNewAndItsCursorNeverGoesBack() {
        reader.follow(hub, "m4-p12");
        assertEquals(List.of("m4-p12"), steps(reader));

        changed("p", 11, FINAL, "m4-p11");
        changed("m", 5, HEAT, "m5-p11");
        assertEquals(List.of("m4-p12", "m5-p12"), steps(reader));

        changed("p", 12, FINAL, "m5-p12");
        changed("p", 13, FINAL, "m5-p13");
        assertEquals(List.of("m4-p12", "m5-p12", "m5-p13"), steps(reader));
        assertEquals(2, reader.values().size());
    }

    @Test
    void whatWasToldWithoutWhatItHadSeenIsToldAgainWithIt() {
        reader.follow(hub, "m4-p12");
        changed("m", 5, FINAL, "m5-p10");
        changed("p", 11, FINAL, "m5-p11");
        assertEquals(List.of("m5-p12", "m5-p12"), reader.values().stream().map(Told.Event::id).toList());
    }

    @Test
    void whatItMissedIsToldFirstWithItsOldCursor() {
        reader.follow(hub, "m4-p9");
        assertEquals(List.of("m4-p9", "m4-p9", "m4-p10"), reader.ids());
        assertEquals(List.of("start", "schedule", "cursor"), reader.events().stream().map(Told.Event::name).toList());
    }

    @Test
    void whoseCursorIsNotKnownHereGetsEverythingAndIsToldSo() {
        assertEquals(List.of("start", "resync", "cursor"), Told.all("SG2030").follow(hub, "x y").events().stream().map(Told.Event::name).toList());
        assertEquals(List.of("start", "resync", "cursor"), Told.all("SG2030").follow(hub, "m4-p99999999").events().stream().map(Told.Event::name).toList(),
                "no reader can be that far ahead");
    }

    /** After a data centre has died its readers know a little more than the others, for as long as it is away. */
    @Test
    void readersOfALostDataCentreShareWhatIsRendered() {
        List<Told> many = IntStream.range(0, 1_000).mapToObj(i -> Told.all("SG2030").follow(hub, "m4-p12")).toList();
        many.forEach(Told::forget);
        changed("m", 5, FINAL, "m5-p10");
        long rendered = hub.rendered();
        LiveFrame frame = many.get(0).frames().get(0);
        many.forEach(one -> assertSame(frame, one.frames().get(0)));
        for (int i = 0; i < 500; i++) {
            changed("m", 6 + i, new ChangeKey.Schedule(COMPETITION, "ATHM100M--------------HEAT%06d--".formatted(i)), "m" + (6 + i) + "-p10");
        }
        assertEquals(rendered + 500, hub.rendered(), "one rendering for each change, whoever is told");
    }

    @Test
    void thoseOfTheSameLanguageWhoAreNotAheadByTheSameShareTheDataAndEveryoneKeepsItsCursor() {
        Told one = Told.all("SG2030").follow(hub, "m4-p12").forget();
        Told other = Told.all("SG2030").follow(hub, "m4-p11").forget();
        Told third = Told.all("SG2030").follow(hub).forget();
        long before = hub.rendered();
        changed("m", 5, FINAL, "m5-p10");
        assertEquals(List.of("m5-p12", "m5-p11", "m5-p10"), List.of(one.ids().get(0), other.ids().get(0), third.ids().get(0)));
        assertEquals(before + 1, hub.rendered());
    }

    /** Its clock was set back before a restart: the reader's cursor is of the life before. */
    @Test
    void aReaderIsNotDeafToANodeThatNumbersLowerThanItsCursor() {
        reader.follow(hub, "m4-p500").forget();
        changed("p", 11, FINAL, "m4-p11");
        now = now.plus(AheadReaders.LONGEST).plusSeconds(1);
        hub.tick();
        assertEquals(1, reader.values().size(), "what was kept from it is told");
        reader.forget();
        changed("p", 12, HEAT, "m4-p12");
        assertEquals(List.of("m4-p12"), reader.ids(), "and its cursor is what is known here");
    }

    @Test
    void aReaderThatIsAheadOfADeadNodeStaysSoAsLongAsItTakes() {
        reader.follow(hub, "m4-p12").forget();
        now = now.plus(Duration.ofHours(3));
        fiveSeconds();
        changed("m", 5, FINAL, "m5-p10");
        assertEquals(List.of("cursor", "schedule"), reader.events().stream().map(Told.Event::name).toList());
        assertEquals(List.of("m4-p12", "m5-p12"), reader.ids());
    }

    /** Ten thousand come at once: the actor only writes down that they are there. */
    @Test
    void tenThousandThatComeAtOnceAreOnlyRegistered() {
        hub.told(new News.Revised(unreadable().orElseThrow()));
        for (int i = 0; i < 50_000; i++) {
            changed("m", 5 + i, new ChangeKey.Schedule(COMPETITION, "ATHM100M--------------HEAT%06d--".formatted(i)), "m" + (5 + i) + "-p10");
        }
        long rendered = hub.rendered();
        String cursor = "m" + (5 + 50_000 - 11) + "-p10";
        List<Told> many = IntStream.range(0, 10_000).mapToObj(i -> Told.all("SG2030").follow(hub, cursor)).toList();

        assertEquals(rendered, hub.rendered());
        LiveLog.Snapshot log = many.get(0).untouched().orElseThrow().log().orElseThrow();
        many.forEach(one -> assertSame(log, one.untouched().orElseThrow().log().orElseThrow()));
        many.subList(0, 100).forEach(one -> assertEquals(10, one.values().size()));
        assertEquals(rendered + 10, hub.rendered(), "one rendering for each value, however many catch up");
    }

    @Test
    void aChangeThatCannotBeRenderedIsLeftOutCountedAndHarmsNobody() {
        reader.follow(hub).forget();
        ChangeKey unknown = new ChangeKey.Document(COMPETITION, new DocumentKey("DT_NEWS", "A", "", "", ""));
        hub.told(new Changed("p", 11, new Change(new LinkedHashSet<>(List.of(unknown, FINAL)), Optional.empty(), Optional.empty(), Optional.empty()), cursor("m4-p11")));
        assertEquals(List.of("schedule"), reader.values().stream().map(Told.Event::name).toList());
        assertEquals(1, metrics.total(Counter.LIVE_LEFT_OUT, "document"));
        assertEquals(List.of("start", "schedule", "cursor"), Told.all("SG2030").follow(hub, "m4-p10").events().stream().map(Told.Event::name).toList(),
                "nor does it harm who catches up");
    }

    @Test
    void aResultThatCannotBeReadIsLeftOutAlsoWhereOneLooksWhomItConcerns() {
        Optional<CompetitionView> view = unreadable();
        Told france = new Told(new LiveFilter("SG2030", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("FRA"))).follow(hub).forget();
        reader.follow(hub).forget();

        hub.told(new Changed(
                "p", 11, new Change(Set.of(new ChangeKey.Result(COMPETITION, FINAL_UNIT)), Optional.empty(), view, Optional.empty()), cursor("m4-p11")));
        changed("p", 12, FINAL, "m4-p12");
        assertEquals(List.of("schedule"), reader.values().stream().map(Told.Event::name).toList());
        assertEquals(List.of(), france.values());
        assertTrue(metrics.total(Counter.LIVE_LEFT_OUT, "result") > 0);
    }

    @Test
    void aReaderThatFailsIsCutOffAlone() {
        hub.follow(new Broken(true), Optional.empty());
        hub.follow(new Broken(false), Optional.empty());
        reader.follow(hub).forget();
        changed("p", 11, FINAL, "m4-p11");
        assertEquals(1, reader.values().size());
        assertEquals(1, hub.readers());
        assertEquals(2, metrics.total(Counter.LIVE_CUT_OFF));
    }

    @Test
    void thoseWhoseThreadDoesNothingAnyMoreAreCutOffAndNoOthers() {
        Told stranded = Told.all("SG2030").by(new PipeThread() {
            @Override
            public void execute(Runnable what) {
                throw new RejectedExecutionException("it has ended");
            }

            @Override
            public void later(Runnable what) {
                execute(what);
            }
        });
        Told elsewhere = new Told(new LiveFilter("SG2030", Optional.empty(), Optional.of(FINAL_UNIT), Optional.empty(), Optional.empty(), Optional.empty()));
        stranded.follow(hub);
        elsewhere.follow(hub).forget();
        changed("p", 11, FINAL, "m4-p11");
        assertTrue(stranded.isCut());
        assertEquals(1, elsewhere.values().size());
        assertEquals(1, hub.readers());
    }

    /** One is told together with others only when it has caught up, and is not ahead any more; what it is told stays in order. */
    @Test
    void whoWasAheadGoesOnWithTheOthers() {
        reader.follow(hub, "m4-p11").forget();
        Told other = Told.all("SG2030").follow(hub).forget();
        changed("p", 11, FINAL, "m4-p11");
        hub.tick();
        reader.forget();
        other.forget();
        changed("p", 12, FINAL, "m4-p12");
        assertEquals(List.of("m4-p12"), reader.values().stream().map(Told.Event::id).toList());
        assertSame(reader.frames().get(0), other.frames().get(0));
        fiveSeconds();
        assertEquals(2, reader.frames().size(), "one sign of life in five seconds");
        hub.unfollow(reader);
        hub.unfollow(reader);
        assertEquals(1, hub.readers());
    }

    @Test
    void whoWasSentAwayAndLeavesIsNothingMoreToTellOf() {
        reader.follow(hub);
        hub.sendAway(List.of("http://127.0.0.1:8102"));
        assertEquals(1, hub.readers(), "until it is gone: one that takes nothing any more has to be noticed");
        hub.unfollow(reader);
        assertEquals("move", reader.events().get(1).name());
        assertEquals(0, hub.readers());
    }

    @Test
    void whenMoreChangedThanCouldWaitReadersBeginAnew() {
        reader.follow(hub);
        hub.overrun(new LiveMessage.Overrun(cursor("m9-p20")));
        assertTrue(reader.isCut());
        assertEquals(0, hub.readers());
        assertEquals("resync", Told.all("SG2030").follow(hub, "m9-p19").events().get(1).name());
        assertEquals(1, Told.all("SG2030").follow(hub, "m9-p20").events().size());
    }

    /** A competition with a result that is no XML. */
    private Optional<CompetitionView> unreadable() {
        Board board = new Board(new Fence(kind -> {}));
        SourceStamp stamp = new SourceStamp("ATH1", java.time.Instant.parse("2030-08-04T10:00:00Z"), 1, "no XML at all");
        OdfDocument damaged = new OdfDocument(
                new DocumentKey("DT_RESULT", FINAL_UNIT, "", "", ""), stamp, ResultStatus.LIVE, false, Content.of(new byte[] {'<', '<'}));
        Stamp accepted = new Stamp(now.toEpochMilli(), 0, new ReplicaId("paris"));
        board.apply(COMPETITION, new DocumentRecorded(new Origin(new ReplicaId("paris"), 1, accepted), damaged, Entries.none()));
        return board.get(COMPETITION);
    }

    /** Throws when it is told, or already when it is asked for its language. */
    private static final class Broken implements LiveReader {
        private final Told as = Told.all("SG2030");
        private final boolean early;

        private Broken(boolean early) {
            this.early = early;
        }

        @Override
        public LiveFilter filter() {
            return as.filter();
        }

        @Override
        public boolean namesGames() {
            return as.namesGames();
        }

        @Override
        public org.palmares.protocol.names.Language language() {
            if (early) {
                throw new IllegalStateException("broken");
            }
            return as.language();
        }

        @Override
        public void begin(CatchUp missed) {
            as.begin(missed);
        }

        @Override
        public void frame(LiveFrame frame) {
            throw new IllegalStateException("broken");
        }

        @Override
        public PipeThread thread() {
            return as.thread();
        }

        @Override
        public void frames(List<LiveFrame> frames) {
            throw new IllegalStateException("broken");
        }

        @Override
        public boolean isOver() {
            return as.isOver();
        }

        @Override
        public void cut() {
            as.cut();
        }
    }

    @Test
    void whatIsRetiredIsHeldNoMore() throws Exception {
        recorder.take(result());
        overRecorder.told(new News.Revised(recorder.board().get(COMPETITION).orElseThrow()));
        assertEquals(1, Told.all("SG2030").follow(overRecorder, "no cursor").values().size());
        Told follows = Told.all("SG2030").follow(overRecorder).forget();

        decide(Decisions.RETIRED_GAMES, "SG2030", new Decisions.Retirement(1, "SG2030", "over", ""), 1);
        overRecorder.tick();
        assertEquals("0", last(follows).id(), "its stream ends, so that it hears that they are gone");
        overRecorder.unfollow(follows);
        assertEquals(List.of(), Told.all("SG2030").follow(overRecorder, "no cursor").values());
    }

    private static Told.Event last(Told reader) {
        return reader.events().get(reader.events().size() - 1);
    }

    private void choose(long version, String games) {
        decide(Decisions.DEFAULT_GAMES, Decisions.CHOICE, new Decisions.Choice(version, games, "", ""), version);
    }

    @Test
    void whoNamedNoGamesComesBackForThoseThatAreMeantSince() {
        Told early = Told.all("").byDefault().follow(overRecorder).forget();
        Told catchingUp = Told.all("").byDefault();
        overRecorder.follow(catchingUp, Optional.empty());
        Told named = Told.all("XX2030").follow(overRecorder).forget();
        overRecorder.tick();
        assertFalse(early.ids().contains("0"), "nothing else is meant yet");

        choose(1, "SG2030");
        // Others come and go all the time, and whoever looks first must not be the only one who sees it.
        Told.all("SG2030").byDefault().follow(overRecorder);
        overRecorder.tick();
        assertEquals(new Told.Event("cursor", "0", JsonNodeFactory.instance.objectNode().put("cursor", "0")), last(early));
        assertEquals("0", last(catchingUp).id());
        assertFalse(named.ids().contains("0"), named.ids().toString());
        assertEquals(
                List.of("start", "resync"),
                Told.all("SG2030").byDefault().follow(overRecorder, "0").events().stream().map(Told.Event::name).limit(2).toList());
    }

    @Test
    void nobodyIsToldThatItStandsWhereOtherGamesAreMeantWhileItFollowsThoseOfBefore() {
        overRecorder.told(new Began("p", 0));
        Told early = Told.all("").byDefault().follow(overRecorder).forget();
        choose(1, "SG2030");
        overRecorder.told(new News.Stands(cursor("p7")));
        assertEquals("0", last(early).id());
    }

    @Test
    void aCursorDoesNotSayOfWhichGamesSoWhoHasOneOfBeforeGetsEverything() {
        overRecorder.told(new Began("p", 0));
        overRecorder.told(new News.Stands(cursor("p7")));
        choose(1, "SG2030");
        assertTrue(beginsAnew("p7"), "it was cut off in the very moment");
        overRecorder.tick();
        overRecorder.told(new News.Stands(cursor("p9")));
        overRecorder.tick();
        assertTrue(beginsAnew("p7"));
        assertTrue(beginsAnew("p8"), "of another data centre, which had not heard it yet");
        assertFalse(beginsAnew("p9"));
        assertEquals(List.of("start"), Told.all("SG2030").follow(overRecorder, "p9").events().stream().map(Told.Event::name).toList(), "who names them is not concerned");
        choose(2, "XX2030");
        assertTrue(beginsAnew("p9"));
    }

    private boolean beginsAnew(String cursor) {
        Told back = Told.all(recorder.board().defaultGames(Optional.empty())).byDefault().follow(overRecorder, cursor);
        return back.events().stream().anyMatch(event -> event.name().equals("resync"));
    }

    @Test
    void othersThatAreChosenBetweenARequestAndItsStreamAreNotMissed() {
        choose(1, "SG2030");
        overRecorder.tick();
        Told late = Told.all("").byDefault().follow(overRecorder);
        assertEquals(List.of("start", "cursor"), late.events().stream().map(Told.Event::name).toList());
    }

    private void decide(String type, String code, Object decision, long version) {
        new Records(recorder.board(), recorder::decide, () -> now, metrics).record(Shelf.DECISIONS, type, code, version, decision);
    }

    private static byte[] result() {
        return ("<OdfBody CompetitionCode=\"SG2030\" DocumentType=\"DT_RESULT\" DocumentCode=\"" + FINAL_UNIT + "\" Version=\"1\" FeedFlag=\"P\""
                + " Date=\"2030-08-04\" Time=\"220000000\" LogicalDate=\"2030-08-04\" Source=\"OVR\"><Competition/></OdfBody>").getBytes(StandardCharsets.UTF_8);
    }
}
