package org.palmares.node.schedule.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.competition.Authorship;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.UnitEdited;
import org.palmares.competition.Evolver;
import org.palmares.competition.Position;
import org.palmares.competition.Provenance;
import org.palmares.competition.Request;
import org.palmares.competition.Stamp;
import org.palmares.competition.UnitEdit;
import org.palmares.node.schedule.FieldValues;
import org.palmares.node.schedule.history.Differences.Difference;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.DeskShapes.Author;
import org.palmares.protocol.contract.DeskShapes.Cause;
import org.palmares.protocol.contract.DeskShapes.Change;

/**
 * What became of the units of a competition, told in the order in which its events were accepted: the same in every data centre that knows the same events.
 * For one thread; what was told can be read from any.
 */
final class Chronicle {

    private static final int BYTES_OF_A_LINE = 600;

    /**
     * A change, and its name among those of its unit.
     *
     * @param name when and where it was accepted, and which of that event's it is
     */
    record Line(String name, Change change) {}

    private final Map<String, List<Line>> oldestFirst = new HashMap<>();
    private Competition state = Competition.start();
    private Stamp newest = Stamp.FIRST;
    private long lines;

    /** The same, to be told on. */
    Chronicle copy() {
        Chronicle copy = new Chronicle();
        oldestFirst.forEach((unit, told) -> copy.oldestFirst.put(unit, new ArrayList<>(told)));
        copy.state = state;
        copy.newest = newest;
        copy.lines = lines;
        return copy;
    }

    /** How far it is told. */
    Position position() {
        return state.position();
    }

    /** Whether {@code event} was accepted before what has been told last: then all has to be told anew. */
    boolean isPast(CompetitionEvent event) {
        return event.origin().accepted().compareTo(newest) < 0;
    }

    /** Bytes it takes in memory, about. */
    long weight() {
        return state.weight() + BYTES_OF_A_LINE * lines;
    }

    /** What became of {@code unit}, the newest first. */
    List<Line> of(String unit) {
        List<Line> told = new ArrayList<>(oldestFirst.getOrDefault(unit, List.of()));
        Collections.reverse(told);
        return told;
    }

    /** Tells of {@code event}. */
    void tell(CompetitionEvent event) {
        Competition before = state;
        state = Evolver.apply(before, event);
        newest = event.origin().accepted();
        List<Difference> found = Differences.between(before, state);
        Teller teller = event.fold(new By());
        if (found.isEmpty()) {
            teller.unseen().ifPresent(difference -> write(event, teller, difference, 0));
        }
        for (int i = 0; i < found.size(); i++) {
            write(event, teller, found.get(i), i);
        }
    }

    private void write(CompetitionEvent event, Teller by, Difference difference, int which) {
        Stamp at = event.origin().accepted();
        String site = event.origin().replica().name();
        Change change = new Change(
                at.instant().toString(), difference.register(), difference.before(), difference.after(), by.author(), Parts.orNull(by.reason()), by.cause(), site,
                Parts.orNull(by.hold()), Parts.orNull(by.correlation()));
        String name = at.millis() + "." + at.counter() + '.' + site + '.' + which;
        oldestFirst.computeIfAbsent(difference.unit(), any -> new ArrayList<>()).add(new Line(name, change));
        lines++;
    }

    /**
     * Who an event is of.
     *
     * @param hold held or released, where it does that
     * @param unseen what a person wanted, told where nothing of it shows: it was overtaken, or settles, holds or releases
     */
    private record Teller(Author author, String reason, Cause cause, String hold, String correlation, Optional<Difference> unseen) {

        private static Teller of(Provenance by, Request request) {
            String source = by.source().source();
            String name = source.isEmpty() ? request.by() : source;
            return new Teller(
                    new Author(name, "odf"), "", new Cause("odf", by.document().type() + ' ' + by.document().code() + ' ' + by.source().version()), "",
                    request.correlation(), Optional.empty());
        }
    }

    private static final class By implements CompetitionEvent.Cases<Teller> {

        @Override
        public Teller documentRecorded(DocumentRecorded event) {
            return Teller.of(event.document().provenance(), event.request());
        }

        @Override
        public Teller entriesRecorded(EntriesRecorded event) {
            return Teller.of(event.by(), event.request());
        }

        @Override
        public Teller documentVoided(DocumentVoided event) {
            return new Teller(
                    new Author(event.request().by(), "key"), event.reason(), new Cause("void", event.key().type() + ' ' + event.key().code() + ' ' + event.from()), "",
                    event.request().correlation(), Optional.empty());
        }

        @Override
        public Teller unitEdited(UnitEdited event) {
            UnitEdit edit = event.edit();
            Authorship by = edit.by();
            String hold = switch (edit.holding()) {
                case HOLDS -> "held";
                case RELEASES -> "released";
                case LEAVES -> "";
            };
            Difference wanted = new Difference(event.unit(), "plan", Map.of(), hold.isEmpty() ? FieldValues.shape(edit.values()) : Map.of());
            return new Teller(new Author(by.name(), by.via()), by.reason(), new Cause(by.cause().kind(), by.cause().id()), hold, by.correlation(), Optional.of(wanted));
        }
    }
}
