package org.palmares.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.Competitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commands to competitions: to the home's replica, and to the next in order when it does not answer. Trying again elsewhere is safe
 * because commands are idempotent.
 */
public final class CompetitionGateway implements Competitions {

    private static final Logger LOG = LoggerFactory.getLogger(CompetitionGateway.class);

    /**
     * How a replica is asked; the actors in production.
     */
    @FunctionalInterface
    public interface Replicas {
        /** Asks the replica of {@code competition} in {@code site}; fails with a timeout when it does not answer. */
        CompletionStage<CompetitionReply> ask(
                CompetitionId competition, ReplicaId site, CompetitionCommand command, Duration timeout);
    }

    /** Hears of commands that do not go the usual way. */
    public interface Detours {
        /** {@code unanswered} left a command unanswered, and the next data centre is asked. */
        void fallback(ReplicaId unanswered);

        /** All data centres left a command unanswered, and one is asked again. */
        void retry();
    }

    /** Nobody answered; whether the command was carried out is not known. */
    public static final class NoAnswer extends RuntimeException {

        /** @param last why the last that was asked did not answer */
        public NoAnswer(CompetitionId competition, Throwable last) {
            super("no data centre answered for " + competition, last);
        }
    }

    /** Too many commands wait for one competition; this one was not brought to it. */
    public static final class Crowded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param competition for which they wait */
        public Crowded(CompetitionId competition) {
            super(WAITING_MAX + " commands wait for " + competition + " already", null, false, false);
        }
    }

    /**
     * How long is waited.
     *
     * @param answer for one data centre's answer, before the next is asked
     * @param all for any data centre's answer: they are asked in turn until then, or just once where no other is heard: whoever sent the
     *     command does better in another data centre than to wait here
     */
    public record Patience(Duration answer, Duration all) {}

    /** Commands that wait for one competition; half of what a node works on at once, so that one that is broken leaves room for the others. */
    static final int WAITING_MAX = 32;
    /** From all data centres' failure until they are asked again. */
    static final Duration PAUSE = Duration.ofMillis(50);

    private final Map<CompetitionId, Integer> waiting = new ConcurrentHashMap<>();
    private final Succession succession;
    private final DataCentres dataCentres;
    private final Replicas replicas;
    private final Patience patience;
    private final Detours detours;

    /**
     * @param succession order of data centres of each competition
     * @param dataCentres who is believed down
     * @param replicas how to ask
     * @param patience how long is waited
     * @param detours told of commands that do not go the usual way
     */
    public CompetitionGateway(
            Succession succession, DataCentres dataCentres, Replicas replicas, Patience patience, Detours detours) {
        this.succession = succession;
        this.dataCentres = dataCentres;
        this.replicas = replicas;
        this.patience = patience;
        this.detours = detours;
    }

    /** The answer of the first data centre that gives one; fails with {@link NoAnswer}, or with {@link Crowded} and then nothing was done. */
    @Override
    public CompletionStage<CompetitionReply> decide(CompetitionId competition, CompetitionCommand command) {
        if (waiting.merge(competition, 1, Integer::sum) > WAITING_MAX) {
            leave(competition);
            return CompletableFuture.failedFuture(new Crowded(competition));
        }
        try {
            return new Round(competition, command, System.nanoTime() + patience.all().toNanos()).attempt(0)
                    .whenComplete((reply, failure) -> leave(competition));
        } catch (RuntimeException failed) {
            leave(competition);
            return CompletableFuture.failedFuture(failed);
        }
    }

    private void leave(CompetitionId competition) {
        waiting.computeIfPresent(competition, (any, count) -> count == 1 ? null : count - 1);
    }

    private final class Round {
        private final CompetitionId competition;
        private final CompetitionCommand command;
        private final long end;
        private final List<ReplicaId> order;

        private Round(CompetitionId competition, CompetitionCommand command, long end) {
            this.competition = competition;
            this.command = command;
            this.end = end;
            this.order = dataCentres.preferred(competition, succession.of(competition));
        }

        private CompletionStage<CompetitionReply> attempt(int number) {
            ReplicaId site = order.get(number % order.size());
            CompletableFuture<CompetitionReply> answer =
                    replicas.ask(competition, site, command, dataCentres.patience(competition, site, order, patience.answer())).toCompletableFuture();
            if (!dataCentres.isSuspected(site)) {
                answer = answer.copy();
                dataCentres.failWhenSilent(site, answer);
            }
            BiFunction<CompetitionReply, Throwable, CompletionStage<CompetitionReply>> next = (reply, failure) ->
                    failure == null ? answered(site, reply) : elsewhere(site, number, failure);
            return answer.handle(next).thenCompose(stage -> stage);
        }

        private CompletionStage<CompetitionReply> answered(ReplicaId site, CompetitionReply reply) {
            dataCentres.answered(site, competition);
            return CompletableFuture.completedFuture(reply);
        }

        private CompletionStage<CompetitionReply> elsewhere(ReplicaId site, int number, Throwable failure) {
            dataCentres.unanswered(site, competition);
            boolean all = number + 1 >= order.size();
            if (System.nanoTime() >= end || all && dataCentres.isAlone()) {
                LOG.error("{}: {} left a command unanswered, and nobody else did better in time: {}", competition, site, failure.toString());
                return CompletableFuture.failedFuture(new NoAnswer(competition, failure));
            }
            if (all) {
                detours.retry();
            } else {
                detours.fallback(site);
            }
            LOG.warn("{}: {} left a command unanswered, {} is asked{}: {}",
                    competition, site, order.get((number + 1) % order.size()), all ? " again" : "", failure.toString());
            // Where all fail at once, asking without a pause would be all that this node does.
            return (number + 1) % order.size() == 0
                    ? CompletableFuture.supplyAsync(() -> attempt(number + 1), CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)).thenCompose(stage -> stage)
                    : attempt(number + 1);
        }
    }
}
