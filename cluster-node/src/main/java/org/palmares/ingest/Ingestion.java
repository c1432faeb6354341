package org.palmares.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.Rejection;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.CompetitionReply.Accepted;
import org.palmares.journal.CompetitionReply.Rejected;

/**
 * Carries a message out. It is acknowledged only when every competition it speaks of has its part; sent again after a failure, it completes
 * what is missing, because each part is idempotent.
 */
public final class Ingestion {

    /** What became of a message. */
    public sealed interface Result {}

    /**
     * All parts are durable.
     *
     * @param plan the message
     * @param outcome of the message as a whole
     * @param positions of all competitions concerned, the holder first
     */
    public record Taken(MessagePlan plan, Outcome outcome, Map<CompetitionId, Position> positions) implements Result {}

    /**
     * A competition refused its part.
     *
     * @param competition which one
     * @param rejection why
     */
    public record Refused(CompetitionId competition, Rejection rejection) implements Result {}

    /** The node has as much work as it takes. Nothing was recorded. */
    public static final class Busy extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Busy() {
            super(AT_ONCE + " messages are worked on already", null, false, false);
        }
    }

    /**
     * Messages worked on at once. What waits too long is sent again while it still waits, and that work comes on top: without a bound a node
     * that is a little too slow soon does nothing else.
     */
    static final int AT_ONCE = 64;

    private final AtomicInteger open = new AtomicInteger();
    private final BiFunction<CompetitionId, CompetitionCommand, CompletionStage<CompetitionReply>> competitions;

    /** @param competitions brings a command to a competition; fails when nobody answers */
    public Ingestion(BiFunction<CompetitionId, CompetitionCommand, CompletionStage<CompetitionReply>> competitions) {
        this.competitions = competitions;
    }

    /** Carries {@code plan} out; fails as {@code competitions} fails or with {@link Busy}, and then the message is to be sent again. */
    public CompletionStage<Result> take(MessagePlan plan) {
        if (open.incrementAndGet() > AT_ONCE) {
            open.decrementAndGet();
            return CompletableFuture.failedFuture(new Busy());
        }
        return carryOut(plan).whenComplete((result, failure) -> open.decrementAndGet());
    }

    private CompletionStage<Result> carryOut(MessagePlan plan) {
        return competitions.apply(plan.holder(), plan.document()).thenCompose(reply -> {
            if (reply instanceof Rejected rejected) {
                return CompletableFuture.completedFuture(new Refused(plan.holder(), rejected.rejection()));
            }
            Accepted held = (Accepted) reply;
            boolean outdated = held.outcome() == Outcome.STALE && plan.full();
            return outdated ? CompletableFuture.completedFuture(taken(plan, held, Map.of())) : slices(plan, held);
        });
    }

    private CompletionStage<Result> slices(MessagePlan plan, Accepted held) {
        Map<CompetitionId, CompletableFuture<CompetitionReply>> replies = new TreeMap<>();
        slicesFor(plan, held)
                .forEach((competition, slice) ->
                        replies.put(competition, competitions.apply(competition, slice).toCompletableFuture()));
        return CompletableFuture.allOf(replies.values().toArray(CompletableFuture[]::new)).thenApply(done -> {
            Map<CompetitionId, Accepted> accepted = new TreeMap<>();
            for (Map.Entry<CompetitionId, CompletableFuture<CompetitionReply>> reply : replies.entrySet()) {
                if (reply.getValue().join() instanceof Rejected rejected) {
                    return new Refused(reply.getKey(), rejected.rejection());
                }
                accepted.put(reply.getKey(), (Accepted) reply.getValue().join());
            }
            return taken(plan, held, accepted);
        });
    }

    private static Map<CompetitionId, RecordEntries> slicesFor(MessagePlan plan, Accepted held) {
        Map<CompetitionId, RecordEntries> slices = new TreeMap<>(plan.slices());
        if (plan.full()) {
            held.members().forEach(member -> slices.putIfAbsent(new CompetitionId(plan.holder().games(), member), plan.emptySlice()));
        }
        return slices;
    }

    private static Result taken(MessagePlan plan, Accepted held, Map<CompetitionId, Accepted> slices) {
        Map<CompetitionId, Position> positions = new LinkedHashMap<>();
        positions.put(plan.holder(), held.position());
        slices.forEach((competition, accepted) -> positions.put(competition, accepted.position()));
        return new Taken(plan, outcome(plan, held.outcome(), slices.values().stream().map(Accepted::outcome).toList()), positions);
    }

    private static Outcome outcome(MessagePlan plan, Outcome held, List<Outcome> slices) {
        if (held == Outcome.WITHDRAWN) {
            return held;
        }
        if (slices.contains(Outcome.APPLIED)) {
            return Outcome.APPLIED;
        }
        boolean onlySlices = !slices.isEmpty() && plan.document().entries().units().isEmpty() && plan.document().entries().sessions().isEmpty();
        return held == Outcome.APPLIED && onlySlices && !plan.full() ? Outcome.STALE : held;
    }
}
