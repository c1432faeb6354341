package org.palmares.node.schedule;

import java.time.LocalDate;
import java.util.Optional;
import org.palmares.node.calendar.Days;
import org.palmares.node.http.Parameters;
import org.palmares.node.schedule.clash.Clash;
import org.palmares.node.schedule.clash.Severity;

/**
 * Which clashes are asked for; what is absent lets all through.
 *
 * @param date the day that a unit belongs to, or on which a session begins
 * @param discipline of a unit or session
 */
record ClashFilter(Optional<LocalDate> date, Optional<String> discipline, Optional<Severity> severity) {

    static ClashFilter of(Parameters parameters) {
        return new ClashFilter(
                parameters.date("date"),
                parameters.text("discipline"),
                parameters.text("severity").map(word -> Severity.of(word).orElseThrow(() -> Parameters.bad("severity", "must be one of error, warning, note"))));
    }

    boolean fits(Clash clash, Days days) {
        return severity.map(clash.severity()::equals).orElse(true)
                && discipline.map(is -> isOf(clash, is)).orElse(true)
                && date.map(day -> isOn(clash, day, days)).orElse(true);
    }

    private static boolean isOf(Clash clash, String discipline) {
        return clash.units().stream().anyMatch(unit -> unit.discipline().equals(discipline))
                || clash.sessions().stream().anyMatch(session -> session.discipline().equals(discipline));
    }

    private static boolean isOn(Clash clash, LocalDate day, Days days) {
        return clash.units().stream().anyMatch(unit -> days.of(unit.code().value()).map(day::equals).orElse(false))
                || clash.units().isEmpty() && clash.sessions().stream().anyMatch(session -> session.start().map(start -> start.toLocalDate().equals(day)).orElse(false));
    }
}
