package org.palmares.node.participants;

import java.util.Locale;
import java.util.Optional;
import org.palmares.node.http.Parameters;
import org.palmares.protocol.contract.Shapes.ParticipantShape;

/**
 * Which persons are asked for; what is absent lets all through.
 *
 * @param text part of the name, or the code
 */
record ParticipantFilter(Optional<String> noc, Optional<String> discipline, Optional<String> text) {

    static ParticipantFilter of(Parameters parameters) {
        return new ParticipantFilter(parameters.text("noc"), parameters.text("discipline"), parameters.text("q"));
    }

    boolean fits(ParticipantShape person) {
        return noc.map(is -> is.equals(person.noc())).orElse(true)
                && discipline.map(person.disciplines()::contains).orElse(true)
                && text.map(sought -> contains(person, sought)).orElse(true);
    }

    private static boolean contains(ParticipantShape person, String sought) {
        return person.name().toLowerCase(Locale.ROOT).contains(sought.toLowerCase(Locale.ROOT)) || person.code().equals(sought);
    }
}
