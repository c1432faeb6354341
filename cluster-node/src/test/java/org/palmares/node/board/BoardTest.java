package org.palmares.node.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.competition.SourceStamp;
import org.palmares.node.ingest.Recorder;
import org.palmares.protocol.odf.ResultStatus;

/** Which Games a board holds, and which of them is meant. */
class BoardTest {

    private static final Optional<String> NONE = Optional.empty();

    private final Recorder recorder = new Recorder();
    private final Board board = recorder.board();

    private void timetable(String games) throws Exception {
        recorder.take(BoardMessages.schedule(games, 1, BoardMessages.unit("FNL-000100--", "SCHEDULED", "2030-08-04T21:50:00+02:00", "", "")));
    }

    private void decide(String type, String code, int version, String json) {
        SourceStamp stamp = new SourceStamp("ATH1", java.time.Instant.parse("2030-08-04T10:00:00Z"), version, "hash" + version + code);
        OdfDocument record = new OdfDocument(
                new DocumentKey(type, code, "", "", ""), stamp, ResultStatus.NONE, false, Content.of(json.getBytes(StandardCharsets.UTF_8)));
        recorder.decide(CompetitionId.OPERATIONS, new RecordDocument(record, Entries.none())).toCompletableFuture().join();
    }

    private void retire(String games) {
        decide(Decisions.RETIRED_GAMES, games, 1, "{\"version\":1,\"games\":\"" + games + "\",\"reason\":\"over\"}");
    }

    /** Another node's board that hears the same in another order. */
    private Board heardBackwards() {
        List<CompetitionView> views = new ArrayList<>(board.all());
        Collections.reverse(views);
        Board other = new Board(new Fence(kind -> {}));
        views.forEach(view -> other.merge(view.id(), view.state()));
        return other;
    }

    /** In the hour that is there twice, a source's next message is read forwards. */
    @Test
    void theNewestMessageOfASourceIsKnownHoweverTheBoardLearnedOfIt() throws Exception {
        timetable("AAA1");
        OdfDocument schedule = board.all().stream().flatMap(view -> view.state().documents().values().stream()).findFirst().orElseThrow().latest();
        for (Board one : List.of(board, heardBackwards())) {
            assertEquals(schedule.stamp().sent(), one.zones().latest("AAA1", schedule.stamp().source()));
            assertEquals(java.time.Instant.MIN, one.zones().latest("AAA1", "another"));
        }
    }

    @Test
    void theFirstTimetableCountsByItsAcceptanceAndNotByItsArrival() throws Exception {
        timetable("AAA1");
        timetable("ZZZ1");
        assertEquals("AAA1", board.defaultGames(NONE));
        assertEquals("AAA1", heardBackwards().defaultGames(NONE));

        assertEquals("PG2030", board.defaultGames(Optional.of("PG2030")));
    }

    @Test
    void whatOperationsChooseComesBeforeWhatIsConfigured() throws Exception {
        timetable("AAA1");
        timetable("ZZZ1");
        decide(Decisions.DEFAULT_GAMES, Decisions.CHOICE, 1, "{\"version\":1,\"games\":\"ZZZ1\"}");

        assertEquals("ZZZ1", board.defaultGames(Optional.of("AAA1")));
        assertEquals("ZZZ1", heardBackwards().defaultGames(Optional.of("AAA1")));
    }

    @Test
    void aRecordThatCannotBeReadIsLeftOutAlone() throws Exception {
        timetable("AAA1");
        timetable("ZZZ1");
        decide(Decisions.RETIRED_GAMES, "QQQ1", 1, "no json");
        decide(Decisions.RETIRED_GAMES, "RRR1", 1, "{}");
        retire("ZZZ1");

        assertEquals(List.of("AAA1"), board.games());
    }

    @Test
    void aRetiredGamesIsHeldNeitherBeforeNorAfterTheDecisionIsHeard() throws Exception {
        timetable("AAA1");
        timetable("ZZZ1");
        long before = board.revision();
        retire("AAA1");

        assertNotEquals(before, board.revision());
        assertTrue(board.of("AAA1").isEmpty());
        assertEquals("ZZZ1", board.defaultGames(Optional.of("AAA1")));
        assertEquals(Board.Admission.RETIRED, board.admission("AAA1"));
        timetable("AAA1");
        assertEquals(List.of("ZZZ1"), board.games());
        assertEquals(List.of("ZZZ1"), heardBackwards().games());
    }

    private long summed() {
        return board.all().stream().mapToLong(CompetitionView::weight).sum();
    }

    @Test
    void theBoardWeighsWhatItsCompetitionsWeigh() throws Exception {
        assertEquals(0, board.weight());
        timetable("AAA1");
        long one = board.weight();
        timetable("ZZZ1");
        assertTrue(one > 0 && board.weight() > one);
        recorder.take(BoardMessages.schedule("AAA1", 2, BoardMessages.unit("FNL-000100--", "SCHEDULED", "2030-08-04T22:50:00+02:00", "", "")));
        assertEquals(summed(), board.weight());
        assertEquals(board.weight(), heardBackwards().weight());

        retire("AAA1");
        assertEquals(summed(), board.weight(), "what is retired weighs nothing any more");
    }

    @Test
    void aDocumentThatIsOutOfForceDoesNotChangeWithEveryChangeBesideIt() throws Exception {
        timetable("AAA1");
        CompetitionId holder = new CompetitionId("AAA1", "ATH" + "-".repeat(19));
        DocumentKey key = board.get(holder).orElseThrow().state().documents().firstKey();
        recorder.decide(holder, new VoidDocument(key, 0, 1, new Request("operations", ""), "a year too far")).toCompletableFuture().join();
        recorder.take(BoardMessages.update("AAA1", 1, BoardMessages.session("ATH01", "2030-08-04T09:00:00+02:00", "2030-08-04T12:00:00+02:00")));

        Board again = new Board(new Fence(kind -> {}));
        Set<ChangeKey> last = Set.of();
        for (CompetitionEvent event : recorder.events(holder)) {
            last = again.apply(holder, event);
        }
        assertTrue(again.get(holder).orElseThrow().state().documents().get(key).latest().withdrawn());
        assertEquals(Set.of("DT_SCHEDULE_UPDATE"), last.stream().map(change -> ((ChangeKey.Document) change).document().type()).collect(Collectors.toSet()));
    }

    @Test
    void aVersionThatTwoDataCentresTookIsNewOnlyOnce() {
        CompetitionId event = new CompetitionId("AAA1", "ATHW100M" + "-".repeat(14));
        DocumentKey key = new DocumentKey("DT_RESULT", event.code() + "FNL-000100--", "", "", "");
        Competition paris = taken(key, "paris", "2030-08-04T10:00:01Z");
        Competition madrid = taken(key, "madrid", "2030-08-04T10:00:00Z");

        assertEquals(Set.of(new ChangeKey.Result(event, key.code())), board.merge(event, paris));
        assertEquals(Set.of(), board.merge(event, madrid), "nothing that a reader sees is new");
        assertEquals(madrid.merge(paris).documents(), board.get(event).orElseThrow().state().documents(), "but it is known who took it first");
        assertNotEquals(paris.documents(), board.get(event).orElseThrow().state().documents());
    }

    private static Competition taken(DocumentKey key, String site, String when) {
        OdfDocument document = new OdfDocument(
                key,
                new SourceStamp("OVR", Instant.parse("2030-08-04T10:00:00Z"), 5, "hash"),
                ResultStatus.NONE,
                false,
                Content.of("<OdfBody/>".getBytes(StandardCharsets.UTF_8)));
        Moment moment = new Moment(Instant.parse(when), new ReplicaId(site));
        Decision.Accepted accepted =
                (Decision.Accepted) Decider.decide(Competition.start(), new RecordDocument(document, Entries.none()), moment);
        Competition state = Competition.start();
        for (CompetitionEvent event : accepted.events()) {
            state = Evolver.apply(state, event);
        }
        return state;
    }
}
