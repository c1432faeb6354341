package org.palmares.node.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Entries;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.Provenance;
import org.palmares.competition.Rejection;
import org.palmares.journal.CompetitionReply.Accepted;
import org.palmares.journal.CompetitionReply.Rejected;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.Competitions;
import org.palmares.journal.Contents;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfMessage;

/**
 * Carries a message out. It is acknowledged only when every competition it speaks of has its part; sent again after a failure, it completes
 * what is missing, because each part is idempotent and stands by the holder's record of the message, made when it came first.
 */
public final class Ingestion {

    /** What became of a message. */
    public sealed interface Result {

        /** Handles each kind; adding one fails to compile wherever it is not handled. */
        <R> R fold(Cases<R> cases);
    }

    /** One method for each kind of result. */
    public interface Cases<R> {
        R taken(Taken taken);

        R refused(Refused refused);
    }

    /**
     * All parts are durable.
     *
     * @param plan the message
     * @param outcome of the message as a whole
     * @param positions of all competitions concerned, the holder first
     * @param removed how many things of each kind are not there any more because the message does not name them
     */
    public record Taken(MessagePlan plan, Outcome outcome, Map<CompetitionId, Position> positions, Map<Kind, Integer> removed)
            implements Result {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.taken(this);
        }
    }

    /**
     * A competition refused its part.
     *
     * @param competition which one
     * @param rejection why
     */
    public record Refused(CompetitionId competition, Rejection rejection) implements Result {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refused(this);
        }
    }

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

    /** Parts of one message that are under way at once: a full schedule has fifty, and all of them at once would fill the queues between nodes. */
    static final int PARTS_AT_ONCE = 8;

    private final AtomicInteger open = new AtomicInteger();
    private final Competitions competitions;
    private final Contents contents;
    private final HeaderClock clock;

    /**
     * @param competitions brings a command to a competition; fails when nobody answers
     * @param contents keeps large contents
     * @param clock reads the times in headers
     */
    public Ingestion(
            Competitions competitions, Contents contents, HeaderClock clock) {
        this.competitions = competitions;
        this.contents = contents;
        this.clock = clock;
    }

    /**
     * What {@code message} asks for.
     *
     * @param raw its bytes as they came
     * @throws OdfInvalidException if the content is not valid; lists every fault
     */
    public MessagePlan plan(OdfMessage message, byte[] raw) throws OdfInvalidException {
        return MessagePlan.of(message, raw, clock);
    }

    /** Carries {@code plan} out; fails as {@code competitions} fails or with {@link Busy}, and then the message is to be sent again. */
    public CompletionStage<Result> take(MessagePlan plan) {
        return withPlace(() -> carryOut(plan));
    }

    /** Does {@code work} in one of the places there are; fails with {@link Busy} where there is none. */
    <T> CompletionStage<T> withPlace(Supplier<CompletionStage<T>> work) {
        if (open.incrementAndGet() > AT_ONCE) {
            open.decrementAndGet();
            return CompletableFuture.failedFuture(new Busy());
        }
        CompletionStage<T> result;
        try {
            result = work.get();
        } catch (RuntimeException failure) {
            result = CompletableFuture.failedFuture(failure);
        }
        return result.whenComplete((done, failure) -> open.decrementAndGet());
    }

    private CompletionStage<Result> carryOut(MessagePlan plan) {
        CompletionStage<Done> kept =
                plan.attachment().map(contents::keep).orElse(CompletableFuture.completedFuture(Done.getInstance()));
        return kept.thenCompose(done -> competitions.decide(plan.holder(), plan.document())).thenCompose(reply -> reply.fold(new CompetitionReply.Cases<CompletionStage<Result>>() {
            @Override
            public CompletionStage<Result> accepted(Accepted held) {
                // What is not on record says nothing anywhere.
                return held.result().recorded().isEmpty()
                        ? CompletableFuture.completedFuture(taken(plan, held, Map.of()))
                        : slices(plan, held, held.result().recorded().get());
            }

            @Override
            public CompletionStage<Result> rejected(Rejected rejected) {
                return CompletableFuture.completedFuture(new Refused(plan.holder(), rejected.rejection()));
            }
        }));
    }

    private CompletionStage<Result> slices(MessagePlan plan, Accepted held, Provenance by) {
        Map<CompetitionId, Entries> slices = new TreeMap<>(plan.slices());
        plan.others().ifPresent(others ->
                held.members().forEach(member -> slices.putIfAbsent(new CompetitionId(plan.holder().games(), member), others)));
        Map<CompetitionId, CompetitionCommand> commands = new TreeMap<>();
        slices.forEach((competition, entries) -> commands.put(competition, new RecordEntries(by, entries, plan.document().request())));
        return inTurn(new ArrayList<>(commands.entrySet()), new TreeMap<>()).thenApply(replies -> {
            Map<CompetitionId, Accepted> accepted = new TreeMap<>();
            Optional<Refused> refused = refused(replies, accepted);
            return refused.isPresent() ? refused.get() : taken(plan, held, accepted);
        });
    }

    /** The first refusal among {@code replies}, if there is one; adds the others to {@code accepted}. */
    static Optional<Refused> refused(Map<CompetitionId, CompetitionReply> replies, Map<CompetitionId, Accepted> accepted) {
        List<Refused> refused = new ArrayList<>();
        replies.forEach((competition, reply) -> reply.fold(new CompetitionReply.Cases<Void>() {
            @Override
            public Void accepted(Accepted one) {
                accepted.put(competition, one);
                return null;
            }

            @Override
            public Void rejected(Rejected rejected) {
                refused.add(new Refused(competition, rejected.rejection()));
                return null;
            }
        }));
        return refused.stream().findFirst();
    }

    /** Brings {@code commands} to their competitions, some at a time, and adds what they reply to {@code replies}. */
    CompletionStage<Map<CompetitionId, CompetitionReply>> inTurn(
            List<Map.Entry<CompetitionId, CompetitionCommand>> commands, Map<CompetitionId, CompetitionReply> replies) {
        if (commands.isEmpty()) {
            return CompletableFuture.completedFuture(replies);
        }
        List<Map.Entry<CompetitionId, CompetitionCommand>> now = commands.subList(0, Math.min(PARTS_AT_ONCE, commands.size()));
        Map<CompetitionId, CompletableFuture<CompetitionReply>> waiting = new TreeMap<>();
        now.forEach(command -> waiting.put(command.getKey(), competitions.decide(command.getKey(), command.getValue()).toCompletableFuture()));
        return CompletableFuture.allOf(waiting.values().toArray(CompletableFuture[]::new)).thenCompose(done -> {
            waiting.forEach((competition, reply) -> replies.put(competition, reply.join()));
            return inTurn(commands.subList(now.size(), commands.size()), replies);
        });
    }

    private static Result taken(MessagePlan plan, Accepted held, Map<CompetitionId, Accepted> slices) {
        Map<CompetitionId, Position> positions = new LinkedHashMap<>();
        positions.put(plan.holder(), held.position());
        Map<Kind, Integer> removed = new EnumMap<>(Kind.class);
        removed.putAll(held.result().removed());
        slices.forEach((competition, accepted) -> {
            positions.put(competition, accepted.position());
            accepted.result().removed().forEach((kind, count) -> removed.merge(kind, count, Integer::sum));
        });
        return new Taken(plan, outcome(plan, held.outcome(), slices), positions, removed);
    }

    /** Where the message speaks of other competitions only, what became of it is what became of it there. */
    private static Outcome outcome(MessagePlan plan, Outcome held, Map<CompetitionId, Accepted> slices) {
        if (held == Outcome.WITHDRAWN) {
            return held;
        }
        if (slices.values().stream().anyMatch(slice -> slice.outcome() == Outcome.APPLIED)) {
            return Outcome.APPLIED;
        }
        boolean ofOthers = !plan.slices().isEmpty() && plan.document().entries().units().isEmpty() && plan.document().entries().sessions().isEmpty();
        return held == Outcome.APPLIED && ofOthers ? Outcome.STALE : held;
    }
}
