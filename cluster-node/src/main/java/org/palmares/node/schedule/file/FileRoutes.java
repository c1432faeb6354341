package org.palmares.node.schedule.file;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.Stamp;
import org.palmares.node.board.Calendar;
import org.palmares.node.http.Answer;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.http.Reads;
import org.palmares.node.schedule.Listing.Place;
import org.palmares.node.schedule.Listing;
import org.palmares.node.schedule.Places;
import org.palmares.node.schedule.ScheduleFilter;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.names.Names;

/** {@code GET schedule.ics, schedule.csv}: the timetable for calendars and for spreadsheets, chosen as in {@code schedule}. */
public final class FileRoutes extends AllDirectives {

    private static final ContentType CALENDAR_TYPE = MediaTypes.text("calendar", "ics").toContentType(HttpCharsets.UTF_8);
    private static final ContentType CSV_TYPE = MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8);

    private final Queries queries;
    private final Calendar calendar;
    private final String address;
    private final Semaphore turn;

    /** @param address where the public pages are: the same in all data centres, so that the files are */
    public FileRoutes(Queries queries, Calendar calendar, String address) {
        this(queries, calendar, address, new Semaphore(1));
    }

    /** @param turn had by who makes a file */
    FileRoutes(Queries queries, Calendar calendar, String address, Semaphore turn) {
        this.turn = turn;
        this.queries = queries;
        this.calendar = calendar;
        this.address = address;
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return concat(
                path(Paths.SCHEDULE_ICS, () -> queries.inOneForm(query -> {
                    ScheduleFilter filter = ScheduleFilter.of(query.parameters());
                    return Answer.text(query.language(), CALENDAR_TYPE, () -> inTurn(() -> calendar(query, filter)));
                })),
                path(Paths.SCHEDULE_CSV, () -> queries.inOneForm(query -> {
                    ScheduleFilter filter = ScheduleFilter.of(query.parameters());
                    return Answer.text(query.language(), CSV_TYPE, () -> inTurn(() -> Sheet.of(
                            Listing.of(query, filter, calendar), new Places(() -> query.board().of(query.games())), query.language())));
                })));
    }

    /** A file is the whole timetable: while one is made, the other threads that make answers are for those who ask for less. */
    private byte[] inTurn(Supplier<byte[]> file) {
        if (!turn.tryAcquire()) {
            throw Reads.busy();
        }
        try {
            return file.get();
        } finally {
            turn.release();
        }
    }

    private byte[] calendar(Query query, ScheduleFilter filter) {
        Places names = new Places(() -> query.board().of(query.games()));
        List<Place> places = Listing.withCancelled(query, filter, calendar);
        List<CalendarEvent> events = places.stream()
                .flatMap(place -> place.competition().fence().around("unit", place.code(), () -> event(query.games(), place, names)).stream())
                .filter(CalendarEvent::hasPlace)
                .toList();
        return CalendarFile.of(events, title(query, filter), query.language(), address + "/?games=" + Paths.encoded(query.games()) + "#/unit/");
    }

    private CalendarEvent event(String games, Place place, Places names) {
        Optional<LocalDate> day = calendar.days(games).of(place.code());
        Stamp changed = place.competition().changed(place.code()).orElseThrow();
        return new CalendarEvent(
                games,
                place.unit(),
                day,
                names.venue(place.competition(), place.unit()),
                names.location(place.competition(), place.unit()),
                changed,
                place.competition().timetableSince().orElse(changed));
    }

    private static String title(Query query, ScheduleFilter filter) {
        return Stream.of(
                        query.games(),
                        filter.discipline().map(code -> Names.discipline(code, query.language())).orElse(null),
                        filter.noc().map(code -> Names.noc(code, query.language())).orElse(null),
                        filter.venue().orElse(null),
                        filter.session().orElse(null),
                        filter.date().map(LocalDate::toString).orElse(null))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }
}
