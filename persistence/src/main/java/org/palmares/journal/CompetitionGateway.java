package org.palmares.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commands to competitions: to the home's replica, and to the next in order when it does not answer. Trying again elsewhere is safe
 * because commands are idempotent.
 */
public final class CompetitionGateway {

    private static final Logger LOG = LoggerFactory.getLogger(CompetitionGateway.class);

    /**
     * How a replica is asked; the actors in production.
     */
    @FunctionalInterface
    public interface Replicas {
        /** Asks the replica of {@code competition} in {@code dataCentre}; fails with a timeout when it does not answer. */
        CompletionStage<CompetitionReply> ask(
                CompetitionId competition, ReplicaId dataCentre, CompetitionCommand command, Duration timeout);
    }

    /** Nobody answered; whether the command was carried out is not known. */
    public static final class NoAnswer extends RuntimeException {
        NoAnswer(CompetitionId competition, Throwable last) {
            super("no data centre answered for " + competition, last);
        }
    }

    private final Succession succession;
    private final DataCentres dataCentres;
    private final Replicas replicas;
    private final Duration timeout;
    private final Consumer<ReplicaId> fallbacks;

    /**
     * @param succession order of data centres of each competition
     * @param dataCentres who is believed down
     * @param replicas how to ask
     * @param timeout wait for one data centre's answer
     * @param fallbacks told of each data centre that left a command unanswered
     */
    public CompetitionGateway(
            Succession succession, DataCentres dataCentres, Replicas replicas, Duration timeout, Consumer<ReplicaId> fallbacks) {
        this.succession = succession;
        this.dataCentres = dataCentres;
        this.replicas = replicas;
        this.timeout = timeout;
        this.fallbacks = fallbacks;
    }

    /** The answer of the first data centre that gives one; fails with {@link NoAnswer}. */
    public CompletionStage<CompetitionReply> decide(CompetitionId competition, CompetitionCommand command) {
        return attempt(competition, command, dataCentres.preferred(succession.of(competition)), 0);
    }

    private CompletionStage<CompetitionReply> attempt(
            CompetitionId competition, CompetitionCommand command, List<ReplicaId> order, int index) {
        ReplicaId dataCentre = order.get(index);
        CompletableFuture<CompetitionReply> answer =
                replicas.ask(competition, dataCentre, command, timeout).toCompletableFuture();
        CompletableFuture<CompetitionReply> first = dataCentres.isSuspected(dataCentre)
                ? answer
                : CompletableFuture.anyOf(answer, dataCentres.departure(dataCentre).thenApply(gone -> {
                            throw new CompletionException(new IllegalStateException(dataCentre + " fell silent"));
                        }))
                        .thenApply(CompetitionReply.class::cast);
        BiFunction<CompetitionReply, Throwable, CompletionStage<CompetitionReply>> next =
                (reply, failure) -> failure == null
                        ? CompletableFuture.completedFuture(reply)
                        : elsewhere(competition, command, order, index, failure);
        return first.handle(next).thenCompose(stage -> stage);
    }

    private CompletionStage<CompetitionReply> elsewhere(
            CompetitionId competition, CompetitionCommand command, List<ReplicaId> order, int index, Throwable failure) {
        dataCentres.unanswered(order.get(index));
        fallbacks.accept(order.get(index));
        LOG.warn("{}: {} left a command unanswered: {}", competition, order.get(index), failure.toString());
        return index + 1 < order.size()
                ? attempt(competition, command, order, index + 1)
                : CompletableFuture.failedFuture(new NoAnswer(competition, failure));
    }

}
