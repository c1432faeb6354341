package org.palmares.node.schedule.hold;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.board.Board;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.records.Recording;
import org.palmares.node.records.Records;
import org.palmares.node.schedule.Batches;
import org.palmares.node.schedule.Editor;
import org.palmares.node.schedule.Keeper;
import org.palmares.node.schedule.hold.HoldPlan.Step;

/** Keeps holds, and keeps units held as they say. */
public final class Holds implements Keeper.Duty {

    private final Board board;
    private final Records records;
    private final Editor editor;
    private final InstantSource clock;
    /** The Games whose units are being held and released here, with the end of that: one pass at a time, or venues' messages do not get through. */
    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Seen>> seen = new AtomicReference<>(Optional.empty());

    /** That nothing was to be done, as long as nothing of this changes. */
    private record Seen(long revision, List<Hold> holds, long active) {}

    public Holds(Board board, Records records, Editor editor, InstantSource clock) {
        this.board = board;
        this.records = records;
        this.editor = editor;
        this.clock = clock;
    }

    /** Those of {@code games} that hold now, the oldest first. */
    List<Hold> active(String games) {
        Instant now = now();
        return all().stream().filter(hold -> hold.games().equals(games) && hold.isActive(now)).toList();
    }

    /** The hold called {@code id}, also when it has ended. */
    Optional<Hold> of(String id) {
        return records.latest(Hold.KIND, id);
    }

    Instant now() {
        return clock.instant();
    }

    private List<Hold> all() {
        return records.all(Hold.KIND);
    }

    /** Keeps {@code hold}. From then on units are held as it says, whoever dies. */
    CompletionStage<Recording> keep(Hold hold) {
        return records.record(Hold.KIND, hold.id(), hold.version(), hold);
    }

    private List<Step> steps(String games) {
        return HoldPlan.of(board.of(games), all().stream().filter(hold -> hold.games().equals(games)).toList(), now());
    }

    /**
     * Holds and releases units as {@code kept} says and all others, once what is under way has ended; this board may hear of it only a moment later. Goes
     * through all; fails in the end where a unit was not answered for.
     */
    CompletionStage<Void> carryOut(Hold kept) {
        return inTurn(kept.games(), () -> {
            Stream<Hold> others = all().stream().filter(hold -> hold.games().equals(kept.games()) && !hold.id().equals(kept.id()));
            return HoldPlan.of(board.of(kept.games()), Stream.concat(others, Stream.of(kept)).sorted(Hold.KIND.order()).toList(), now());
        });
    }

    private CompletionStage<Void> inTurn(String games, Supplier<List<Step>> steps) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<Void> before = Optional.ofNullable(underWay.put(games, end)).orElseGet(() -> CompletableFuture.completedFuture(null));
        return before.thenCompose(done -> Batches.of(steps.get(), this::carryOut)).<Void>thenApply(done -> null).whenComplete((done, failure) -> {
            underWay.remove(games, end);
            end.complete(null);
        });
    }

    private CompletionStage<CompetitionReply> carryOut(Step step) {
        EditUnit edit = new EditUnit(step.unit(), new TreeMap<>(), step.holding(), Optional.empty(), false, step.by());
        return editor.edit(step.competition(), edit).thenCompose(reply -> reply.fold(new CompetitionReply.Cases<CompletionStage<CompetitionReply>>() {
            @Override
            public CompletionStage<CompetitionReply> accepted(CompetitionReply.Accepted accepted) {
                return CompletableFuture.completedFuture(accepted);
            }

            @Override
            public CompletionStage<CompetitionReply> rejected(CompetitionReply.Rejected rejected) {
                return CompletableFuture.failedFuture(new ProblemException(Refusals.problem(step.competition(), rejected.rejection())));
            }
        }));
    }

    @Override
    public boolean waits() {
        List<Hold> holds = all();
        Instant now = now();
        Seen as = new Seen(board.revision(), holds, holds.stream().filter(hold -> hold.isActive(now)).count());
        boolean same = seen.get().filter(as::equals).isPresent();
        if (holds.isEmpty() || same) {
            return false;
        }
        boolean waits = games().stream().anyMatch(games -> !steps(games).isEmpty());
        seen.set(waits ? Optional.empty() : Optional.of(as));
        return waits;
    }

    private Set<String> games() {
        Set<String> games = new TreeSet<>();
        all().forEach(hold -> games.add(hold.games()));
        return games;
    }

    @Override
    public List<Keeper.Task> due(Keeper.Nodes nodes) {
        return nodes.isFirst()
                ? games().stream()
                        .filter(games -> !underWay.containsKey(games) && !steps(games).isEmpty())
                        .map(games -> new Keeper.Task("Holding the units of " + games + " as is wanted", () -> inTurn(games, () -> steps(games))))
                        .toList()
                : List.of();
    }
}
