package org.palmares.node.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.palmares.competition.Limits;
import org.palmares.competition.UnitField;
import org.palmares.node.http.Refusals;
import org.palmares.protocol.odf.ScheduleStatus;

/**
 * What somebody wants of a unit: the body of {@code PATCH /v1/units/{rsc}/schedule}. Only what is named changes; null takes a value away.
 *
 * @param set the values, by field
 * @param reason why, in words
 */
public record UnitPatch(SortedMap<UnitField, String> set, String reason) {

    /** What may be named, as the unit shape names it; what really happened is the venue's to say. */
    private static final Map<String, UnitField> FIELDS = List.of(
                    UnitField.START, UnitField.END, UnitField.HIDE_START, UnitField.START_TEXT, UnitField.ORDER, UnitField.VENUE, UnitField.LOCATION,
                    UnitField.SESSION, UnitField.STATUS)
            .stream()
            .collect(Collectors.toMap(Refusals::name, field -> field, (one, other) -> one, TreeMap::new));

    private static final String REASON = "reason";
    private static final String CODE = "[A-Za-z0-9.\\-]{1,20}";

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
    static UnitPatch of(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        if (!body.isObject() || body.isEmpty()) {
            throw new Invalid(List.of(new Fault("", "the body is an object that names what is to change: " + String.join(", ", FIELDS.keySet()) + ", " + REASON)));
        }
        SortedMap<UnitField, String> set = new TreeMap<>();
        body.properties().forEach(member -> {
            UnitField field = FIELDS.get(member.getKey());
            if (field != null) {
                value(field, member.getValue(), faults).ifPresent(value -> set.put(field, value));
            } else if (!member.getKey().equals(REASON)) {
                faults.add(new Fault(member.getKey(), "it cannot be changed; what can is " + String.join(", ", FIELDS.keySet())));
            }
        });
        JsonNode reason = body.path(REASON);
        if (!(reason.isTextual() || reason.isNull() || reason.isMissingNode()) || reason.asText().length() > Limits.EDIT_TEXT_MAX) {
            faults.add(new Fault(REASON, "it is a text of up to " + Limits.EDIT_TEXT_MAX + " characters"));
        }
        if (set.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault("", "it names nothing that is to change: " + String.join(", ", FIELDS.keySet())));
        }
        if (!faults.isEmpty()) {
            throw new Invalid(faults);
        }
        return new UnitPatch(set, reason.isTextual() ? reason.asText().strip() : "");
    }

    private static Optional<String> value(UnitField field, JsonNode value, List<Fault> faults) {
        Optional<String> read = value.isNull() ? Optional.of("") : read(field, value);
        if (read.isEmpty() || field == UnitField.STATUS && read.get().isEmpty()) {
            faults.add(new Fault(Refusals.name(field), expected(field)));
            return Optional.empty();
        }
        return read;
    }

    private static Optional<String> read(UnitField field, JsonNode value) {
        return switch (field) {
            case START, END, ACTUAL_START, ACTUAL_END -> time(value);
            case HIDE_START -> value.isBoolean() ? Optional.of(value.asBoolean() ? "true" : "") : Optional.empty();
            case ORDER -> value.isIntegralNumber() || value.isTextual() ? matching(value, "\\d{0,9}") : Optional.empty();
            case VENUE, LOCATION, SESSION -> matching(value, CODE);
            case STATUS -> value.isTextual() && ScheduleStatus.valueOf(value.asText()).known() ? Optional.of(value.asText()) : Optional.empty();
            case START_TEXT -> value.isTextual() && value.asText().length() <= Limits.EDIT_TEXT_MAX ? Optional.of(value.asText().strip()) : Optional.empty();
        };
    }

    private static Optional<String> matching(JsonNode value, String pattern) {
        return value.isValueNode() && value.asText().matches(pattern) ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<String> time(JsonNode value) {
        try {
            return value.isTextual() ? Optional.of(OffsetDateTime.parse(value.asText()).toString()) : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static String expected(UnitField field) {
        return switch (field) {
            case START, END, ACTUAL_START, ACTUAL_END -> "it is a time with its offset, such as 2024-08-04T21:55:00+02:00, or null";
            case HIDE_START -> "it is true or false";
            case ORDER -> "it is a whole number, or null";
            case VENUE, LOCATION, SESSION -> "it is a code of up to 20 letters, digits, dots and dashes, or null";
            case STATUS -> "it is one of " + Arrays.stream(ScheduleStatus.values()).map(ScheduleStatus::name).collect(Collectors.joining(", "));
            case START_TEXT -> "it is a text of up to " + Limits.EDIT_TEXT_MAX + " characters, or null";
        };
    }
}
