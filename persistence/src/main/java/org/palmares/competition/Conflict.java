package org.palmares.competition;

import java.util.Map;
import java.util.Optional;

/**
 * Two have said different things of one register of a unit, without knowing of each other or against each other.
 *
 * @param register of the unit
 * @param edit a person's word
 * @param other the word of another person, who was not known to the first; empty where it is the feeds'
 * @param feed what the feeds say of the fields in question; empty where it is between persons
 * @param overruled whether the feeds' word is in force, not the person's
 */
public record Conflict(UnitField.Register register, UnitEdit edit, Optional<UnitEdit> other, Map<UnitField, String> feed, boolean overruled) {

    public Conflict {
        feed = Map.copyOf(feed);
    }
}
