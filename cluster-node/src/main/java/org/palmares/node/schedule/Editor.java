package org.palmares.node.schedule;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.Competitions;
import org.palmares.node.board.Board;

/** Brings people's changes to competitions. Whoever changed something finds it changed when they look here. */
public final class Editor {

    /** The board here hears of a change some milliseconds after it is durable; who waits longer than this is answered without. */
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(2);

    private final Board board;
    private final Competitions competitions;

    public Editor(Board board, Competitions competitions) {
        this.board = board;
        this.competitions = competitions;
    }

    /** What became of {@code command}, once it is durable and, where that does not take long, shown here. */
    public CompletionStage<CompetitionReply> edit(CompetitionId competition, EditUnit command) {
        return competitions.decide(competition, command).thenCompose(reply -> reply instanceof CompetitionReply.Accepted accepted
                ? shown(competition, accepted.position(), System.nanoTime() + SHOWN_WITHIN.toNanos()).thenApply(done -> reply)
                : CompletableFuture.completedFuture(reply));
    }

    private CompletionStage<Void> shown(CompetitionId competition, Position position, long until) {
        boolean isShown = board.get(competition).map(view -> view.state().position().covers(position)).orElse(false);
        if (isShown || System.nanoTime() - until > 0) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.supplyAsync(() -> shown(competition, position, until), CompletableFuture.delayedExecutor(LOOK.toMillis(), TimeUnit.MILLISECONDS))
                .thenCompose(later -> later);
    }
}
