package org.palmares.node.schedule;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.schedule.clash.Clash;
import org.palmares.node.schedule.clash.PlannedSession;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.protocol.contract.Shapes.ClashShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Texts;

/** Tells clashes in words: names from the board, times as they were planned when the clash was found. */
public final class ClashText {

    private static final Texts TEXTS = new Texts("clashes");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final TimetableNames names;
    private final Language language;

    /** Over all competitions of one Games. */
    public ClashText(Collection<CompetitionView> competitions, Language language) {
        this.names = new TimetableNames(competitions, language);
        this.language = language;
    }

    /** A clash as the contract has it. */
    public ClashShape shape(Clash clash) {
        return new ClashShape(
                clash.id(),
                clash.rule(),
                clash.severity().word(),
                clash.units().stream().map(unit -> unit.code().value()).toList(),
                clash.sessions().stream().map(PlannedSession::code).toList(),
                clash.participants(),
                text(clash));
    }

    private String text(Clash clash) {
        Map<String, String> values = new HashMap<>(clash.values());
        values.put("persons", persons(clash));
        List<PlannedUnit> units = clash.units();
        List<PlannedSession> sessions = clash.sessions();
        if (!units.isEmpty()) {
            values.put("place", names.place(units.get(0).code(), units.get(0).venue(), units.get(0).location()));
            describe("first", name(units.get(0)), time(units.get(0).start(), units.get(0).end()), values);
            PlannedUnit second = units.get(units.size() - 1);
            describe("second", name(second), time(second.start(), second.end()), values);
        }
        if (!sessions.isEmpty()) {
            values.put("sessionVenue", names.venue(sessions.get(0).discipline(), sessions.get(0).code(), sessions.get(0).venue()));
            describe("session", sessions.get(0).code(), time(sessions.get(0).start(), sessions.get(0).end()), values);
            PlannedSession other = sessions.get(sessions.size() - 1);
            describe("other", other.code(), time(other.start(), other.end()), values);
        }
        return TEXTS.say(clash.text(), language, values);
    }

    private static void describe(String what, String name, String time, Map<String, String> values) {
        values.put(what, name);
        values.put(what + "Time", time);
    }

    private String name(PlannedUnit unit) {
        return names.unit(unit.code());
    }

    private String persons(Clash clash) {
        return names.persons(clash.participants(), clash.units().stream().map(PlannedUnit::discipline).distinct().toList());
    }

    private static String time(Optional<OffsetDateTime> start, Optional<OffsetDateTime> end) {
        return start.map(from -> TimetableNames.time(from) + end.map(until -> '–' + TIME.format(until)).orElse("")).orElse("–");
    }
}
