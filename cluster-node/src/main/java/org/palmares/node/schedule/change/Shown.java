package org.palmares.node.schedule.change;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.palmares.competition.UnitField;
import org.palmares.node.schedule.ClashText;
import org.palmares.node.schedule.UnitValues;
import org.palmares.node.schedule.clash.Clashes;

/** Changes as they are shown. */
final class Shown {

    private Shown() {}

    /** A change with all its units. */
    static Map<String, Object> of(Change change) {
        Map<String, Object> shape = inShort(change);
        shape.put("units", change.units().stream().map(Shown::part).toList());
        return shape;
    }

    /** A change in a list. */
    static Map<String, Object> inShort(Change change) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", change.id());
        shape.put("state", change.state().name().toLowerCase(Locale.ROOT));
        shape.put("games", change.games());
        shape.put("at", change.at().toString());
        shape.put("author", Map.of("name", change.by(), "via", change.via()));
        shape.put("action", change.action());
        shape.put("reason", change.reason());
        Optional.of(change.undoes()).filter(id -> !id.isEmpty()).ifPresent(id -> shape.put("undoes", id));
        shape.put("count", change.units().size());
        shape.put("unchanged", change.unchanged());
        return shape;
    }

    /** What is planned, and not kept. */
    static Map<String, Object> planned(List<Change.Part> parts, int unchanged) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("state", "planned");
        shape.put("units", parts.stream().map(Shown::part).toList());
        shape.put("unchanged", unchanged);
        return shape;
    }

    /** {@code shape} with the clashes that it would bring and take away. */
    static Map<String, Object> with(Map<String, Object> shape, Clashes.Step consequences, ClashText text) {
        shape.put("clashes", Map.of("new", consequences.come().stream().map(text::shape).toList(), "gone", consequences.gone().stream().map(text::shape).toList()));
        return shape;
    }

    private static Map<String, Object> part(Change.Part part) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("code", part.code());
        shape.put("before", values(part.before()));
        shape.put("after", values(part.after()));
        if (!part.outcome().isEmpty()) {
            shape.put("outcome", part.outcome().startsWith("/") ? Map.of("type", part.outcome(), "detail", part.detail()) : part.outcome());
        }
        return shape;
    }

    private static Map<String, Object> values(Map<String, String> kept) {
        Map<UnitField, String> values = new EnumMap<>(UnitField.class);
        kept.forEach((field, value) -> values.put(UnitField.valueOf(field), value));
        return UnitValues.shape(values);
    }
}
