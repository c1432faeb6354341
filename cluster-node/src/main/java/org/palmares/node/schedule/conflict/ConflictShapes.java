package org.palmares.node.schedule.conflict;

import java.util.List;
import java.util.Locale;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Provenance;
import org.palmares.competition.UnitEdit;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.schedule.UnitValues;
import org.palmares.node.schedule.conflict.Unsettled.Said;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.DeskShapes.Author;
import org.palmares.protocol.contract.DeskShapes.Cause;
import org.palmares.protocol.contract.DeskShapes.Conflict;
import org.palmares.protocol.contract.DeskShapes.ConflictValue;
import org.palmares.protocol.contract.DeskShapes.UnitConflicts;

/** Conflicts as they are shown. */
final class ConflictShapes {

    private ConflictShapes() {}

    /** One that is open. */
    static Conflict of(CompetitionView competition, Unsettled conflict) {
        List<ConflictValue> values = conflict.values().stream().map(ConflictShapes::value).toList();
        Integer inForce = conflict.inForce(competition.state().timetable().get(conflict.unit()).value()).orElse(null);
        return new Conflict(
                conflict.id(), conflict.unit(), competition.id().code(), conflict.register().name().toLowerCase(Locale.ROOT), values, inForce, "open");
    }

    /** One that is settled: what was said is in the unit's history. */
    static Conflict settled(CompetitionId competition, String id) {
        return new Conflict(id, Unsettled.unitOf(id).orElseThrow(), competition.code(), id.substring(Unsettled.RSC + 1, id.lastIndexOf('.')), List.of(), null, "settled");
    }

    /** All that is open about a unit. */
    static UnitConflicts of(CompetitionView competition, String unit) {
        return new UnitConflicts(
                unit, competition.id().code(), Unsettled.of(competition.state(), unit).stream().map(conflict -> of(competition, conflict)).toList());
    }

    /** A unit of a competition of which nothing is known any more. */
    static UnitConflicts none(CompetitionId competition, String unit) {
        return new UnitConflicts(unit, competition.code(), List.of());
    }

    private static ConflictValue value(Said said) {
        return said.edit().map(edit -> person(said, edit)).orElseGet(() -> feed(said, said.feed().orElseThrow()));
    }

    private static ConflictValue person(Said said, UnitEdit edit) {
        return new ConflictValue(
                UnitValues.shape(said.value()),
                new Author(edit.by().name(), edit.by().via()),
                said.at().instant().toString(),
                said.at().replica().name(),
                Parts.orNull(edit.by().reason()),
                new Cause(edit.by().cause().kind(), edit.by().cause().id()));
    }

    private static ConflictValue feed(Said said, Provenance by) {
        return new ConflictValue(
                UnitValues.shape(said.value()),
                new Author(by.source().source(), "odf"),
                said.at().instant().toString(),
                said.at().replica().name(),
                null,
                new Cause("odf", by.document().type() + ' ' + by.document().code() + ' ' + by.source().version()));
    }
}
