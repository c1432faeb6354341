package org.palmares.node.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.palmares.competition.Limits;
import org.palmares.competition.UnitField;

/**
 * What somebody wants of a unit: the body of {@code PATCH /v1/units/{rsc}/schedule}. Only what is named changes; null takes a value away.
 *
 * @param set the values, by field
 * @param reason why, in words
 */
public record UnitPatch(SortedMap<UnitField, String> set, String reason) {

    private static final String REASON = "reason";

    /** A fault of the body. */
    public record Fault(String field, String message) {}

    /** The body is none that can be carried out. */
    public static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<Fault> faults;

        /** With all of them. */
        public Invalid(List<Fault> faults) {
            super(faults.toString(), null, false, false);
            this.faults = List.copyOf(faults);
        }

        /** What is wrong, all of it. */
        public List<Fault> faults() {
            return faults;
        }
    }

    public UnitPatch {
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
    }

    /**
     * Reads a body.
     *
     * @throws Invalid with every fault
     */
    public static UnitPatch of(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        if (!body.isObject() || body.isEmpty()) {
            throw new Invalid(List.of(new Fault("", "the body is an object that names what is to change: " + String.join(", ", UnitValues.FIELDS.keySet()) + ", " + REASON)));
        }
        SortedMap<UnitField, String> set = UnitValues.of(body, Set.of(REASON), (member, message) -> faults.add(new Fault(member, message)));
        String reason = Members.reason(body, faults);
        if (set.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault("", "it names nothing that is to change: " + String.join(", ", UnitValues.FIELDS.keySet())));
        }
        if (!faults.isEmpty()) {
            throw new Invalid(faults);
        }
        return new UnitPatch(set, reason);
    }
}
