package org.palmares.node.schedule.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitField;
import org.palmares.node.schedule.GivenTimes;
import org.palmares.node.schedule.Members;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.UnitPatch.Invalid;
import org.palmares.node.schedule.UnitValues;
import org.palmares.protocol.odf.Rsc;

/** Reads the JSON of {@code POST /v1/schedule/changes}; the faults it finds on the way are told together. Pure. */
final class ChangeBody {

    /** Units that one request may name. */
    static final int UNITS_MAX = 2_000;

    private static final Set<String> MEMBERS = Set.of("select", "action", "minutes", "to", "units", "reason", "dryRun", "accept");
    private static final Set<String> SELECT = Set.of("units", "session", "venue", "location", "discipline", "date", "from");
    private static final Set<String> TO = Set.of("start", "date", "venue", "location", "session");
    private static final String ACTIONS = "shift, move, delay, postpone, cancel, restore or set";
    private static final String SET = "set";
    private static final String REVISION = "revision";
    private static final int DAYS_MAX = 60;
    private static final String CODE = "[A-Za-z0-9.\\-]{1,20}";

    private final List<Fault> faults = new ArrayList<>();

    private ChangeBody() {}

    /**
     * Reads a body.
     *
     * @throws Invalid with every fault
     */
    static ChangeRequest read(JsonNode body) {
        if (!body.isObject()) {
            throw new Invalid(List.of(new Fault("", "the body is an object with select and action")));
        }
        ChangeBody reader = new ChangeBody();
        reader.known("", body, MEMBERS);
        Optional<Action> action = reader.action(body);
        Selection select = action.orElse(null) instanceof Action.SetEach each ? Selection.of(each.edits().keySet()) : reader.select(body.path("select"));
        String reason = reader.reason(body.path("reason"));
        JsonNode dryRun = body.path("dryRun");
        if (!dryRun.isMissingNode() && !dryRun.isBoolean()) {
            reader.fault("dryRun", "it is true or false");
        }
        SortedSet<String> accept = reader.accepted(body.path("accept"));
        if (!reader.faults.isEmpty()) {
            throw new Invalid(reader.faults);
        }
        return new ChangeRequest(select, action.orElseThrow(), reason, dryRun.asBoolean(), accept);
    }

    private void fault(String field, String message) {
        faults.add(new Fault(field, message));
    }

    private void known(String within, JsonNode object, Set<String> members) {
        object.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                fault(within + name, "it is not known here; what is, is " + String.join(", ", members.stream().sorted().toList()));
            }
        });
    }

    private <T> Optional<T> read(String field, JsonNode value, String expected, Function<String, T> form) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        try {
            if (value.isTextual()) {
                return Optional.of(form.apply(value.asText()));
            }
        } catch (DateTimeException | IllegalArgumentException wrong) {
            // Told below.
        }
        fault(field, "it is " + expected);
        return Optional.empty();
    }

    private Optional<String> code(String field, JsonNode value) {
        return read(field, value, "a code of up to 20 letters, digits, dots and dashes", text -> {
            if (!text.matches(CODE)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    private Selection select(JsonNode select) {
        if (!select.isObject()) {
            fault("select", "it says which units: units, or session, venue, location, discipline, date and from together");
        }
        known("select.", select, SELECT);
        Selection selection = new Selection(
                units(select.path("units")),
                code("select.session", select.path("session")),
                code("select.venue", select.path("venue")),
                code("select.location", select.path("location")),
                code("select.discipline", select.path("discipline")),
                read("select.date", select.path("date"), "a date from 1900 to 2199, YYYY-MM-DD", GivenTimes::date),
                read("select.from", select.path("from"), "a time from 1900 to 2199 with its offset", GivenTimes::time));
        if (faults.isEmpty() && selection.isEmpty()) {
            fault("select", "it names nothing; all units of a Games are never meant");
        }
        return selection;
    }

    private SortedSet<String> units(JsonNode units) {
        SortedSet<String> codes = new TreeSet<>();
        if (!units.isMissingNode() && !units.isArray() || units.size() > UNITS_MAX) {
            fault("select.units", "it is a list of up to " + UNITS_MAX + " RSCs");
            return codes;
        }
        units.forEach(unit -> {
            if (unit.isTextual() && Rsc.isRsc(unit.asText())) {
                codes.add(unit.asText());
            } else {
                fault("select.units", unit + " is no RSC");
            }
        });
        return codes;
    }

    private Optional<Action> action(JsonNode body) {
        String name = body.path("action").asText();
        if (!name.equals(SET) && body.has("units")) {
            fault("units", "only the action set has values for each unit; others name units in select");
        }
        switch (name) {
            case "shift":
                JsonNode minutes = body.path("minutes");
                if (!minutes.isInt() || minutes.asInt() == 0 || Math.abs(minutes.asInt()) > Duration.ofDays(DAYS_MAX).toMinutes()) {
                    fault("minutes", "it is a whole number of minutes, not 0, of up to " + DAYS_MAX + " days");
                }
                return Optional.of(new Action.Shift(Duration.ofMinutes(minutes.asInt())));
            case "move":
                return Optional.of(move(body.path("to")));
            case "delay":
                return Optional.of(new Action.Delay());
            case "postpone":
                return Optional.of(new Action.Postpone());
            case "cancel":
                return Optional.of(new Action.Cancel());
            case "restore":
                return Optional.of(new Action.Restore());
            case SET:
                return Optional.of(each(body));
            default:
                fault("action", "it is " + ACTIONS);
                return Optional.empty();
        }
    }

    private Action move(JsonNode to) {
        if (!to.isObject() || to.isEmpty()) {
            fault("to", "it says where to: start or date, venue, location, session");
        }
        known("to.", to, TO);
        Optional<OffsetDateTime> start = read("to.start", to.path("start"), "a time from 1900 to 2199 with its offset", GivenTimes::time);
        Optional<LocalDate> date = read("to.date", to.path("date"), "a date from 1900 to 2199, YYYY-MM-DD", GivenTimes::date);
        if (start.isPresent() && date.isPresent()) {
            fault("to", "start has its date; name one of the two");
        }
        SortedMap<UnitField, String> place = new TreeMap<>();
        code("to.venue", to.path("venue")).ifPresent(code -> place.put(UnitField.VENUE, code));
        code("to.location", to.path("location")).ifPresent(code -> place.put(UnitField.LOCATION, code));
        code("to.session", to.path("session")).ifPresent(code -> place.put(UnitField.SESSION, code));
        return new Action.Move(start, date, place);
    }

    private Action each(JsonNode body) {
        JsonNode units = body.path("units");
        SortedMap<String, Action.SetEach.Edit> edits = new TreeMap<>();
        if (body.has("select")) {
            fault("select", "the action set names its units in units");
        }
        if (!units.isObject() || units.isEmpty() || units.size() > UNITS_MAX) {
            fault("units", "it has the values of each of up to " + UNITS_MAX + " units, by RSC");
            return new Action.SetEach(edits);
        }
        units.properties().forEach(unit -> {
            if (Rsc.isRsc(unit.getKey()) && unit.getValue().isObject()) {
                edits.put(unit.getKey(), edit("units." + unit.getKey(), unit.getValue()));
            } else {
                fault("units." + unit.getKey(), "it is an object with values, by the RSC of the unit");
            }
        });
        return new Action.SetEach(edits);
    }

    private Action.SetEach.Edit edit(String where, JsonNode values) {
        SortedMap<UnitField, String> set = UnitValues.of(values, Set.of(REVISION), (member, message) -> fault(where + '.' + member, message));
        if (set.isEmpty() && faults.isEmpty()) {
            fault(where, "it names nothing that is to change: " + String.join(", ", UnitValues.FIELDS.keySet()));
        }
        Optional<Revision> base = read(where + '.' + REVISION, values.path(REVISION), "the revision of a unit", text -> Revision.parse(text).orElseThrow(IllegalArgumentException::new));
        return new Action.SetEach.Edit(set, base, where);
    }

    private String reason(JsonNode reason) {
        if (!(reason.isMissingNode() || reason.isNull() || reason.isTextual()) || !Members.isReason(reason.asText())) {
            fault("reason", Members.REASON);
        }
        return reason.isTextual() ? reason.asText().strip() : "";
    }

    private SortedSet<String> accepted(JsonNode accept) {
        SortedSet<String> ids = new TreeSet<>();
        if (!accept.isMissingNode() && !accept.isArray()) {
            fault("accept", "it is a list of ids of clashes");
        }
        accept.forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
