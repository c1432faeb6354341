package org.palmares.node.schedule.change;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.palmares.competition.Authorship.Cause;
import org.palmares.competition.Authorship;
import org.palmares.competition.CompetitionCommand.EditUnit.Basis;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Outcome;
import org.palmares.competition.Rejection;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.competition.UnitField;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.records.Recording;
import org.palmares.node.records.Records;
import org.palmares.node.schedule.Batches;
import org.palmares.node.schedule.Editor;
import org.palmares.node.schedule.Keeper;
import org.palmares.node.schedule.change.Change.Part;
import org.palmares.protocol.contract.ProblemType;

/**
 * Keeps changes and carries them out. Each unit is changed under a key of its own (the change's id), so that whoever carries a change out once more changes
 * nothing twice.
 */
public final class Changes implements Keeper.Duty {

    /** Tried every second: what has not answered by then is told as it is, so that the change has an end. */
    static final int TRIES_MAX = 300;

    private final Records records;
    private final Editor editor;
    /** Those that are or were carried out here, until their end is on the board: who carried them out again before would hear other things of their units. */
    private final Map<String, Progress> here = new ConcurrentHashMap<>();

    /** How far a change has come here. */
    private static final class Progress {
        private final AtomicBoolean underWay = new AtomicBoolean();
        private volatile List<Part> parts;
        private volatile int tries;
        private volatile Throwable last;

        private Progress(List<Part> parts) {
            this.parts = parts;
        }

        private void failed() {
            tries++;
            underWay.set(false);
        }
    }

    public Changes(Records records, Editor editor) {
        this.records = records;
        this.editor = editor;
    }

    /** All changes, newest first. */
    List<Change> all() {
        return records.all(Change.KIND);
    }

    /** The change called {@code id}. */
    Optional<Change> of(String id) {
        return records.latest(Change.KIND, id);
    }

    @Override
    public boolean waits() {
        return !waiting().isEmpty();
    }

    @Override
    public List<Keeper.Task> due(Keeper.Nodes nodes) {
        return waiting().stream()
                .filter(change -> nodes.does(change.node()))
                .map(change -> new Keeper.Task("The change " + change.id() + " of " + change.node(), () -> carryOut(change)))
                .toList();
    }

    private List<Change> waiting() {
        here.keySet().removeIf(id -> of(id).filter(change -> !change.isRunning()).isPresent());
        return all().stream().filter(change -> change.isRunning() && !isHere(change)).toList();
    }

    /** Whether {@code change} is being carried out here, or was and nobody sees that yet. */
    boolean isHere(Change change) {
        return Optional.ofNullable(here.get(change.id())).filter(progress -> progress.underWay.get()).isPresent();
    }

    /** Keeps what is to be done. From then on it is carried out, whoever dies. */
    CompletionStage<Recording> begin(Change change) {
        return records.record(Change.KIND, change.id(), change.version(), change);
    }

    /** Carries {@code change} out and keeps what became of it; fails where a unit was not answered for, and is to be tried again then. */
    CompletionStage<Change> carryOut(Change change) {
        Progress progress = here.computeIfAbsent(change.id(), id -> new Progress(change.units()));
        if (!progress.underWay.compareAndSet(false, true)) {
            return CompletableFuture.failedFuture(new IllegalStateException(change.id() + " is being carried out"));
        }
        return Batches.of(progress.parts, part -> tried(change, part, progress))
                .thenCompose(parts -> {
                    progress.parts = parts;
                    long left = parts.stream().filter(part -> part.outcome().isEmpty()).count();
                    return left == 0 ? end(change.ended(parts)) : CompletableFuture.failedFuture(new IllegalStateException(left + " units were not answered for", progress.last));
                })
                .whenComplete((over, failure) -> {
                    if (failure != null) {
                        progress.failed();
                    }
                });
    }

    /** Where another node has carried it out too and was faster, what it kept counts. */
    private CompletionStage<Change> end(Change over) {
        return records.record(Change.KIND, over.id(), over.version(), over).thenApply(recording -> recording.fold(
                () -> over,
                () -> over,
                () -> {
                    throw new ProblemException(Refusals.recordsFull());
                }));
    }

    /** A unit that is not answered for has no outcome and is tried again, until it was tried often enough or is known not to be readable. */
    private CompletionStage<Part> tried(Change change, Part part, Progress progress) {
        return CompletableFuture.completedFuture(part).thenCompose(one -> part(change, one)).exceptionally(failure -> {
            progress.last = failure;
            ProblemType type = Refusals.unanswered(failure, "").getCause() instanceof ProblemException known ? known.problem().type() : ProblemType.INTERNAL;
            boolean givenUp = type == ProblemType.JOURNAL_UNREADABLE || progress.tries + 1 >= TRIES_MAX;
            return givenUp ? part.ended(type.type(), "Its competition did not answer for this unit; look at it, and change it again.") : part;
        });
    }

    private CompletionStage<Part> part(Change change, Part part) {
        if (!part.outcome().isEmpty()) {
            return CompletableFuture.completedFuture(part);
        }
        if (part.after().isEmpty()) {
            return CompletableFuture.completedFuture(part.ended(Part.UNCHANGED, ""));
        }
        CompetitionId competition = new CompetitionId(change.games(), part.competition());
        SortedMap<UnitField, String> set = new TreeMap<>();
        part.after().forEach((field, value) -> set.put(UnitField.valueOf(field), value));
        Cause cause = new Cause(change.undoes().isEmpty() ? "bulk" : "undo", change.id());
        Authorship by = new Authorship(change.by(), change.via(), change.reason(), cause, change.id(), "", change.correlation());
        EditUnit edit = new EditUnit(part.code(), set, Holding.LEAVES, Revision.parse(part.revision()).map(Basis::required), false, by);
        return editor.edit(competition, edit).thenApply(reply -> reply.fold(new CompetitionReply.Cases<Part>() {
            @Override
            public Part accepted(CompetitionReply.Accepted accepted) {
                return part.ended(accepted.outcome() == Outcome.UNCHANGED ? Part.UNCHANGED : Part.CHANGED, "");
            }

            @Override
            public Part rejected(CompetitionReply.Rejected rejected) {
                return refused(change, competition, part, rejected.rejection());
            }
        }));
    }

    /** Of what is taken back, what somebody has changed meanwhile is left to that. */
    private static Part refused(Change change, CompetitionId competition, Part part, Rejection rejection) {
        Problem problem = Refusals.problem(competition, rejection);
        return !change.undoes().isEmpty() && problem.type() == ProblemType.OUTDATED
                ? part.ended(Part.CHANGED_SINCE, "")
                : part.ended(problem.type().type(), problem.detail());
    }

    /** The fields of {@code values} as they are kept. */
    static Map<String, String> kept(Map<UnitField, String> values) {
        Map<String, String> kept = new TreeMap<>();
        values.forEach((field, value) -> kept.put(field.name(), value));
        return kept;
    }
}
