package org.palmares.node.ops.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.Succession;
import org.palmares.node.board.Board;
import org.palmares.node.http.Refusals;
import org.palmares.node.records.Recording;
import org.palmares.node.sites.SiteRecords;
import org.palmares.node.sites.SiteState;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.protocol.contract.drill.Verdict;
import org.palmares.protocol.odf.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends drills, and refuses those that must not be now. */
public final class Drills {

    private static final Logger LOG = LoggerFactory.getLogger(Drills.class);

    /** Time for the prober before and after the fault, for proof and for convergence, beyond which a drill has gone wrong. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    private static final Duration EVACUATED_AT_MOST = Duration.ofHours(24);
    private static final Duration EVACUATED_USUALLY = Duration.ofHours(1);
    private static final long FAULT_SECONDS_MAX = 600;
    private static final String NOT_BEGUN = "it did not begin: something else was decided of its data centre in the same moment";
    private static final String NOT_KNOWN = "it did not begin: whether its data centre was decided is not known";
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /**
     * What the drills of a node work with.
     *
     * @param destructive whether drills that break something are allowed
     * @param redundancy what is there now
     * @param nodes names of the nodes that are heard, in order
     */
    public record Surroundings(
            Board board,
            DrillRecords records,
            SiteRecords sites,
            Succession succession,
            boolean destructive,
            Supplier<CompletionStage<Redundancy>> redundancy,
            Supplier<CompletionStage<List<String>>> nodes,
            InstantSource clock) {}

    /** What became of a request. */
    public sealed interface Result {

        /** Handles each kind; adding one fails to compile wherever it is not handled. */
        <R> R fold(Cases<R> cases);
    }

    /** One method for each kind of result. */
    public interface Cases<R> {
        R planned(Planned planned);

        R started(Started started);

        R refused(Refused refused);
    }

    /** It would run like this; nothing was done. */
    public record Planned(Drill drill, List<String> missing, CalendarGuard.Finding calendar) implements Result {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.planned(this);
        }
    }

    /** It runs. */
    public record Started(Drill drill) implements Result {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.started(this);
        }
    }

    /** It does not run. */
    public record Refused(Why why, String detail, Map<String, Object> members) implements Result {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** Why a drill is refused. */
    public enum Why {
        INVALID,
        DESTRUCTIVE_OFF,
        ANOTHER_RUNS,
        REDUNDANCY_LOST,
        MEDALS_AHEAD,
        CHANGED_MEANWHILE,
        RECORDS_FULL
    }

    private final Surroundings with;

    /** Drills over {@code surroundings}. */
    public Drills(Surroundings surroundings) {
        with = surroundings;
    }

    /** The records of all drills. */
    public DrillRecords records() {
        return with.records();
    }

    /** Starts the drill asked for, or says what would be. */
    public CompletionStage<Result> request(DrillRequest request) {
        Optional<Refused> invalid = invalid(request);
        if (invalid.isPresent()) {
            return CompletableFuture.completedFuture(invalid.get());
        }
        DrillKind kind = DrillKind.of(request.name()).orElseThrow();
        return with.redundancy().get().thenCombine(with.nodes().get(), (redundancy, nodes) -> {
            Drill drill = drill(kind, request, nodes);
            List<String> missing = redundancy.missing(kind);
            CalendarGuard.Finding calendar = CalendarGuard.check(affected(kind, request.site()), with.clock().instant(), length(kind, drill));
            return request.dryRun()
                    ? CompletableFuture.<Result>completedFuture(new Planned(drill, missing, calendar))
                    : begin(kind, request, drill, missing, calendar);
        }).thenCompose(stage -> stage);
    }

    private CompletionStage<Result> begin(
            DrillKind kind, DrillRequest request, Drill drill, List<String> missing, CalendarGuard.Finding calendar) {
        List<Drill> others = with.records().running();
        if (kind.destructive() && !with.destructive()) {
            return refused(Why.DESTRUCTIVE_OFF, "Drills that break something are off. Set palmares.drills.destructive = true on the nodes "
                    + "(locally: ops-scripts/palmares up --destructive-drills) and ask again.", Map.of());
        }
        if (!others.isEmpty()) {
            return refused(Why.ANOTHER_RUNS, "The drill " + others.get(0).id() + " runs. Wait for its end or cancel it.", Map.of("running", others.get(0).id()));
        }
        if (!missing.isEmpty()) {
            return refused(Why.REDUNDANCY_LOST, "There is nothing left to take away: " + String.join(" ", missing), Map.of("missing", missing));
        }
        if (!calendar.inTheWay().isEmpty() && !request.force()) {
            return refused(Why.MEDALS_AHEAD, "Medals are decided now or soon. Take one of the quiet windows, or send force with a reason.",
                    Map.of("units", calendar.inTheWay(), "quietWindows", calendar.quiet()));
        }
        return with.records().record(drill)
                .thenCompose(recorded -> recorded == Recording.KEPT ? siteDecided(kind, drill) : CompletableFuture.completedFuture(recorded))
                .thenApply(recorded -> recorded.fold(
                        () -> new Started(drill),
                        () -> new Refused(Why.CHANGED_MEANWHILE, "Somebody else decided something in the same moment. Look, and ask again.", Map.of()),
                        () -> new Refused(Why.RECORDS_FULL, Refusals.recordsFull().detail(), Map.of())));
    }

    private static CompletionStage<Result> refused(Why why, String detail, Map<String, Object> members) {
        return CompletableFuture.completedFuture(new Refused(why, detail, members));
    }

    private Optional<Refused> invalid(DrillRequest request) {
        List<String> faults = new ArrayList<>();
        Optional<DrillKind> kind = DrillKind.of(request.name());
        if (kind.isEmpty()) {
            faults.add("name: \"" + request.name() + "\" is no drill; there are " + String.join(", ", DrillKind.names()));
        }
        boolean known = with.succession().dataCentres().stream().anyMatch(site -> site.name().equals(request.site()));
        if (kind.isPresent() && kind.get().atSite() != !request.site().isEmpty() || !request.site().isEmpty() && !known) {
            faults.add(kind.isPresent() && !kind.get().atSite()
                    ? "site: this drill is about all data centres"
                    : "site: name one of " + with.succession().dataCentres());
        }
        if (request.reason().length() < 3 || request.reason().length() > 500) {
            faults.add("reason: say why, in 3 to 500 characters");
        }
        if (request.by().isEmpty() || request.by().length() > 100) {
            faults.add("by: say who asks, in 1 to 100 characters");
        }
        long most = kind.filter(one -> one == DrillKind.EVACUATE).isPresent() ? EVACUATED_AT_MOST.toSeconds() : FAULT_SECONDS_MAX;
        if (request.seconds() != null && (request.seconds() < 1 || request.seconds() > most)) {
            faults.add("seconds: 1 to " + most);
        }
        return faults.isEmpty() ? Optional.empty() : Optional.of(new Refused(Why.INVALID, String.join("; ", faults) + '.', Map.of("faults", faults)));
    }

    private Drill drill(DrillKind kind, DrillRequest request, List<String> nodes) {
        Instant now = with.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        long seconds = request.seconds() != null ? request.seconds() : kind == DrillKind.EVACUATE ? EVACUATED_USUALLY.toSeconds() : kind.fault().toSeconds();
        String id = ID.format(now) + '-' + kind.title() + (request.site().isEmpty() ? "" : '-' + request.site());
        return new Drill(
                id, 1, kind.title(), request.site(), Drill.State.RUNNING, request.by(), request.reason(), request.force(), now, seconds,
                now.plusSeconds(seconds).plus(AROUND), kind.hypothesis(), nodes, List.of(), List.of(new Mark(now, Mark.PLANNED, "asked for by " + request.by())),
                "", Map.of());
    }

    private static Duration length(DrillKind kind, Drill drill) {
        return kind == DrillKind.EVACUATE ? kind.fault().plus(AROUND) : Duration.between(drill.requested(), drill.ends());
    }

    /** Units of the competitions whose home is at the drill's data centre; test feeds decide no medals. */
    private List<Unit> affected(DrillKind kind, String site) {
        return with.board().all().stream()
                .filter(view -> !view.id().games().endsWith("-T"))
                .filter(view -> !kind.atSite() || with.succession().of(view.id()).get(0).equals(new ReplicaId(site)))
                .flatMap(view -> view.units())
                .toList();
    }

    /** The drill is on record first, so that no other begins meanwhile. Where its data centre is not decided it does not run, and must not stand there as if it did. */
    private CompletionStage<Recording> siteDecided(DrillKind kind, Drill drill) {
        CompletionStage<Recording> site = decideSite(kind, drill);
        return site.handle((recorded, failure) -> recorded == Recording.KEPT
                        ? site
                        : end(drill, failure == null ? NOT_BEGUN : NOT_KNOWN).handle((ended, alsoFailed) -> told(drill, ended)).thenCompose(any -> site))
                .thenCompose(stage -> stage);
    }

    private static Done told(Drill drill, Cancelled ended) {
        if (ended == null || ended.recording() != Recording.KEPT) {
            LOG.warn("the drill {} did not begin, and that could not be recorded: it stands as running until {}", drill.id(), drill.ends());
        }
        return Done.getInstance();
    }

    private CompletionStage<Recording> decideSite(DrillKind kind, Drill drill) {
        return switch (kind) {
            case EVACUATE -> decide(drill, true, drill.requested().plusSeconds(drill.faultSeconds()));
            case RETURN -> decide(drill, false, drill.requested());
            default -> CompletableFuture.completedFuture(Recording.KEPT);
        };
    }

    private CompletionStage<Recording> decide(Drill drill, boolean evacuated, Instant until) {
        long version = with.sites().of(drill.site()).map(SiteState::version).orElse(0L) + 1;
        return with.sites().record(new SiteState(drill.site(), version, evacuated, drill.requested(), until, drill.by(), drill.reason()));
    }

    /** A drill as it is when it is cancelled, and whether that was kept. */
    public record Cancelled(Drill drill, Recording recording) {}

    /** Ends {@code drill} before its time; one that does not run any more is left as it is. */
    public CompletionStage<Cancelled> cancel(Drill drill, String by) {
        if (!drill.isRunning()) {
            return CompletableFuture.completedFuture(new Cancelled(drill, Recording.TAKEN));
        }
        return end(drill, "by " + by);
    }

    private CompletionStage<Cancelled> end(Drill drill, String why) {
        Drill cancelled = drill.ended(Drill.State.CANCELLED, new Mark(with.clock().instant(), Mark.CANCELLED, why), Verdict.INCONCLUSIVE.name());
        return with.records().record(cancelled).thenApply(recording -> new Cancelled(cancelled, recording));
    }
}
