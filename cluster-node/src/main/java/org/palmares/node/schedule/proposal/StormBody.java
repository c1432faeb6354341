package org.palmares.node.schedule.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.UnitPatch.Invalid;
import org.palmares.node.schedule.storm.StormRequest;
import org.palmares.protocol.contract.planning.DailyWindow;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningSettings;

/** Reads the body of {@code POST /v1/schedule/proposals}. Pure. */
final class StormBody {

    private static final Set<String> MEMBERS = Set.of("happened", "scope", "settings", "now");
    private static final Set<String> SCOPE = Set.of("disciplines", "days");
    private static final Set<String> SETTINGS = Set.of(
            "broadcastMayChange", "broadcastMinutes", "levels", "noticeMinutes", "gridMinutes", "hours", "venueHours", "alternatives", "restMinutes",
            "turnaroundMinutes", "alternativeMinutes", "heldMayMove");

    private static final int HAPPENED_MAX = 50;
    private static final int CODES_MAX = 100;
    private static final int DAYS_MAX = 21;
    private static final int DAY = 24 * 60;
    private static final int REST_MAX = 7 * DAY;
    /** Half the length of most sessions: a medal unit keeps its part of the day. */
    private static final int BROADCAST = 240;
    private static final int NOTICE = 60;
    private static final int TURNAROUND = 10;

    private final BodyReader reader = new BodyReader();
    private final int millis;

    private StormBody(int millis) {
        this.millis = millis;
    }

    /** What may have happened. */
    private enum Kind {
        VENUE_CLOSED(Set.of("kind", "venue", "location", "from", "until")),
        CAPACITY_HALVED(Set.of("kind", "venue", "from", "until")),
        NOTHING_BEFORE(Set.of("kind", "venue", "discipline", "at")),
        SESSION_LOST(Set.of("kind", "session", "discipline"));

        private final Set<String> members;

        Kind(Set<String> members) {
            this.members = members;
        }
    }

    /**
     * Reads a body.
     *
     * @param millis how long the planner may plan
     * @throws Invalid with every fault
     */
    static StormRequest read(JsonNode body, int millis) {
        if (!body.isObject()) {
            throw new Invalid(List.of(new Fault("", "the body is an object that says what happened")));
        }
        return new StormBody(millis).request(body);
    }

    private StormRequest request(JsonNode body) {
        reader.known("", body, MEMBERS);
        List<Disruption> happened = reader.list("happened", body.path("happened"), HAPPENED_MAX, this::happened);
        if (body.path("happened").isMissingNode() || body.path("happened").isArray() && body.path("happened").isEmpty()) {
            reader.fault("happened", "it says what happened: one or more of venue-closed, capacity-halved, nothing-before, session-lost");
        }
        JsonNode scope = reader.object("scope", body.path("scope"));
        reader.known("scope.", scope, SCOPE);
        Set<String> disciplines = Set.copyOf(reader.list("scope.disciplines", scope.path("disciplines"), CODES_MAX, reader::needed));
        int days = reader.number("scope.days", scope.path("days"), 1, DAYS_MAX);
        JsonNode settings = reader.object("settings", body.path("settings"));
        reader.known("settings.", settings, SETTINGS);
        Map<String, List<Place>> alternatives = reader.each(
                "settings.alternatives", settings.path("alternatives"), (field, value) -> reader.list(field, value, CODES_MAX, this::place));
        boolean broadcast = settings.has("broadcastMinutes");
        int minutes = reader.number("settings.broadcastMinutes", settings.path("broadcastMinutes"), 0, DAY);
        boolean held = reader.yes("settings.heldMayMove", settings.path("heldMayMove"));
        PlanningSettings plan = plan(settings, days);
        Instant now = reader.moment("now", body.path("now"));
        if (!reader.faults().isEmpty()) {
            throw new Invalid(reader.faults());
        }
        return new StormRequest(happened, disciplines, plan, alternatives, broadcast ? minutes : BROADCAST, held, Optional.ofNullable(now));
    }

    private PlanningSettings plan(JsonNode settings, int days) {
        Map<String, DailyWindow> venueHours = reader.each("settings.venueHours", settings.path("venueHours"), reader::window);
        Map<String, Integer> turnaround = minutes(settings, "turnaroundMinutes", DAY);
        turnaround.putIfAbsent(PlanningSettings.OTHERS, TURNAROUND);
        return new PlanningSettings(
                grid(settings.path("gridMinutes")),
                days,
                settings.has("noticeMinutes") ? reader.number("settings.noticeMinutes", settings.path("noticeMinutes"), 0, DAY) : NOTICE,
                null,
                reader.window("settings.hours", settings.path("hours")),
                venueHours,
                minutes(settings, "restMinutes", REST_MAX),
                turnaround,
                reader.yes("settings.broadcastMayChange", settings.path("broadcastMayChange")),
                levels(settings.path("levels")),
                reader.number("settings.alternativeMinutes", settings.path("alternativeMinutes"), 1, DAY),
                millis,
                1);
    }

    private Map<String, Integer> minutes(JsonNode settings, String name, int most) {
        return reader.each("settings." + name, settings.path(name), (field, value) -> reader.number(field, value, 0, most));
    }

    private int grid(JsonNode value) {
        int grid = reader.number("settings.gridMinutes", value, 1, 60);
        if (grid > 0 && grid <= 60 && 60 % grid != 0) {
            reader.fault("settings.gridMinutes", "it divides an hour, such as 15 or 5");
        }
        return grid;
    }

    private List<Level> levels(JsonNode value) {
        List<Level> levels = reader.list("settings.levels", value, Level.ORDER.size(), (field, one) -> reader.word(field, one, Level.class));
        boolean whole = levels.stream().sorted(Comparator.naturalOrder()).toList().equals(Level.ORDER) && levels.get(0) == Level.WITHOUT_TIME;
        if (!levels.isEmpty() && !whole) {
            reader.fault("settings.levels", "it names each level once, without-time first");
        }
        return levels;
    }

    private Place place(String field, JsonNode value) {
        reader.known(field + '.', reader.object(field, value), Set.of("venue", "location"));
        return new Place(reader.needed(field + ".venue", value.path("venue")), reader.code(field + ".location", value.path("location")));
    }

    private Disruption happened(String at, JsonNode event) {
        Kind kind = reader.word(at + ".kind", reader.object(at, event).path("kind"), Kind.class);
        if (kind == null) {
            return null;
        }
        reader.known(at + '.', event, kind.members);
        return switch (kind) {
            case VENUE_CLOSED -> new Disruption.VenueClosed(
                    reader.needed(at + ".venue", event.path("venue")), reader.code(at + ".location", event.path("location")), from(at, event), until(at, event));
            case CAPACITY_HALVED -> new Disruption.CapacityHalved(reader.needed(at + ".venue", event.path("venue")), from(at, event), until(at, event));
            case NOTHING_BEFORE -> nothingBefore(at, event);
            case SESSION_LOST -> new Disruption.SessionLost(session(at, event));
        };
    }

    private Instant from(String at, JsonNode event) {
        return reader.moment(at + ".from", event.path("from"));
    }

    private Instant until(String at, JsonNode event) {
        return reader.moment(at + ".until", event.path("until"));
    }

    private Disruption nothingBefore(String at, JsonNode event) {
        String venue = reader.code(at + ".venue", event.path("venue"));
        String discipline = reader.code(at + ".discipline", event.path("discipline"));
        if (event.has("venue") == event.has("discipline")) {
            reader.fault(at, "it names either a venue or a discipline");
        }
        if (!event.has("at")) {
            reader.fault(at + ".at", "it is missing: the first moment at which something may begin");
        }
        return new Disruption.NothingBefore(venue, discipline, reader.moment(at + ".at", event.path("at")));
    }

    /** With its discipline, where that is named. */
    private String session(String at, JsonNode event) {
        String discipline = reader.code(at + ".discipline", event.path("discipline"));
        String session = reader.needed(at + ".session", event.path("session"));
        return discipline.isEmpty() ? session : discipline + ' ' + session;
    }
}
