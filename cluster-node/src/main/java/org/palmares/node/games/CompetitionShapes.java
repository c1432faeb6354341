package org.palmares.node.games;

import java.util.Comparator;
import java.util.List;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Entry;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.schedule.Places;
import org.palmares.node.schedule.Units;
import org.palmares.node.view.Competitors;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.Shapes.CompetitionDetail;
import org.palmares.protocol.contract.Shapes.CompetitionShape;
import org.palmares.protocol.contract.Shapes.MedallistShape;
import org.palmares.protocol.contract.Shapes.UnitShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.odf.Medal;
import org.palmares.protocol.odf.Unit;

/** Competitions as they are shown. Nothing in it depends on the data centre or the time of asking. */
public final class CompetitionShapes {

    private CompetitionShapes() {}

    /** A competition for a list. */
    public static CompetitionShape shape(CompetitionView competition, Language language) {
        List<Unit> units = competition.units().filter(unit -> unit.start().isPresent()).sorted(Units.TIMETABLE).toList();
        return new CompetitionShape(
                competition.id().code(),
                competition.id().discipline(),
                competition.id().gender(),
                CompetitionNames.of(competition, language),
                CompetitionStatus.of(competition.units().toList()),
                units.isEmpty() ? null : Parts.time(units.get(0).start()),
                units.isEmpty() ? null : Parts.time(units.get(units.size() - 1).end()),
                competition.timetable().size(),
                competition.position().toString());
    }

    /** A competition with all its units, results and medallists. */
    public static CompetitionDetail detail(CompetitionView competition, Places places, Language language) {
        List<UnitShape> units = competition.timetable().values().stream()
                .sorted(Comparator.comparing(Entry::value, Units.TIMETABLE))
                .flatMap(entry -> competition.fence().around("unit", entry.value().code(), () -> Units.shape(competition, entry, places, language)).stream())
                .toList();
        List<MedallistShape> medallists = competition.medals(language.odf()).stream()
                .flatMap(medal -> competition.fence().around("medals", competition.id(), () -> medallists(medal, language)).stream())
                .flatMap(List::stream)
                .toList();
        CompetitionId id = competition.id();
        return new CompetitionDetail(
                id.code(),
                id.discipline(),
                Names.discipline(id.discipline(), language),
                id.gender(),
                CompetitionNames.of(competition, language),
                CompetitionStatus.of(competition.units().toList()),
                competition.position().toString(),
                units,
                null,
                competition.resultCodes().stream().sorted().toList(),
                medallists);
    }

    private static List<MedallistShape> medallists(Medal medal, Language language) {
        return medal.competitors().stream()
                .map(who -> new MedallistShape(medal.code(), medal.date(), medal.unit(), Competitors.shape(who, language)))
                .toList();
    }
}
