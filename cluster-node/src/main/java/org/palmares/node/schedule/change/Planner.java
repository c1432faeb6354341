package org.palmares.node.schedule.change;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Entry;
import org.palmares.competition.UnitField;
import org.palmares.node.access.Principal;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.calendar.VenueClock;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.records.Recording;
import org.palmares.node.schedule.ClashText;
import org.palmares.node.schedule.GamesClashes;
import org.palmares.node.schedule.Desk;
import org.palmares.node.schedule.PlanRules;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.change.Change.Part;
import org.palmares.node.schedule.change.ChangePlan.Candidate;
import org.palmares.node.schedule.change.ChangePlan.Step;
import org.palmares.node.schedule.clash.Clash;
import org.palmares.node.schedule.clash.Clashes;
import org.palmares.node.schedule.clash.Severity;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.Sha256;
import org.palmares.protocol.odf.Unit;

/** Plans changes on the board, keeps them, and answers with what became of them. */
public final class Planner {

    /** A change that takes longer goes on by itself; who asked looks again. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final int ID_DIGITS = 24;
    private static final int FAULTS_TOLD = 100;

    private final Desk with;
    private final GamesClashes clashes;
    private final Changes changes;
    private final String node;
    private final InstantSource clock;

    /** @param node this node's name */
    public Planner(Desk with, GamesClashes clashes, Changes changes, String node, InstantSource clock) {
        this.with = with;
        this.clashes = clashes;
        this.changes = changes;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Who asks for a change.
     *
     * @param key the Idempotency-Key; empty where there is none
     * @param correlation by which name the request can be followed
     */
    record Asker(Principal principal, String key, String correlation) {}

    /** What is answered: a plan, or a change that is kept. */
    record Answer(String id, Map<String, Object> shape) {
        boolean isKept() {
            return !id.isEmpty();
        }
    }

    Changes changes() {
        return changes;
    }

    /** A unit as it is, and which revision that is. */
    Optional<ChangeSheet.Known> known(String games, String unit) {
        return with.board().get(new CompetitionId(games, new Rsc(unit).competition())).flatMap(view -> Optional.ofNullable(view.state().timetable().get(unit))
                .map(entry -> new ChangeSheet.Known(entry.value(), view.state().revision(unit).orElseThrow())));
    }

    /** Plans what is asked for and, unless it is a dry run, begins it. */
    CompletionStage<Answer> change(Asker who, String games, Language language, ChangeRequest asked) {
        String hash = asked.fingerprint(games);
        Optional<Change> before = asked.dryRun() ? Optional.empty() : before(who, hash);
        if (before.isPresent()) {
            return end(before.get());
        }
        ChangePlan plan = ChangePlan.of(candidates(games, asked), asked.action());
        requirePossible(who.principal(), games, plan, asked.action());
        List<Part> parts = plan.steps().stream().map(step -> part(step, asked.action())).toList();
        Clashes.Step consequences = clashes.after(games, plan.after());
        ClashText text = new ClashText(with.board().of(games), language);
        if (asked.dryRun()) {
            return CompletableFuture.completedFuture(new Answer("", Shown.with(Shown.planned(parts, plan.unchanged()), consequences, text)));
        }
        requireNoNewError(consequences, asked, text);
        return begin(new Change(
                id(who), 1, games, node, Change.State.RUNNING, clock.instant().truncatedTo(ChronoUnit.MILLIS), who.principal().name(),
                who.principal().via(), who.correlation(), who.key(), hash, asked.action().title(), asked.reason(), "", parts, plan.unchanged()));
    }

    private static void requireNoNewError(Clashes.Step consequences, ChangeRequest asked, ClashText text) {
        List<Clash> errors = consequences.come().stream().filter(clash -> clash.severity() == Severity.ERROR && !asked.accept().contains(clash.id())).toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(
                            ProblemType.CLASHES, "Nothing was changed: it would bring " + errors.size() + " clash(es). Change something else, or name them in accept.")
                    .with("clashes", errors.stream().map(text::shape).toList()));
        }
    }

    /** Takes {@code change} back where nobody has changed the same since. */
    CompletionStage<Answer> undo(Asker who, Change change, String reason) {
        if (change.isRunning()) {
            throw new ProblemException(Problem.of(ProblemType.CHANGED_MEANWHILE, "The change " + change.id() + " is still going on. Wait for its end, and take it back then."));
        }
        String hash = Sha256.hex(("undo " + change.id()).getBytes(StandardCharsets.UTF_8));
        Optional<Change> before = before(who, hash);
        if (before.isPresent()) {
            return end(before.get());
        }
        requireAllowed(who.principal(), change);
        List<Part> parts = change.units().stream().filter(part -> part.outcome().equals(Part.CHANGED)).map(part -> back(change, part)).toList();
        return begin(new Change(
                id(who), 1, change.games(), node, Change.State.RUNNING, clock.instant().truncatedTo(ChronoUnit.MILLIS), who.principal().name(),
                who.principal().via(), who.correlation(), who.key(), hash, "undo", reason, change.id(), parts, 0));
    }

    /** Whoever takes a change back changes the same units. */
    private void requireAllowed(Principal who, Change change) {
        for (Part part : change.units()) {
            CompetitionId competition = new CompetitionId(change.games(), part.competition());
            with.board().get(competition).flatMap(view -> Optional.ofNullable(view.state().timetable().get(part.code()))).ifPresent(entry ->
                    Desk.requireAllowed(who, competition, entry.value(), part.before().getOrDefault(UnitField.VENUE.name(), "")));
        }
    }

    private Optional<Change> before(Asker who, String hash) {
        Optional<Change> before = who.key().isEmpty() ? Optional.empty() : changes.of(id(who));
        before.ifPresent(change -> requireSame(change, hash, who.key()));
        return before;
    }

    private static void requireSame(Change known, String hash, String key) {
        if (!known.request().equals(hash)) {
            throw new ProblemException(Refusals.keyUsed(key));
        }
    }

    /** The same in every data centre, where there is a key: then the same is asked for. */
    private static String id(Asker who) {
        String text = who.key().isEmpty() ? UUID.randomUUID().toString() : who.principal().name() + '\n' + who.key();
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }

    private CompletionStage<Answer> begin(Change change) {
        return changes.begin(change)
                .exceptionally(failure -> {
                    throw Refusals.unanswered(failure, "Whether the change was begun is not known. Send the same request again with the same Idempotency-Key.");
                })
                .thenCompose(begun -> {
                    Optional<Change> elsewhere = begun == Recording.TAKEN ? changes.of(change.id()) : Optional.empty();
                    elsewhere.ifPresent(other -> requireSame(other, change.request(), change.key()));
                    if (elsewhere.isEmpty()) {
                        Refusals.requireKept(begun, "The same was asked for elsewhere in this moment. Send it again.");
                    }
                    return end(elsewhere.orElse(change));
                });
    }

    private CompletionStage<Answer> end(Change change) {
        if (!change.isRunning()) {
            return CompletableFuture.completedFuture(new Answer(change.id(), Shown.of(change)));
        }
        if (changes.isHere(change) || !change.node().equals(node)) {
            return CompletableFuture.completedFuture(new Answer(change.id(), Shown.of(change)));
        }
        return changes.carryOut(change).toCompletableFuture()
                .exceptionally(failure -> change)
                .completeOnTimeout(change, ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(over -> new Answer(over.id(), Shown.of(over)));
    }

    private List<Candidate> candidates(String games, ChangeRequest asked) {
        List<Candidate> meant = new ArrayList<>();
        VenueClock clock = with.calendar().clock(games);
        for (CompetitionView view : with.board().of(games)) {
            view.state().timetable().forEach((code, entry) -> {
                Optional<LocalDate> day = with.calendar().days(games).of(code);
                Entry<Unit> word = view.state().units().entries().get(code);
                if (word != null && asked.select().fits(entry.value(), day)) {
                    meant.add(new Candidate(view.id(), new Action.Place(entry.value(), word.value(), day, clock), view.state().revision(code).orElseThrow()));
                }
            });
        }
        requireThere(games, asked);
        if (meant.isEmpty()) {
            throw Desk.impossible(List.of(new Fault("select", "no unit of the timetable is meant by it")));
        }
        return meant;
    }

    /** What is named and not there is a mistake, whatever else is meant. */
    private void requireThere(String games, ChangeRequest asked) {
        List<Fault> faults = asked.select().units().stream()
                .filter(code -> with.board().get(new CompetitionId(games, new Rsc(code).competition())).map(view -> !view.state().timetable().containsKey(code)).orElse(true))
                .limit(FAULTS_TOLD)
                .map(code -> new Fault(asked.action().where(code), "the timetable has no unit " + code))
                .toList();
        if (!faults.isEmpty()) {
            throw Desk.impossible(faults);
        }
    }

    private void requirePossible(Principal who, String games, ChangePlan plan, Action action) {
        Map<String, PlanRules> rules = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        for (Step step : plan.steps()) {
            Desk.requireAllowed(who, step.competition(), step.unit(), step.after().getOrDefault(UnitField.VENUE, ""));
            PlanRules of = rules.computeIfAbsent(step.competition().discipline(), discipline -> with.rules(games, discipline));
            String code = step.unit().code().value();
            of.faults(step.unit(), step.after()).forEach(fault -> faults.add(new Fault(action.where(code, fault.field()), code + ": " + fault.message())));
        }
        if (plan.steps().size() > ChangeBody.UNITS_MAX) {
            faults.add(new Fault("", "the change is about " + plan.steps().size() + " units; one is about " + ChangeBody.UNITS_MAX + " at most"));
        }
        if (!faults.isEmpty()) {
            throw Desk.impossible(faults.stream().distinct().limit(FAULTS_TOLD).toList());
        }
    }

    private Part part(Step step, Action action) {
        String code = step.unit().code().value();
        Part part = new Part(code, step.competition().code(), step.revision().toString(), Changes.kept(step.before()), Changes.kept(step.after()), "", "");
        return step.seen()
                .flatMap(seen -> with.board().get(step.competition()).flatMap(view -> view.state().outdated(code, seen)))
                .map(outdated -> part.ended(ProblemType.OUTDATED.type(), action.where(code) + ": " + Refusals.inShort(outdated)))
                .orElse(part);
    }

    /** Back to what was before, from what it is: what somebody has changed since is left. */
    private Part back(Change change, Part part) {
        Optional<CompetitionView> view = with.board().get(new CompetitionId(change.games(), part.competition()));
        Optional<Unit> now = view.flatMap(is -> Optional.ofNullable(is.state().timetable().get(part.code()))).map(Entry::value);
        boolean same = now.isPresent() && part.after().entrySet().stream()
                .allMatch(value -> UnitField.valueOf(value.getKey()).with(now.get(), value.getValue()).equals(now.get()));
        String revision = view.flatMap(is -> is.state().revision(part.code())).map(Object::toString).orElse("");
        return same || now.isEmpty()
                ? new Part(part.code(), part.competition(), revision, part.after(), part.before(), "", "")
                : new Part(part.code(), part.competition(), revision, part.after(), Map.of(), Part.CHANGED_SINCE, "");
    }
}
