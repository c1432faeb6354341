package org.palmares.node.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.palmares.competition.Entry;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Fenced;
import org.palmares.node.http.Query;
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
        List<CompetitionView> views = query.board().of(query.games());
        Stream<Place> all = views.stream()
                .filter(filter::fits)
                .flatMap(view -> view.state().timetable().values().stream().map(entry -> new Place(view, entry)));
        Persons persons = new Persons(views);
        return Fenced.filter(query.board().fence(), all, Place::code, place -> filter.fits(place, calendar.days(query.games()), persons))
                .sorted(Comparator.comparing(Place::unit, Units.TIMETABLE))
                .toList();
    }
}
