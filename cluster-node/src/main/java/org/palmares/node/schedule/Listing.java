package org.palmares.node.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.palmares.competition.Entry;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Fenced;
import org.palmares.node.http.Query;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/** The units that are asked for, in the order of the timetable. */
public final class Listing {

    private Listing() {}

    /** A unit of the timetable, and where it is known from. */
    public record Place(CompetitionView competition, Entry<Unit> entry) {

        /** The unit as it is. */
        public Unit unit() {
            return entry.value();
        }

        /** Its code. */
        public String code() {
            return unit().code().value();
        }
    }

    /** Those of the Games asked for that {@code filter} lets through. */
    public static List<Place> of(Query query, ScheduleFilter filter, Calendar calendar) {
        return of(query, filter, calendar, view -> view.timetable().values().stream());
    }

    /** The same with those that were cancelled and then named no more: who was told of them has to hear that they are not held. */
    public static List<Place> withCancelled(Query query, ScheduleFilter filter, Calendar calendar) {
        return of(query, filter, calendar, view -> Stream.concat(
                view.timetable().values().stream(), view.dropped().filter(last -> last.value().status().equals(ScheduleStatus.CANCELLED))));
    }

    private static List<Place> of(Query query, ScheduleFilter filter, Calendar calendar, Function<CompetitionView, Stream<Entry<Unit>>> units) {
        List<CompetitionView> views = query.board().of(query.games());
        Stream<Place> all = views.stream().filter(filter::fits).flatMap(view -> units.apply(view).map(entry -> new Place(view, entry)));
        Persons persons = new Persons(views);
        return Fenced.filter(query.board().fence(), all, Place::code, place -> filter.fits(place, () -> calendar.days(query.games()), persons))
                .sorted(Comparator.comparing(Place::unit, Units.TIMETABLE))
                .toList();
    }
}
