package org.palmares.node.schedule.conflict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.palmares.competition.UnitField;
import org.palmares.node.schedule.Members;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.UnitPatch.Invalid;
import org.palmares.node.schedule.UnitValues;

/**
 * How somebody settles a conflict: one of the values, or another.
 *
 * @param inForce index of the value; empty where {@code value} is what is to be
 * @param value what is to be; empty where one of the values is
 * @param reason why, in words
 */
record Resolution(Optional<Integer> inForce, Optional<SortedMap<UnitField, String>> value, String reason) {

    private static final Set<String> MEMBERS = Set.of("inForce", "value", "reason");

    /**
     * Reads a body.
     *
     * @throws Invalid with every fault
     */
    static Resolution of(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        if (!body.isObject()) {
            throw new Invalid(List.of(new Fault("", "the body is an object with inForce or value, and reason")));
        }
        Members.requireKnown(body, MEMBERS, faults);
        JsonNode index = body.path("inForce");
        JsonNode value = body.path("value");
        if (index.isMissingNode() == value.isMissingNode()) {
            faults.add(new Fault("inForce", "either it is the index of the value that is to be, or value says what is"));
        }
        if (!index.isMissingNode() && !index.isInt()) {
            faults.add(new Fault("inForce", "it is the index of one of the values, from 0"));
        }
        String reason = Members.reason(body, faults);
        Optional<SortedMap<UnitField, String>> set = value.isMissingNode() ? Optional.empty() : set(value, faults);
        if (!faults.isEmpty()) {
            throw new Invalid(faults);
        }
        return new Resolution(index.isMissingNode() ? Optional.empty() : Optional.of(index.asInt()), set, reason);
    }

    private static Optional<SortedMap<UnitField, String>> set(JsonNode value, List<Fault> faults) {
        if (!value.isObject() || value.isEmpty()) {
            faults.add(new Fault("value", "it is an object that names what is to be: " + String.join(", ", UnitValues.FIELDS.keySet())));
            return Optional.empty();
        }
        return Optional.of(UnitValues.of(value, Set.of(), (member, message) -> faults.add(new Fault("value." + member, message))));
    }

    /** The fields that are to be, of {@code conflict}; ends in {@link Invalid} where it has no such value. */
    SortedMap<UnitField, String> of(Unsettled conflict) {
        return value.orElseGet(() -> inForce.filter(index -> index >= 0 && index < conflict.values().size())
                .map(index -> conflict.values().get(index).value())
                .orElseThrow(() -> new Invalid(List.of(new Fault("inForce", "the conflict has " + conflict.values().size() + " values, from 0")))));
    }
}
