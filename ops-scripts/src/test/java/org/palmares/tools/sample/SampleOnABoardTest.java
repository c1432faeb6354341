package org.palmares.tools.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.Outcome;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.Contents;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.Ingestion;
import org.palmares.node.results.MedalStandings;
import org.palmares.protocol.contract.Shapes.MedalRow;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.tools.sample.Contest.Won;

/** The sample goes through the rules as a node has them, without journal and network. */
final class SampleOnABoardTest {

    private final Map<CompetitionId, Competition> competitions = new HashMap<>();
    private final Board board = new Board(new Fence(kind -> {}));
    private final Ingestion ingestion = new Ingestion(this::decide, new NoContents(), HeaderClock.of(ZoneId.of("Europe/Paris")));
    private Instant now = Instant.parse("2030-07-01T08:00:00Z");

    private CompletionStage<CompetitionReply> decide(CompetitionId id, CompetitionCommand command) {
        now = now.plusMillis(1);
        Decision decision = Decider.decide(competitions.getOrDefault(id, Competition.start()), command, new Moment(now, new ReplicaId("paris")));
        Decision.Accepted accepted = assertInstanceOf(Decision.Accepted.class, decision);
        Competition state = competitions.getOrDefault(id, Competition.start());
        for (CompetitionEvent event : accepted.events()) {
            state = Evolver.apply(state, event);
            board.apply(id, event);
        }
        competitions.put(id, state);
        return CompletableFuture.completedFuture(new CompetitionReply.Accepted(accepted.result(), state.position(), state.members()));
    }

    private Outcome take(SampleMessage message) throws OdfSyntaxException, OdfInvalidException {
        byte[] xml = message.xml();
        Ingestion.Result result = ingestion.take(ingestion.plan(OdfReader.read(xml), xml)).toCompletableFuture().join();
        return assertInstanceOf(Ingestion.Taken.class, result).outcome();
    }

    @Test
    void everyMessageIsTakenOnceAndTheMedalTableCountsEveryMedal() throws OdfSyntaxException, OdfInvalidException {
        Games games = new Games(Sample.USUAL_SEED, SampleTime.USUAL);
        List<SampleMessage> all = Story.of(games);
        int now = (int) all.stream().filter(message -> !message.time().isAfter(SampleTime.USUAL.now())).count();

        medalsAreCounted(games, all.subList(0, now), all.subList(0, now));
        medalsAreCounted(games, all.subList(now, all.size()), all);
        for (SampleMessage message : all.subList(0, 200)) {
            assertEquals(Outcome.DUPLICATE, take(message), message::fileName);
        }
    }

    private void medalsAreCounted(Games games, List<SampleMessage> more, List<SampleMessage> untilThen) throws OdfSyntaxException, OdfInvalidException {
        for (SampleMessage message : more) {
            assertEquals(Outcome.APPLIED, take(message), message::fileName);
        }
        List<MedalRow> table = MedalStandings.of(board.of(SampleTime.USUAL.games()), null, Language.ENGLISH).rows();
        List<String> over = untilThen.stream().filter(message -> message.type().equals("DT_MEDALLISTS")).map(SampleMessage::code).toList();
        List<Won> handedOut = games.catalogue().events().stream()
                .filter(event -> over.contains(event.rsc()))
                .flatMap(event -> games.course(event).medals().stream())
                .toList();
        assertTrue(handedOut.size() > 300, handedOut.size() + " medals");
        assertEquals(handedOut.size(), table.stream().mapToInt(MedalRow::total).sum());
        assertEquals(over.size(), table.stream().mapToInt(MedalRow::gold).sum());
    }

    /** Nothing in the sample is so large that it would be kept elsewhere, but for schedules, and nobody reads those here. */
    private static final class NoContents implements Contents {
        @Override
        public CompletionStage<Done> keep(Content content) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }

        @Override
        public CompletionStage<Content> bring(Content kept) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }
    }
}
