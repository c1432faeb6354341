package org.palmares.node.board;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.palmares.node.calendar.DaySpan;
import org.palmares.node.calendar.Days;
import org.palmares.node.calendar.Planned;
import org.palmares.node.calendar.SessionTime;
import org.palmares.node.calendar.VenueClock;
import org.palmares.protocol.odf.Unit;

/** The days of every Games on a board, worked out anew when its timetable has changed and somebody asks. Safe for use from any thread. */
public final class Calendar {

    private final Board board;
    private final GamesSettings settings;
    private final BiConsumer<String, RuntimeException> left;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(long revision, Days days) {}

    /** @param left told of each unit that is on no day because something in it makes the rules fail */
    public Calendar(Board board, GamesSettings settings, BiConsumer<String, RuntimeException> left) {
        this.board = board;
        this.settings = settings;
        this.left = left;
    }

    /** On which day each unit of {@code games} is. */
    public Days days(String games) {
        // The revision first: days made of newer units than it tells of are only made once more.
        long revision = board.timetableRevision(games);
        Known last = known.get(games);
        if (last == null || last.revision() != revision) {
            known.keySet().retainAll(board.games());
            last = new Known(revision, work(board.of(games)));
            known.put(games, last);
        }
        return last.days();
    }

    private Days work(List<CompetitionView> competitions) {
        Map<String, SessionTime> sessions = new HashMap<>();
        competitions.forEach(view -> view.sessions().forEach(session -> session.start().ifPresent(start ->
                sessions.put(sessionCode(view, session.code()), new SessionTime(start, session.end())))));
        Collection<Planned> units = competitions.stream().flatMap(view -> view.units().map(unit -> planned(view, unit))).toList();
        return Days.of(units, sessions, settings.dayStartsAt(), left);
    }

    /** Sources count their sessions by discipline. */
    private static String sessionCode(CompetitionView view, String code) {
        return code.isEmpty() ? "" : view.id().discipline() + ' ' + code;
    }

    private static Planned planned(CompetitionView view, Unit unit) {
        return new Planned(
                unit.code().value(),
                unit.start().or(() -> view.lastPlanned(unit)),
                unit.end(),
                unit.venue(),
                sessionCode(view, unit.session()),
                unit.isCompetition());
    }

    /** The first and the last day of {@code games} with competition. */
    public Optional<DaySpan> span(String games) {
        return days(games).span(newestMessages(games).max(Comparator.naturalOrder()));
    }

    private Stream<LocalDate> newestMessages(String games) {
        VenueClock clock = clock(games);
        return board.of(games).stream().flatMap(view -> view.newestMessage().stream()).map(clock::date);
    }

    /** The clock of most venues of {@code games}. */
    public VenueClock clock(String games) {
        return board.clock(games, settings.zone());
    }

    /** The day that is shown first: {@code now}'s while the Games last, else the newest message's. The night still belongs to the day before. */
    public Optional<LocalDate> today(String games, Instant now) {
        return span(games).map(span -> {
            LocalDate today = clock(games).date(now.minus(Duration.between(LocalTime.MIDNIGHT, settings.dayStartsAt())));
            if (span.contains(today)) {
                return today;
            }
            // One message with a wrong date does not decide it.
            return newestMessages(games)
                    .filter(span::contains)
                    .max(Comparator.naturalOrder())
                    .or(() -> newestMessages(games).max(Comparator.naturalOrder()).map(span::nearest))
                    .orElse(span.first());
        });
    }
}
