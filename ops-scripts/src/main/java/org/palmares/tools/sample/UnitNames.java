package org.palmares.tools.sample;

import java.util.Locale;
import org.palmares.protocol.odf.Rsc;
import org.palmares.tools.sample.Plan.Event;

/** Codes and names of units. */
final class UnitNames {

    private final Catalogue catalogue;

    UnitNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The RSC of the unit with this number, from 1, in a phase. */
    static Rsc rsc(Event event, String phase, int number) {
        return rsc(event.competition(), phase, number);
    }

    static Rsc rsc(String competition, String phase, int number) {
        return new Rsc(competition + phase + "-".repeat(4 - phase.length()) + String.format(Locale.ROOT, "%04d00--", number));
    }

    /** Name of one of several units. */
    String numbered(Event event, String phase, int number, int of) {
        return event.name() + ' ' + catalogue.phaseName(phase) + (of > 1 ? " " + number : "");
    }

    /** Name of a match between two. */
    String match(Event event, String phase, int number, int of) {
        String name = catalogue.phaseName(phase);
        return event.name() + ' ' + name + (of <= 1 ? "" : name.contains(" of ") ? " Match " + number : " " + number);
    }
}
