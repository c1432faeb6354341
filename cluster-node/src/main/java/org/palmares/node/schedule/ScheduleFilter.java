package org.palmares.node.schedule;

import java.time.LocalDate;
import java.util.Optional;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.calendar.Days;
import org.palmares.node.http.Parameters;
import org.palmares.protocol.odf.Unit;

/**
 * Which units are asked for; what is absent lets all through.
 *
 * @param date the day that a unit belongs to
 * @param status name of a ScheduleStatus
 * @param noc one that competes
 */
record ScheduleFilter(
        Optional<String> discipline, Optional<LocalDate> date, Optional<String> status, Optional<String> venue, Optional<String> session, Optional<String> noc) {

    static ScheduleFilter of(Parameters parameters) {
        return new ScheduleFilter(
                parameters.text("discipline"),
                parameters.date("date"),
                parameters.status(),
                parameters.text("venue"),
                parameters.text("session"),
                parameters.text("noc"));
    }

    /** Whether any unit of {@code competition} may be asked for. */
    boolean fits(CompetitionView competition) {
        return discipline.map(competition.id().discipline()::equals).orElse(true);
    }

    /** Whether {@code unit} of {@code competition} is asked for. */
    boolean fits(CompetitionView competition, Unit unit, Days days) {
        String code = unit.code().value();
        return status.map(unit.status().name()::equals).orElse(true)
                && date.map(day -> days.of(code).map(day::equals).orElse(false)).orElse(true)
                && venue.map(unit.venue()::equals).orElse(true)
                && session.map(unit.session()::equals).orElse(true)
                && noc.map(is -> competition.nocs(code).contains(is)).orElse(true);
    }
}
