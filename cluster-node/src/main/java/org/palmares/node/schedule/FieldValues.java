package org.palmares.node.schedule;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.palmares.competition.UnitField;
import org.palmares.node.http.Refusals;
import org.palmares.node.view.Parts;

/** Values of a unit's fields as JSON has them. */
public final class FieldValues {

    private static final Set<UnitField> TIMES = Set.of(UnitField.START, UnitField.END, UnitField.ACTUAL_START, UnitField.ACTUAL_END);

    private FieldValues() {}

    /** {@code values} by the names of JSON, in the order of the fields; null where there is none. */
    public static Map<String, Object> shape(Map<UnitField, String> values) {
        Map<String, Object> shape = new LinkedHashMap<>();
        new TreeMap<>(values).forEach((field, value) -> shape.put(Refusals.name(field), shape(field, value)));
        return shape;
    }

    private static Object shape(UnitField field, String value) {
        if (field == UnitField.HIDE_START) {
            return !value.isEmpty();
        }
        if (value.isEmpty()) {
            return null;
        }
        return TIMES.contains(field) ? Parts.time(Optional.of(OffsetDateTime.parse(value))) : value;
    }
}
