package org.palmares.node.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Rejection;
import org.palmares.competition.Request;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.board.Board;
import org.palmares.node.board.CompetitionView;

/**
 * Takes versions of a document out of force: one that carries a date of another century stands before all that follow, and a counter that
 * started again stands behind. The competition that holds the document decides, those that have a part of a schedule follow.
 */
public final class Voiding {

    /**
     * What operations want.
     *
     * @param version the first version that is out of force; empty: none is, but any Version may follow, for a counter that started again
     * @param request who wants it
     * @param reason why
     */
    public record Order(String games, DocumentKey key, OptionalLong version, Request request, String reason) {}

    /** What became of an order. */
    public sealed interface Result {

        /** Handles each kind; adding one fails to compile wherever it is not handled. */
        <R> R fold(Cases<R> cases);
    }

    /** One method for each kind of result. */
    public interface Cases<R> {
        R done(Done done);

        R notKnown(NotKnown notKnown);

        R refused(Refused refused);
    }

    /**
     * It is done.
     *
     * @param from the first version that is out of force
     * @param competitions all that were told
     */
    public record Done(long from, List<CompetitionId> competitions) implements Result {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.done(this);
        }
    }

    /** The document, or that version of it, is not known here. */
    public record NotKnown(List<Long> versions) implements Result {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notKnown(this);
        }
    }

    /** A competition refused it. */
    public record Refused(CompetitionId competition, Rejection rejection) implements Result {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    private final Board board;
    private final Ingestion ingestion;

    /** @param ingestion brings commands to competitions, in its places */
    public Voiding(Board board, Ingestion ingestion) {
        this.board = board;
        this.ingestion = ingestion;
    }

    /** Carries {@code order} out; fails as commands fail, and then it is to be given again: repeats do no harm. */
    public CompletionStage<Result> carryOut(Order order) {
        CompetitionId holder = CompetitionId.ofDocument(order.games(), order.key().type(), order.key().code());
        Competition state = board.get(holder).map(CompetitionView::state).orElse(Competition.start());
        DocumentVersions versions = state.documents().get(order.key());
        if (versions == null) {
            return CompletableFuture.completedFuture(new NotKnown(List.of()));
        }
        OdfDocument latest = versions.newestFirst().get(0);
        List<Long> known = versions.newestFirst().stream().map(OdfDocument::version).distinct().toList();
        if (order.version().isPresent() && !known.contains(order.version().getAsLong())) {
            return CompletableFuture.completedFuture(new NotKnown(known));
        }
        long from = order.version().orElse(latest.version() + 1);
        // An order that is given again is about the same version, whatever the counter that began anew has come to.
        int epoch = versions.version(from).orElse(latest).stamp().epoch();
        VoidDocument command = new VoidDocument(order.key(), epoch, from, order.request(), order.reason());
        Map<CompetitionId, CompetitionCommand> others = new TreeMap<>();
        state.members().forEach(member -> others.put(new CompetitionId(order.games(), member), command));
        return ingestion.withPlace(() -> ingestion.inTurn(List.of(Map.entry(holder, command)), new TreeMap<>())
                .thenCompose(replies -> ingestion.inTurn(new ArrayList<>(others.entrySet()), replies))
                .thenApply(replies -> result(from, replies)));
    }

    private static Result result(long from, Map<CompetitionId, CompetitionReply> replies) {
        return Ingestion.refused(replies, new TreeMap<>())
                .<Result>map(refused -> new Refused(refused.competition(), refused.rejection()))
                .orElseGet(() -> new Done(from, List.copyOf(replies.keySet())));
    }
}
