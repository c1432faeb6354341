package org.palmares.competition;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a person changed of a unit.
 *
 * @param accepted when it was accepted
 * @param by who, why, and because of what
 * @param after the newest change of the unit by a person that was known then: what came in between was not
 * @param changes by field
 * @param holding what it does to a hold
 * @param settles whether whoever made it had seen the conflicts there were, and this is what is to be
 */
public record UnitEdit(
        Stamp accepted, Authorship by, Optional<Stamp> after, SortedMap<UnitField, Change> changes, Holding holding, boolean settles) {

    /** What an edit does to a hold. */
    public enum Holding {
        /** Nothing. */
        LEAVES,
        /** From now on messages of feeds do not change the plan. */
        HOLDS,
        /** What feeds have said meanwhile takes effect, and so does what they say from now on. */
        RELEASES
    }

    /**
     * Another value of a field.
     *
     * @param to the value
     * @param over what the feeds said then: as long as they say the same, it is not their last word that counts
     */
    public record Change(String to, String over) {

        boolean isOfAPerson() {
            return !to.equals(over);
        }
    }

    public UnitEdit {
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }

    /** Whether it says anything; else it only keeps that somebody asked for what was so already. */
    public boolean isChange() {
        return !changes.isEmpty() || holding != Holding.LEAVES || settles;
    }

    /** Whether it keeps {@code field} as the feeds had it, because the unit is held from then on, and not because somebody wants that value. */
    boolean onlyHolds(UnitField field) {
        return holding == Holding.HOLDS && !changes.get(field).isOfAPerson();
    }

    /** What it sets. */
    public Map<UnitField, String> values() {
        Map<UnitField, String> values = new TreeMap<>();
        changes.forEach((field, change) -> values.put(field, change.to()));
        return values;
    }

    Set<UnitField.Register> registers() {
        return changes.entrySet().stream()
                .filter(change -> holding == Holding.LEAVES || change.getValue().isOfAPerson())
                .map(change -> change.getKey().register())
                .collect(Collectors.toSet());
    }

    /** Whether {@code earlier} was not known to whoever made this. */
    boolean isUnawareOf(UnitEdit earlier) {
        return after.map(known -> known.compareTo(earlier.accepted()) < 0).orElse(true);
    }
}
