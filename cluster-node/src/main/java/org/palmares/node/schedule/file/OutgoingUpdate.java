package org.palmares.node.schedule.file;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.palmares.competition.Stamp;
import org.palmares.competition.UnitEdit;
import org.palmares.competition.UnitField;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.calendar.VenueClock;
import org.palmares.node.schedule.Places;
import org.palmares.node.schedule.Units;
import org.palmares.protocol.odf.OdfHeader;
import org.palmares.protocol.odf.OdfLimits;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.ScheduleWriter;
import org.palmares.protocol.odf.Unit;

/**
 * What people changed of the timetable of a discipline, as the DT_SCHEDULE_UPDATE that is sent of it. All of it follows from what is known, so who knows the same
 * sends the same: in it are the units of which a person's word counts or was the last, as they are; its Version is the number of events known of the competitions
 * that have any, which grows with each; and its time is that of the newest change.
 */
public final class OutgoingUpdate {

    /** Its type. */
    public static final String TYPE = "DT_SCHEDULE_UPDATE";

    /** Its Source. */
    public static final String SOURCE = "PALMARES";

    private static final String TEST = "-T";
    /** What goes on after midnight belongs to the day it began on (ODF Foundation Principles, LogicalDate). */
    private static final Duration DAY_BEGINS = Duration.ofHours(3);

    private OutgoingUpdate() {}

    /** The message as it is sent now. */
    public record Message(long version, byte[] xml) {}

    /**
     * The message about the discipline that {@code code} names; nothing where people have not changed anything of it.
     *
     * @param code DocumentCode: an RSC of a discipline
     * @param games all competitions of the Games
     * @param clock of its venues
     */
    public static Optional<Message> of(String code, Collection<CompetitionView> games, VenueClock clock) {
        if (!Rsc.isRsc(code) || !code.equals(code.substring(0, 3) + "-".repeat(code.length() - 3))) {
            return Optional.empty();
        }
        List<CompetitionView> changed = games.stream()
                .filter(view -> view.id().discipline().equals(code.substring(0, 3)) && !view.state().edits().isEmpty())
                .toList();
        Places names = new Places(() -> games);
        List<Unit> units = changed.stream()
                .flatMap(view -> view.units().filter(unit -> view.state().isOfPeople(unit.code().value())).map(unit -> told(view, unit, names)))
                .sorted(Units.TIMETABLE)
                .toList();
        long version = Math.min(OdfLimits.VERSION, changed.stream().mapToLong(view -> view.state().position().count()).sum());
        return newest(changed).filter(any -> !units.isEmpty()).map(at -> new Message(version, ScheduleWriter.update(
                header(changed.get(0).id().games(), code, version, at.instant().atOffset(clock.offset(at.instant()))), units)));
    }

    private static Optional<Stamp> newest(List<CompetitionView> views) {
        Stream<Stamp> all = views.stream().flatMap(view -> view.state().edits().values().stream()).flatMap(edits -> edits.newestFirst().stream()).filter(UnitEdit::isChange).map(UnitEdit::accepted);
        return all.max(Stamp::compareTo);
    }

    /** Where a person brought a unit elsewhere, the name of that is sent too; and where it has no time now, the last one that it had. */
    private static Unit told(CompetitionView view, Unit unit, Places names) {
        Unit.Plan plan = unit.plan();
        return unit.with(new Unit.Plan(
                start(view, unit), plan.end(), plan.hideStart(), plan.hideEnd(), plan.startTexts(), plan.order(), plan.venue(), plan.location(), names.venue(view, unit),
                names.location(view, unit), plan.session()));
    }

    /** In ODF only what is UNSCHEDULED has no start: of what is POSTPONED it is the last one planned. */
    private static Optional<OffsetDateTime> start(CompetitionView view, Unit unit) {
        return unit.status().equals(ScheduleStatus.UNSCHEDULED) ? unit.start() : unit.start().or(() -> startOfPeople(view, unit)).or(() -> view.lastPlanned(unit));
    }

    /** What people had planned before they took the time away, unless the feed has said something else meanwhile. */
    private static Optional<OffsetDateTime> startOfPeople(CompetitionView view, Unit unit) {
        List<UnitEdit.Change> changes = view.state().edits(unit.code().value()).newestFirst().stream()
                .flatMap(edit -> Optional.ofNullable(edit.changes().get(UnitField.START)).stream())
                .toList();
        return changes.stream()
                .takeWhile(change -> change.over().equals(changes.get(0).over()))
                .map(UnitEdit.Change::to)
                .filter(to -> !to.isEmpty())
                .findFirst()
                .map(OffsetDateTime::parse);
    }

    private static OdfHeader header(String games, String code, long version, OffsetDateTime at) {
        boolean test = games.endsWith(TEST);
        return new OdfHeader(
                test ? games.substring(0, games.length() - TEST.length()) : games, code, "", TYPE, "", version, ResultStatus.NONE, "", test, at.toLocalDate(),
                at.toLocalTime(), at.minus(DAY_BEGINS).toLocalDate(), SOURCE);
    }
}
