package org.palmares.node.ingest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.Contents;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;

/** Competitions without actors or journal: takes messages as a node does and puts what follows on a board. */
public final class Recorder {

    private final Map<CompetitionId, Competition> competitions = new HashMap<>();
    private final Map<CompetitionId, List<CompetitionEvent>> journals = new HashMap<>();
    private final List<String> leftOut = Collections.synchronizedList(new ArrayList<>());
    private final Board board = new Board(new Fence(leftOut::add));
    private final MemoryContents contents = new MemoryContents();
    private final Ingestion ingestion = new Ingestion(this::decide, contents, HeaderClock.of(ZoneId.of("Europe/Paris")));
    private Predicate<CompetitionId> lost = id -> false;
    private Instant now = Instant.parse("2024-07-20T08:00:00Z");

    /** What readers would see. */
    public Board board() {
        return board;
    }

    /** How many values of a kind could not be made of what is on the board. */
    public int leftOut(String kind) {
        return Collections.frequency(List.copyOf(leftOut), kind);
    }

    /** Every event of a competition, in order. */
    public List<CompetitionEvent> events(CompetitionId id) {
        return List.copyOf(journals.getOrDefault(id, List.of()));
    }

    /** The way in, for routes. */
    public Ingestion ingestion() {
        return ingestion;
    }

    /** Where large contents are. */
    public Contents contents() {
        return contents;
    }

    /** Takes a message. */
    public Ingestion.Result take(byte[] xml) throws OdfSyntaxException, OdfInvalidException {
        return ingestion.take(ingestion.plan(OdfReader.read(xml), xml)).toCompletableFuture().join();
    }

    /** From now on nothing comes through to these competitions. */
    public void loseWhatIsFor(Predicate<CompetitionId> competitions) {
        lost = competitions;
    }

    /** Brings a command to a competition. */
    public CompletionStage<CompetitionReply> decide(CompetitionId id, CompetitionCommand command) {
        if (lost.test(id)) {
            return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
        }
        now = now.plusMillis(1);
        Competition state = competitions.getOrDefault(id, Competition.start());
        Decision decision = Decider.decide(state, command, new Moment(now, new ReplicaId("paris")));
        if (decision instanceof Decision.Rejected rejected) {
            return CompletableFuture.completedFuture(new CompetitionReply.Rejected(rejected.rejection()));
        }
        Decision.Accepted accepted = (Decision.Accepted) decision;
        for (CompetitionEvent event : accepted.events()) {
            state = Evolver.apply(state, event);
            board.apply(id, event);
            journals.computeIfAbsent(id, any -> new ArrayList<>()).add(event);
        }
        competitions.put(id, state);
        return CompletableFuture.completedFuture(new CompetitionReply.Accepted(accepted.result(), state.position(), state.members()));
    }
}
