package org.palmares.node.schedule;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.calendar.Days;
import org.palmares.node.http.Parameters;
import org.palmares.node.schedule.Listing.Place;
import org.palmares.protocol.odf.Unit;

/**
 * Which units are asked for; what is absent lets all through.
 *
 * @param date the day that a unit belongs to
 * @param status name of a ScheduleStatus
 * @param noc one that competes
 * @param participant code of a person or a team that competes
 */
public record ScheduleFilter(
        Optional<String> discipline,
        Optional<LocalDate> date,
        Optional<String> status,
        Optional<String> venue,
        Optional<String> session,
        Optional<String> noc,
        Optional<String> participant) {

    /** What is asked for. */
    public static ScheduleFilter of(Parameters parameters) {
        return new ScheduleFilter(
                parameters.text("discipline"),
                parameters.date("date"),
                parameters.status(),
                parameters.text("venue"),
                parameters.text("session"),
                parameters.text("noc"),
                parameters.text("participant"));
    }

    /** Whether any unit of {@code competition} may be asked for. */
    boolean fits(CompetitionView competition) {
        return discipline.map(competition.id().discipline()::equals).orElse(true);
    }

    /** Whether a unit is asked for. */
    boolean fits(Place place, Supplier<Days> days, Persons persons) {
        Unit unit = place.unit();
        String code = place.code();
        return status.map(unit.status().name()::equals).orElse(true)
                && date.map(day -> days.get().of(code).map(day::equals).orElse(false)).orElse(true)
                && venue.map(unit.venue()::equals).orElse(true)
                && session.map(unit.session()::equals).orElse(true)
                && noc.map(is -> place.competition().nocs(code).contains(is)).orElse(true)
                && participant.map(is -> persons.isIn(place.competition(), code, is)).orElse(true);
    }
}
