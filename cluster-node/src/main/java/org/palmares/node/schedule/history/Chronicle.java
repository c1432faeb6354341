package org.palmares.node.schedule.history;

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
import org.palmares.competition.Content;
import org.palmares.competition.Evolver;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Position;
import org.palmares.competition.Provenance;
import org.palmares.competition.Request;
import org.palmares.competition.Stamp;
import org.palmares.competition.UnitEdit;
import org.palmares.node.schedule.UnitValues;
import org.palmares.node.schedule.history.Differences.Difference;
import org.palmares.node.schedule.history.Told.Line;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.DeskShapes.Author;
import org.palmares.protocol.contract.DeskShapes.Cause;
import org.palmares.protocol.contract.DeskShapes.Change;

/**
 * What became of the units of a competition, told in the order in which its events were accepted: the same in every data centre that knows the same events.
 * It is bounded in bytes: of the units of which most is told, the oldest is left out first. For one thread; what was told can be read from any.
 */
final class Chronicle {

    /** All that is told of one competition, in bytes. */
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private final int bytesMax;
    private final Map<String, Told> units = new HashMap<>();
    private int linesOfAUnit = 1_024;
    private long bytes;
    private Position position = Position.start();
    private Stamp newest = Stamp.FIRST;
    private Optional<Competition> state = Optional.of(Competition.start());

    Chronicle() {
        this(BYTES_MAX);
    }

    Chronicle(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** The same, to be told on. */
    Chronicle copy() {
        Chronicle copy = new Chronicle(bytesMax);
        units.forEach((unit, told) -> copy.units.put(unit, told.copy()));
        copy.linesOfAUnit = linesOfAUnit;
        copy.bytes = bytes;
        copy.position = position;
        copy.newest = newest;
        copy.state = state;
        return copy;
    }

    /** What was told, for reading only: without the state that it takes to tell on, which may be much more. */
    Chronicle closed() {
        Chronicle closed = copy();
        closed.state = Optional.empty();
        return closed;
    }

    /** Whether it can be told on. */
    boolean isOpen() {
        return state.isPresent();
    }

    /** How far it is told. */
    Position position() {
        return position;
    }

    /** Whether {@code event} was accepted before what has been told last: then all has to be told anew. */
    boolean isPast(CompetitionEvent event) {
        return event.origin().accepted().compareTo(newest) < 0;
    }

    /** Bytes it takes in memory, about. */
    long weight() {
        return state.map(Competition::weight).orElse(0L) + bytes;
    }

    /** What became of {@code unit}, the newest first. */
    List<Line> of(String unit) {
        return Optional.ofNullable(units.get(unit)).map(Told::newestFirst).orElse(List.of());
    }

    /** How many changes of {@code unit} are left out, all of them older than those that are told. */
    long leftOut(String unit) {
        return Optional.ofNullable(units.get(unit)).map(Told::leftOut).orElse(0L);
    }

    /** Tells of {@code event}. */
    void tell(CompetitionEvent event) {
        Teller teller = event.fold(new By());
        Competition before = state.orElseThrow(() -> new IllegalStateException("a chronicle that was closed cannot be told on"));
        Competition after = Evolver.apply(before, teller.event());
        state = Optional.of(after);
        position = after.position();
        newest = event.origin().accepted();
        List<Difference> found = Differences.between(before, after);
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
        Line line = new Line(at.millis() + "." + at.counter() + '.' + site + '.' + which, change);
        Told told = units.computeIfAbsent(difference.unit(), any -> new Told());
        bytes += told.add(line) - told.cut(linesOfAUnit);
        while (bytes > bytesMax && linesOfAUnit > 0) {
            linesOfAUnit /= 2;
            bytes -= units.values().stream().mapToLong(one -> one.cut(linesOfAUnit)).sum();
        }
    }

    /**
     * Who an event is of.
     *
     * @param event it, without what is not told of: a chronicle has no use for the content of messages, and it is most of them
     * @param hold held or released, where it does that
     * @param unseen what a person wanted, told where nothing of it shows: it was overtaken, or settles, holds or releases
     */
    private record Teller(CompetitionEvent event, Author author, String reason, Cause cause, String hold, String correlation, Optional<Difference> unseen) {

        private static Teller of(CompetitionEvent event, Provenance by, Request request) {
            String source = by.source().source();
            String name = source.isEmpty() ? request.by() : source;
            return new Teller(
                    event, new Author(name, "odf"), "", new Cause("odf", by.document().type() + ' ' + by.document().code() + ' ' + by.source().version()), "",
                    request.correlation(), Optional.empty());
        }
    }

    private static final class By implements CompetitionEvent.Cases<Teller> {

        @Override
        public Teller documentRecorded(DocumentRecorded event) {
            OdfDocument bare = event.document().with(Content.empty());
            return Teller.of(new DocumentRecorded(event.origin(), bare, event.entries(), event.request()), bare.provenance(), event.request());
        }

        @Override
        public Teller entriesRecorded(EntriesRecorded event) {
            return Teller.of(event, event.by(), event.request());
        }

        @Override
        public Teller documentVoided(DocumentVoided event) {
            return new Teller(
                    event, new Author(event.request().by(), "key"), event.reason(), new Cause("void", event.key().type() + ' ' + event.key().code() + ' ' + event.from()), "",
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
            Difference wanted = new Difference(event.unit(), "plan", Map.of(), hold.isEmpty() ? UnitValues.shape(edit.values()) : Map.of());
            return new Teller(
                    event, new Author(by.name(), by.via()), by.reason(), new Cause(by.cause().kind(), by.cause().id()), hold, by.correlation(),
                    edit.isChange() ? Optional.of(wanted) : Optional.empty());
        }
    }
}
