package org.palmares.node.schedule.change;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.palmares.protocol.odf.Unit;

/**
 * Which units a change is about: those named, or those that fit everything else that is given. Pure.
 *
 * @param units RSCs; empty where they are not named
 * @param date the day that a unit belongs to
 * @param from only units planned at this moment or later; those without a time are not among them
 */
record Selection(
        SortedSet<String> units,
        Optional<String> session,
        Optional<String> venue,
        Optional<String> location,
        Optional<String> discipline,
        Optional<LocalDate> date,
        Optional<OffsetDateTime> from) {

    Selection {
        units = Collections.unmodifiableSortedSet(new TreeSet<>(units));
    }

    /** These units. */
    static Selection of(Set<String> units) {
        return new Selection(
                new TreeSet<>(units), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether nothing at all is said: that would be everything, which nobody means. */
    boolean isEmpty() {
        return units.isEmpty() && session.isEmpty() && venue.isEmpty() && location.isEmpty() && discipline.isEmpty() && date.isEmpty();
    }

    /** Whether {@code unit}, which belongs to {@code day}, is meant. */
    boolean fits(Unit unit, Optional<LocalDate> day) {
        return (units.isEmpty() || units.contains(unit.code().value()))
                && session.map(unit.session()::equals).orElse(true)
                && venue.map(unit.venue()::equals).orElse(true)
                && location.map(unit.location()::equals).orElse(true)
                && discipline.map(unit.code().discipline()::equals).orElse(true)
                && date.map(is -> day.map(is::equals).orElse(false)).orElse(true)
                && from.map(is -> unit.start().map(start -> !start.toInstant().isBefore(is.toInstant())).orElse(false)).orElse(true);
    }
}
