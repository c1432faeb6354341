package org.palmares.node.schedule.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.palmares.node.schedule.GivenTimes;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.protocol.contract.planning.DailyWindow;

/** Reads values of a body; faults are told together, each with its place. */
final class BodyReader {

    private static final String CODE = "[A-Za-z0-9.\\-]{1,20}";

    private final List<Fault> faults = new ArrayList<>();

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    void fault(String field, String message) {
        faults.add(new Fault(field, message));
    }

    /** Everything but {@code members} is a fault. */
    void known(String within, JsonNode object, Set<String> members) {
        object.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                fault(within + name, "it is not known here; what is, is " + String.join(", ", members.stream().sorted().toList()));
            }
        });
    }

    /** The object that {@code value} has to be where it is there at all. */
    JsonNode object(String field, JsonNode value) {
        if (!value.isMissingNode() && !value.isObject()) {
            fault(field, "it is an object");
        }
        return value;
    }

    private <T> Optional<T> text(String field, JsonNode value, String expected, Function<String, Optional<T>> form) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        Optional<T> read = Optional.empty();
        try {
            read = value.isTextual() ? form.apply(value.asText()) : read;
        } catch (DateTimeException wrong) {
            // Told below.
        }
        if (read.isEmpty()) {
            fault(field, "it is " + expected);
        }
        return read;
    }

    /** A code; empty where there is none. */
    String code(String field, JsonNode value) {
        return text(field, value, "a code of up to 20 letters, digits, dots and dashes", is -> Optional.of(is).filter(code -> code.matches(CODE))).orElse("");
    }

    /** A code that has to be there. */
    String needed(String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            fault(field, "it is missing");
        }
        return code(field, value);
    }

    /** A moment; null where there is none. */
    Instant moment(String field, JsonNode value) {
        return text(field, value, "a time from 1900 to 2199 with its offset, such as 2024-07-30T08:00:00+02:00", is -> Optional.of(GivenTimes.time(is).toInstant())).orElse(null);
    }

    /** A whole number; 0 where there is none. */
    int number(String field, JsonNode value, int least, int most) {
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            fault(field, "it is a whole number from " + least + " to " + most);
        }
        return value.asInt();
    }

    boolean yes(String field, JsonNode value) {
        if (!value.isMissingNode() && !value.isBoolean()) {
            fault(field, "it is true or false");
        }
        return value.asBoolean();
    }

    /** A span of each day; null where there is none. */
    DailyWindow window(String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        known(field + '.', object(field, value), Set.of("from", "to"));
        return new DailyWindow(clock(field + ".from", value.path("from")), clock(field + ".to", value.path("to")));
    }

    private LocalTime clock(String field, JsonNode value) {
        return text(field, value, "a time of day, such as 07:00", is -> Optional.of(LocalTime.parse(is))).orElseGet(() -> {
            if (value.isMissingNode() || value.isNull()) {
                fault(field, "it is missing");
            }
            return null;
        });
    }

    /** A value for each member of an object. */
    <T> Map<String, T> each(String field, JsonNode value, BiFunction<String, JsonNode, T> form) {
        Map<String, T> all = new LinkedHashMap<>();
        if (value.isMissingNode() || value.isNull()) {
            return all;
        }
        object(field, value).properties().forEach(member -> {
            T is = form.apply(field + '.' + member.getKey(), member.getValue());
            if (is != null) {
                all.put(member.getKey(), is);
            }
        });
        return all;
    }

    /** A value for each element of a list of at most {@code max}. */
    <T> List<T> list(String field, JsonNode value, int max, BiFunction<String, JsonNode, T> form) {
        List<T> all = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return all;
        }
        if (!value.isArray() || value.size() > max) {
            fault(field, "it is a list of up to " + max);
            return all;
        }
        for (int i = 0; i < value.size(); i++) {
            T is = form.apply(field + '[' + i + ']', value.get(i));
            if (is != null) {
                all.add(is);
            }
        }
        return all;
    }

    /** One of an enumeration by its word; null where it is none. */
    <E extends Enum<E>> E word(String field, JsonNode value, Class<E> all) {
        Optional<E> found = Arrays.stream(all.getEnumConstants()).filter(one -> word(one).equals(value.asText())).findFirst();
        if (found.isEmpty()) {
            fault(field, "it is one of " + Arrays.stream(all.getEnumConstants()).map(BodyReader::word).collect(Collectors.joining(", ")));
        }
        return found.orElse(null);
    }

    /** How a constant is called in JSON. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
