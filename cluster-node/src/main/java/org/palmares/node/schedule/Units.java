package org.palmares.node.schedule;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import org.palmares.competition.Entry;
import org.palmares.competition.Revision;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.view.Competitors;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.Shapes.UnitShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.Unit;

/** Units as they are shown. Nothing in it depends on the data centre or the time of asking. */
public final class Units {

    /** Timetable order: day and time even if hidden, then Order, then code (ODF data dictionary of schedules). */
    public static final Comparator<Unit> TIMETABLE = Comparator.<Unit, OffsetDateTime>comparing(
                    unit -> unit.start().orElse(OffsetDateTime.MAX), OffsetDateTime.timeLineOrder())
            .thenComparingInt(unit -> unit.order().matches("\\d{1,9}") ? Integer.parseInt(unit.order()) : 0)
            .thenComparing(Unit::code);

    private Units() {}

    /** A unit, where it is in the timetable. */
    public static Optional<UnitShape> shape(CompetitionView competition, String code, Places places, Language language) {
        return Optional.ofNullable(competition.timetable().get(code)).map(entry -> shape(competition, entry, places, language));
    }

    /** A unit of the timetable. */
    public static UnitShape shape(CompetitionView competition, Entry<Unit> entry, Places places, Language language) {
        Unit unit = entry.value();
        return new UnitShape(
                unit.code().value(),
                unit.code().competition(),
                unit.code().discipline(),
                language.choose(unit.names()),
                Parts.orNull(unit.phaseType()),
                unit.status().name(),
                Parts.time(unit.start()),
                Parts.time(unit.end()),
                Parts.time(unit.actualStart()),
                Parts.time(unit.actualEnd()),
                unit.hideStart(),
                Parts.orNull(language.choose(unit.startTexts())),
                Parts.orNull(unit.order()),
                Parts.coded(unit.venue(), places.venue(competition, unit)),
                Parts.coded(unit.location(), places.location(competition, unit)),
                Parts.orNull(unit.session()),
                unit.medal(),
                competition.revision(unit.code().value()).map(Revision::toString).orElse(""),
                competition.resultStatus(unit.code().value(), language.odf()).orElse(null),
                unit.startList().isEmpty() ? null : unit.startList().stream().map(who -> Competitors.shape(who, language)).toList());
    }
}
