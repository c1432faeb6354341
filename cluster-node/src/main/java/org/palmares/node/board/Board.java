package org.palmares.node.board;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Evolver;
import org.palmares.competition.SourceStamp;
import org.palmares.node.calendar.SourceZones;
import org.palmares.node.calendar.VenueClock;

/**
 * The latest state of every competition of every Games, in memory. Because states join, events and states may be put in in any order and
 * more than once. One thread writes; any number read, without locks.
 */
public final class Board {

    /**
     * Games that one node holds, test feeds included: messages that would begin one more are refused, so that mistyped codes cannot fill the
     * memory. What other nodes took is held all the same, because boards have to be equal.
     */
    public static final int GAMES_MAX = 500;

    /** Whether messages of a Games are taken. */
    public enum Admission {
        ADMITTED,
        RETIRED,
        TOO_MANY
    }

    private final Map<CompetitionId, CompetitionView> views = new ConcurrentSkipListMap<>();
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private final Map<String, GamesChanges> changed = new ConcurrentHashMap<>();
    /** Numbers the changes of all Games together; a number is given out here once all of its change is to be seen. */
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong weight = new AtomicLong();
    private volatile List<String> games = List.of();
    private volatile long shown;
    private final Readings readings;
    private final SourceZones zones = new SourceZones();
    private final Timetables timetables = new Timetables(zones);
    private volatile Decisions decisions = Decisions.NONE;

    /** @param fence stands round each value that is made of what it holds */
    public Board(Fence fence) {
        this.readings = new Readings(fence);
    }

    /** Puts an event in; gives what changed for readers. */
    public Set<ChangeKey> apply(CompetitionId id, CompetitionEvent event) {
        if (event instanceof CompetitionEvent.DocumentRecorded recorded) {
            heard(id, recorded.document().stamp());
        }
        return change(id, state -> Evolver.apply(state, event));
    }

    private void heard(CompetitionId id, SourceStamp stamp) {
        if (!id.isOfRecords() && !decisions.retired().containsKey(id.games())) {
            zones.heard(id.games(), stamp.source(), stamp.sent());
        }
    }

    /** Puts all in that some replica knows; gives what changed for readers. */
    public Set<ChangeKey> merge(CompetitionId id, Competition known) {
        known.documents().values().forEach(versions -> heard(id, versions.latest().stamp()));
        return change(id, state -> state.merge(known));
    }

    private Set<ChangeKey> change(CompetitionId id, UnaryOperator<Competition> change) {
        if (decisions.retired().containsKey(id.games())) {
            return Set.of();
        }
        CompetitionView view = views.get(id);
        Competition before = view == null ? Competition.start() : view.state();
        Competition after = change.apply(before);
        if (after == before) {
            return Set.of();
        }
        List<DocumentChange> documents = DocumentChange.between(before, after);
        Set<Aspect> aspects = view == null ? EnumSet.allOf(Aspect.class) : Aspect.between(before, after, documents);
        GamesChanges ofGames = changed.computeIfAbsent(id.games(), any -> new GamesChanges());
        long number = changes.get() + 1;
        CompetitionView now = new CompetitionView(
                id, after, readings, view == null ? LastChanges.first(ofGames, number) : view.changes().and(number, aspects));
        // First the view, then that it changed, then the number: what is made of an old view must never pass for newer.
        views.put(id, now);
        weight.addAndGet(now.weight() - (view == null ? 0 : view.weight()));
        if (id.equals(CompetitionId.OPERATIONS)) {
            decided(Decisions.of(after), number);
        }
        if (!id.isOfRecords()) {
            timetable(view, now);
            // Positions are part of answers too.
            boolean moved = !after.showsSameAs(before) || !after.position().equals(before.position());
            revisions.merge(id.games(), moved ? number : 0, Math::max);
            shown = moved ? number : shown;
            name();
        }
        ofGames.changed(number, aspects);
        changes.set(number);
        return BoardDiff.of(before, now, documents);
    }

    private void name() {
        if (revisions.size() != games.size()) {
            games = revisions.keySet().stream().sorted(Comparator.naturalOrder()).toList();
        }
    }

    /** Whatever fails in it, readers are told of what is on the board by now. */
    private void timetable(CompetitionView before, CompetitionView now) {
        fence().around("timetable", now.id(), () -> {
            timetables.changed(before, now);
            return now;
        });
    }

    private void decided(Decisions now, long number) {
        if (!now.equals(decisions)) {
            decisions = now;
            shown = number;
            now.retired().keySet().forEach(retired -> forget(retired, number));
            name();
        }
    }

    /** Frees the memory of a Games; its journals stay. */
    private void forget(String retired, long number) {
        views.values().removeIf(view -> {
            boolean gone = view.id().games().equals(retired);
            if (gone) {
                weight.addAndGet(-view.weight());
            }
            return gone;
        });
        revisions.remove(retired);
        timetables.forget(retired);
        GamesChanges gone = changed.remove(retired);
        if (gone != null) {
            gone.changed(number, EnumSet.allOf(Aspect.class));
        }
    }

    /** The competition, where anything is known of it. */
    public Optional<CompetitionView> get(CompetitionId id) {
        members(id.games());
        return Optional.ofNullable(views.get(id));
    }

    /** All competitions of all Games, in the order of their ids. */
    public Collection<CompetitionView> all() {
        Dependencies.readAll();
        return views.values();
    }

    /** How many competitions there are, over all Games. */
    public int size() {
        Dependencies.readAll();
        return views.size();
    }

    /** Bytes that all competitions take in memory, about; kept up with every change. */
    public long weight() {
        Dependencies.readAll();
        return weight.get();
    }

    /** All competitions of a Games, in the order of their codes. */
    public List<CompetitionView> of(String games) {
        members(games);
        return views.values().stream().filter(view -> view.id().games().equals(games)).toList();
    }

    private void members(String games) {
        GamesChanges known = Dependencies.onBoard(() -> changed.get(games));
        if (known != null) {
            Dependencies.read(known, Aspect.MEMBERS);
        }
    }

    /** Every Games of which anything is known. */
    public List<String> games() {
        return Dependencies.onBoard(() -> games);
    }

    /** What is made from now on, of what is here. */
    public Dependencies dependencies() {
        return new Dependencies(this);
    }

    /** Stands round each value that is made of what is here. */
    public Fence fence() {
        return readings.fence();
    }

    /** In which zones the sources tell the time, as their units on this board say. */
    public SourceZones zones() {
        Dependencies.readAll();
        return zones;
    }

    /** The clock of most venues of a Games; {@code otherwise} where nothing is known of it. */
    VenueClock clock(String code, ZoneId otherwise) {
        return Dependencies.onBoard(() -> zones.clock(code, otherwise));
    }

    static boolean isTest(String games) {
        return games.endsWith("-T");
    }

    /** What operations decided about Games. */
    public Decisions decisions() {
        return Dependencies.onBoard(() -> decisions);
    }

    /**
     * The Games meant where none is named: what operations chose, else {@code configured}, else the production Games that was the first to get a
     * timetable, for as long as it has one; empty where there is none. Test feeds are never meant by themselves.
     */
    public String defaultGames(Optional<String> configured) {
        return Dependencies.onBoard(() -> meant(configured));
    }

    private String meant(Optional<String> configured) {
        return decisions.chosen()
                .map(Decisions.Choice::games)
                .filter(games -> !games.isEmpty())
                .or(() -> configured)
                .filter(games -> !decisions.retired().containsKey(games))
                .or(timetables::first)
                .orElse("");
    }

    /** Whether a message of {@code games} is to be taken; to be asked before anything of it is kept. */
    public Admission admission(String games) {
        if (decisions.retired().containsKey(games)) {
            return Admission.RETIRED;
        }
        return revisions.size() < GAMES_MAX || revisions.containsKey(games) ? Admission.ADMITTED : Admission.TOO_MANY;
    }

    /** Grows with every change of a Games that readers can see; never that of another Games; means nothing on another node. */
    public long revision(String code) {
        read(code, Aspect.ANYTHING);
        return revisions.getOrDefault(code, 0L);
    }

    /** Grows with every change of any Games that readers can see, and with every decision about one. */
    public long revision() {
        Dependencies.readAll();
        return shown;
    }

    /** Grows with every change of a unit or session of a Games; never that of another Games; means nothing on another node. */
    public long timetableRevision(String code) {
        return read(code, Aspect.TIMETABLE);
    }

    private long read(String code, Aspect aspect) {
        GamesChanges known = Dependencies.onBoard(() -> changed.get(code));
        if (known == null) {
            return 0;
        }
        Dependencies.read(known, aspect);
        return known.last(aspect);
    }

    /** Up to which number all changes are to be seen. */
    long changes() {
        return changes.get();
    }

    /** The number of the last change of an aspect of a competition; -1 where nothing is known of it. */
    long last(CompetitionId id, Aspect aspect) {
        CompetitionView view = views.get(id);
        return view == null ? -1 : view.changes().of(aspect);
    }
}
