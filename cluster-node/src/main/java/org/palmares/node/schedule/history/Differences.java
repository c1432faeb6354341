package org.palmares.node.schedule.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.palmares.competition.Competition;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.UnitField;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.schedule.UnitValues;
import org.palmares.protocol.odf.Competitor;
import org.palmares.protocol.odf.Unit;

/** What differs between two states of a competition, unit by unit. Pure. */
final class Differences {

    /**
     * What differs of one register of a unit.
     *
     * @param before the members that differ, as they were; none where there was nothing
     * @param after the same, as they are
     */
    record Difference(String unit, String register, Map<String, Object> before, Map<String, Object> after) {}

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    static List<Difference> between(Competition before, Competition after) {
        Differences differences = new Differences();
        differences.units(before.timetable(), after.timetable());
        differences.documents(before, after);
        return differences.found;
    }

    private void units(Map<String, Entry<Unit>> before, Map<String, Entry<Unit>> after) {
        if (before == after) {
            return;
        }
        after.forEach((code, now) -> {
            Entry<Unit> was = before.get(code);
            if (was != now) {
                unit(code, Optional.ofNullable(was).map(Entry::value), Optional.of(now.value()));
            }
        });
        before.forEach((code, was) -> {
            if (!after.containsKey(code)) {
                unit(code, Optional.of(was.value()), Optional.empty());
            }
        });
    }

    private void unit(String code, Optional<Unit> before, Optional<Unit> after) {
        for (UnitField.Register register : UnitField.Register.values()) {
            add(code, register.name().toLowerCase(Locale.ROOT), before.map(unit -> values(unit, register)), after.map(unit -> values(unit, register)));
        }
        add(code, "facts", before.map(Differences::facts), after.map(Differences::facts));
    }

    private void add(String unit, String register, Optional<Map<String, Object>> before, Optional<Map<String, Object>> after) {
        Map<String, Object> was = new LinkedHashMap<>();
        Map<String, Object> is = new LinkedHashMap<>();
        after.or(() -> before).orElseThrow().keySet().forEach(member -> {
            Object old = before.map(values -> values.get(member)).orElse(null);
            Object now = after.map(values -> values.get(member)).orElse(null);
            if (!Objects.equals(old, now)) {
                before.ifPresent(any -> was.put(member, old));
                after.ifPresent(any -> is.put(member, now));
            }
        });
        if (!was.isEmpty() || !is.isEmpty()) {
            found.add(new Difference(unit, register, was, is));
        }
    }

    private static Map<String, Object> values(Unit unit, UnitField.Register register) {
        Map<UnitField, String> values = new TreeMap<>();
        for (UnitField field : UnitField.values()) {
            if (field.register() == register) {
                values.put(field, field.of(unit));
            }
        }
        Map<String, Object> shape = UnitValues.shape(values);
        shape.replace("hideStart", false, null);
        return shape;
    }

    private static Map<String, Object> facts(Unit unit) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", unit.names().getOrDefault("ENG", unit.names().values().stream().sorted().findFirst().orElse(null)));
        facts.put("phaseType", unit.phaseType().isEmpty() ? null : unit.phaseType());
        facts.put("medal", unit.medal() == 0 ? null : unit.medal());
        facts.put("startList", unit.startList().isEmpty() ? null : unit.startList().stream().map(Competitor::code).toList());
        return facts;
    }

    private void documents(Competition before, Competition after) {
        if (before.documents() == after.documents()) {
            return;
        }
        after.documents().forEach((key, now) -> {
            DocumentVersions was = before.documents().get(key);
            if (was != now && CompetitionView.isResult(key)) {
                result(key, Optional.ofNullable(was).map(DocumentVersions::latest), now.latest());
            }
        });
    }

    private void result(DocumentKey key, Optional<OdfDocument> before, OdfDocument after) {
        if (before.filter(was -> was == after || result(was).equals(result(after))).isEmpty()) {
            found.add(new Difference(key.code(), "result", before.map(Differences::result).orElse(Map.of()), result(after)));
        }
    }

    private static Map<String, Object> result(OdfDocument document) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("documentType", document.key().type());
        result.put("language", document.key().language());
        result.put("version", document.version());
        if (document.withdrawn()) {
            result.put("withdrawn", true);
        } else {
            result.put("status", document.status().name());
        }
        return result;
    }
}
