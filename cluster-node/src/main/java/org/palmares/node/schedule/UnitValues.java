package org.palmares.node.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.palmares.competition.Limits;
import org.palmares.competition.UnitField;
import org.palmares.node.http.Refusals;
import org.palmares.node.view.Parts;
import org.palmares.protocol.odf.ScheduleStatus;

/** Values of a unit's fields as people give them, and as they are shown to them. Pure. */
public final class UnitValues {

    /** What may be named, as the unit shape names it; what really happened is the venue's to say. */
    public static final SortedMap<String, UnitField> FIELDS = named(
            UnitField.START, UnitField.END, UnitField.HIDE_START, UnitField.START_TEXT, UnitField.ORDER, UnitField.VENUE, UnitField.LOCATION, UnitField.SESSION,
            UnitField.STATUS);

    private static final Set<UnitField> TIMES = Set.of(UnitField.START, UnitField.END, UnitField.ACTUAL_START, UnitField.ACTUAL_END);
    private static final String CODE = "[A-Za-z0-9.\\-]{1,20}";

    private UnitValues() {}

    private static SortedMap<String, UnitField> named(UnitField... fields) {
        SortedMap<String, UnitField> named = new TreeMap<>();
        Arrays.stream(fields).forEach(field -> named.put(Refusals.name(field), field));
        return Collections.unmodifiableSortedMap(named);
    }

    /**
     * The values that {@code object} names; null takes one away.
     *
     * @param besides members that are no values
     * @param fault is told the member and the message of each fault
     */
    public static SortedMap<UnitField, String> of(JsonNode object, Set<String> besides, BiConsumer<String, String> fault) {
        SortedMap<UnitField, String> set = new TreeMap<>();
        object.properties().forEach(member -> {
            UnitField field = FIELDS.get(member.getKey());
            if (field != null) {
                Optional<String> value = member.getValue().isNull() ? read(field, "") : form(field, member.getValue()).flatMap(text -> read(field, text));
                value.ifPresentOrElse(is -> set.put(field, is), () -> fault.accept(member.getKey(), expected(field)));
            } else if (!besides.contains(member.getKey())) {
                fault.accept(member.getKey(), "it cannot be changed; what can is " + String.join(", ", FIELDS.keySet()));
            }
        });
        return set;
    }

    /** The value that {@code text} is for {@code field}, nothing where it is empty; or empty where it can be none. */
    public static Optional<String> read(UnitField field, String text) {
        if (text.isEmpty()) {
            return Optional.of(text).filter(none -> field != UnitField.STATUS);
        }
        return switch (field) {
            case START, END, ACTUAL_START, ACTUAL_END -> time(text);
            case HIDE_START -> Optional.of(text).filter(Set.of("true", "false")::contains).map(is -> is.equals("true") ? is : "");
            case ORDER -> Optional.of(text).filter(is -> is.matches("\\d{1,9}"));
            case VENUE, LOCATION, SESSION -> Optional.of(text).filter(is -> is.matches(CODE));
            case STATUS -> Optional.of(text).filter(is -> ScheduleStatus.valueOf(is).known());
            case START_TEXT -> Optional.of(text.strip()).filter(is -> text.length() <= Limits.EDIT_TEXT_MAX && is.chars().noneMatch(Character::isISOControl));
        };
    }

    /** What the value of {@code field} has to be. */
    public static String expected(UnitField field) {
        return switch (field) {
            case START, END, ACTUAL_START, ACTUAL_END -> "it is a time from 1900 to 2199 with its offset, such as 2024-08-04T21:55:00+02:00, or null";
            case HIDE_START -> "it is true or false";
            case ORDER -> "it is a whole number from 0 to 999999999, or null";
            case VENUE, LOCATION, SESSION -> "it is a code of up to 20 letters, digits, dots and dashes, or null";
            case STATUS -> "it is one of " + Arrays.stream(ScheduleStatus.values()).map(ScheduleStatus::name).collect(Collectors.joining(", "));
            case START_TEXT -> "it is a text of one line of up to " + Limits.EDIT_TEXT_MAX + " characters, or null";
        };
    }

    /** The text of a value that is of the kind of JSON that the field has. */
    private static Optional<String> form(UnitField field, JsonNode value) {
        boolean fits = switch (field) {
            case HIDE_START -> value.isBoolean();
            case ORDER -> value.isIntegralNumber() || value.isTextual();
            case VENUE, LOCATION, SESSION -> value.isValueNode() && !value.asText().isEmpty();
            default -> value.isTextual() && !(value.asText().isEmpty() && field != UnitField.START_TEXT);
        };
        return fits ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<String> time(String text) {
        try {
            return Optional.of(GivenTimes.time(text).toString());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

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
