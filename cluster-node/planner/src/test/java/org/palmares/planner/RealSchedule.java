package org.palmares.planner;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.palmares.protocol.contract.planning.DailyWindow;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Slot;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.protocol.odf.ScheduleMessage;
import org.palmares.protocol.odf.SharedData;
import org.palmares.protocol.odf.Unit;

/** Units of competition of Paris 2024 as they were planned in December 2022 and as they were held, from the real messages. */
final class RealSchedule {

    private static final List<String> ROUNDS = List.of("PREL", "QUAL", "REP-", "RND1", "8FNL", "QFNL", "SFNL", "FNL-");
    private static final int HOURS_OF_WINDOW = 4;

    private final Map<String, Unit> planned = new TreeMap<>();
    private final Map<String, Unit> held = new TreeMap<>();

    RealSchedule(String... disciplines) {
        Path games = SharedData.folder().resolve("odf/OG2024");
        for (String discipline : disciplines) {
            read(games.resolve("schedule/" + discipline + ".xml"), planned);
            read(games.resolve("schedule/" + discipline + ".xml"), held);
            read(games.resolve("schedule-updates/" + discipline + ".zip"), held);
        }
        // A line for a whole phase stands beside the lines of its units.
        held.values().removeIf(unit -> unit.code().unit().startsWith("-")
                && held.keySet().stream().anyMatch(code -> code.startsWith(unit.code().value().substring(0, 26)) && !code.equals(unit.code().value())));
    }

    private static void read(Path path, Map<String, Unit> into) {
        SharedData.forEach(path, (name, xml) -> {
            try {
                ScheduleMessage message = ScheduleMessage.read(OdfReader.read(xml)).value();
                message.units().stream().filter(Unit::isCompetition).forEach(unit -> into.put(unit.code().value(), unit));
            } catch (OdfSyntaxException | OdfInvalidException wrong) {
                throw new IllegalStateException(name, wrong);
            }
        });
    }

    /** When and where a unit was held. */
    Optional<Slot> held(String code) {
        Unit unit = held.get(code);
        if (unit == null || unit.start().isEmpty() || unit.end().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Slot(unit.start().get().toInstant(), unit.end().get().toInstant(), new Place(unit.venue(), unit.location())));
    }

    /**
     * The units at a venue as they were known at {@code now}: those that a storm moved as planned in 2022, as long as they really took; all others as
     * held, because between 2022 and the Games their times became more exact.
     *
     * @param corrections starts of which it is known that the plan of 2022 was not the last one
     */
    List<PlanningUnit> known(String venue, Collection<String> moved, Map<String, Instant> corrections, Instant now) {
        List<PlanningUnit> units = new ArrayList<>();
        held.forEach((code, unit) -> held(code).filter(slot -> slot.place().venue().equals(venue)).ifPresent(really -> {
            Slot slot = really;
            if (moved.contains(code)) {
                Instant start = corrections.getOrDefault(code, planned.get(code).start().orElseThrow().toInstant());
                slot = new Slot(start, start.plus(Duration.between(really.start(), really.end())), really.place());
            }
            units.add(unit(unit, slot, slot.start().isBefore(now)));
        }));
        return units;
    }

    private static PlanningUnit unit(Unit unit, Slot slot, boolean begun) {
        String phase = unit.code().phase();
        // Of two finals the one for bronze is the second by number and the first by time.
        int round = 2 * ROUNDS.indexOf(phase) + (phase.equals("FNL-") && unit.medal() != 3 && unit.medal() != 0 ? 1 : 0);
        DailyWindow window = new DailyWindow(
                slot.start().atOffset(Day.ZONE).toLocalTime().minusHours(HOURS_OF_WINDOW), slot.end().atOffset(Day.ZONE).toLocalTime().plusHours(HOURS_OF_WINDOW));
        List<String> participants = unit.startList().stream().map(competitor -> competitor.code()).toList();
        return new PlanningUnit(
                unit.code().value(), unit.code().competition(), round, slot, unit.session(), begun, unit.medal() > 0, participants, List.of(), window);
    }

    /** The plan that reality was: as {@code published}, the moved units as held. */
    Map<String, Slot> reality(List<PlanningUnit> published, Collection<String> moved) {
        Map<String, Slot> plan = new HashMap<>();
        published.forEach(unit -> plan.put(unit.code(), moved.contains(unit.code()) ? held(unit.code()).orElseThrow() : unit.slot()));
        return plan;
    }

    /** The codes of all units that begin with one of {@code prefixes}. */
    List<String> codes(String... prefixes) {
        return held.keySet().stream().filter(code -> Arrays.stream(prefixes).anyMatch(code::startsWith)).toList();
    }

    /** Its start in the plan of 2022. */
    Instant planned(String code) {
        return planned.get(code).start().orElseThrow().toInstant();
    }
}
