package org.palmares.node.games;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.calendar.Days;
import org.palmares.node.http.Parameters;
import org.palmares.protocol.contract.Shapes.CompetitionShape;

/**
 * Which competitions are asked for; what is absent lets all through.
 *
 * @param venue one that a unit is at
 * @param date a day on which a unit is
 * @param noc one that is entered, or has won a medal
 * @param status of the whole competition
 * @param text part of the name or the code
 */
record CompetitionFilter(
        Optional<String> discipline, Optional<String> venue, Optional<LocalDate> date, Optional<String> noc, Optional<String> status, Optional<String> text) {

    static CompetitionFilter of(Parameters parameters) {
        return new CompetitionFilter(
                parameters.text("discipline"),
                parameters.text("venue"),
                parameters.date("date"),
                parameters.text("noc"),
                parameters.status(),
                parameters.text("q"));
    }

    /** @param entered says who is entered in its discipline */
    boolean fits(CompetitionView view, Supplier<Days> days, Entered entered) {
        return discipline.map(view.id().discipline()::equals).orElse(true)
                && venue.map(is -> view.units().anyMatch(unit -> unit.venue().equals(is))).orElse(true)
                && date.map(day -> isOn(view, days.get(), day)).orElse(true)
                && noc.map(is -> competes(view, is, entered)).orElse(true);
    }

    boolean fits(CompetitionShape shape) {
        return status.map(is -> is.equals(shape.status())).orElse(true) && text.map(is -> contains(shape, is)).orElse(true);
    }

    private static boolean isOn(CompetitionView view, Days days, LocalDate day) {
        return view.units().anyMatch(unit -> days.of(unit.code().value()).map(day::equals).orElse(false));
    }

    /** Entered persons and teams say who competes before there is a result. */
    private static boolean competes(CompetitionView view, String noc, Entered entered) {
        return entered.isIn(view, noc)
                || view.medals().stream().flatMap(medal -> medal.competitors().stream()).anyMatch(winner -> winner.organisation().equals(noc));
    }

    private static boolean contains(CompetitionShape shape, String text) {
        String sought = text.toLowerCase(Locale.ROOT);
        return shape.name().toLowerCase(Locale.ROOT).contains(sought) || shape.code().toLowerCase(Locale.ROOT).contains(sought);
    }
}
