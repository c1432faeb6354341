package org.palmares.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.palmares.board.CompetitionView;
import org.palmares.board.DocumentChoice;
import org.palmares.board.Fence;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Revision;
import org.palmares.odf.Competitor;
import org.palmares.odf.Medal;
import org.palmares.odf.PersonName;
import org.palmares.odf.ResultMessage;
import org.palmares.odf.ResultRow;
import org.palmares.odf.ResultStatus;
import org.palmares.odf.Unit;
import org.palmares.view.Shapes.Coded;
import org.palmares.view.Shapes.CompetitionDetail;
import org.palmares.view.Shapes.CompetitionShape;
import org.palmares.view.Shapes.CompetitorShape;
import org.palmares.view.Shapes.DocumentShape;
import org.palmares.view.Shapes.MedallistShape;
import org.palmares.view.Shapes.MemberShape;
import org.palmares.view.Shapes.ResultShape;
import org.palmares.view.Shapes.RowShape;
import org.palmares.view.Shapes.UnitShape;

/** Builds the shapes of single things. Nothing in them depends on the data centre or the time of asking. */
public final class Views {

    /** Timetable order: day and time even if hidden, then Order, then code (ODF data dictionary of schedules). */
    public static final Comparator<Unit> TIMETABLE = Comparator.<Unit, OffsetDateTime>comparing(
                    unit -> unit.start().orElse(OffsetDateTime.MAX), OffsetDateTime.timeLineOrder())
            .thenComparingInt(unit -> unit.order().matches("\\d{1,9}") ? Integer.parseInt(unit.order()) : 0)
            .thenComparing(Unit::code);

    private Views() {}

    /** A unit, where it is in the timetable. */
    public static Optional<UnitShape> unit(CompetitionView competition, String code, Language language) {
        return Optional.ofNullable(competition.state().timetable().get(code)).map(entry -> unit(competition, entry, language));
    }

    /** A unit of the timetable. */
    public static UnitShape unit(CompetitionView competition, Entry<Unit> entry, Language language) {
        Unit unit = entry.value();
        return new UnitShape(
                unit.code().value(),
                unit.code().competition(),
                unit.code().discipline(),
                language.choose(unit.names()),
                orNull(unit.phaseType()),
                unit.status().name(),
                time(unit.start()),
                time(unit.end()),
                time(unit.actualStart()),
                time(unit.actualEnd()),
                unit.hideStart(),
                orNull(language.choose(unit.startTexts())),
                orNull(unit.order()),
                coded(unit.venue(), unit.venueName()),
                coded(unit.location(), unit.locationName()),
                orNull(unit.session()),
                unit.medal(),
                competition.state().revision(unit.code().value()).map(Revision::toString).orElse(""),
                competition.result(unit.code().value(), language.odf()).map(result -> result.status().name()).orElse(null),
                unit.startList().isEmpty() ? null : unit.startList().stream().map(who -> competitor(who, language)).toList());
    }

    /** A result document with its rows. */
    public static ResultShape result(CompetitionView competition, OdfDocument document, Language language) {
        ResultMessage message = CompetitionView.read(document);
        return new ResultShape(
                document.key().code(),
                competition.id().code(),
                document.key().type(),
                document.version(),
                status(document),
                competition.state().position().toString(),
                null,
                message.rows().stream().map(row -> row(row, language)).toList());
    }

    /** What is left of a result that was withdrawn. */
    public static ResultShape withdrawnResult(CompetitionView competition, String code) {
        return new ResultShape(
                code, competition.id().code(), "DT_RESULT", 0, null, competition.state().position().toString(), true, List.of());
    }

    static RowShape row(ResultRow row, Language language) {
        return new RowShape(
                row.sortOrder(),
                orNull(row.rank()),
                row.rankEqual(),
                orNull(row.result()),
                orNull(row.resultType()),
                orNull(row.irm()),
                orNull(row.wlt()),
                orNull(row.qualification()),
                orNull(row.startOrder()),
                orNull(row.competitor().bib()),
                orNull(row.diff()),
                competitor(row.competitor(), language));
    }

    /** Who competes: an athlete by name, a team by its own. */
    static CompetitorShape competitor(Competitor competitor, Language language) {
        List<MemberShape> members = competitor.members().stream()
                .map(member -> new MemberShape(
                        member.code(),
                        PersonName.of(member.familyName(), member.givenName()),
                        orNull(member.bib()),
                        orNull(member.organisation())))
                .toList();
        String name = competitor.teamName();
        if (name.isEmpty() && members.size() == 1) {
            name = members.get(0).name();
        } else if (name.isEmpty()) {
            name = competitor.organisation().isEmpty() ? competitor.code() : Names.noc(competitor.organisation(), language);
        }
        return new CompetitorShape(
                competitor.code(), orNull(competitor.type()), orNull(competitor.organisation()), name, orNull(competitor.bib()), members);
    }

    /** A document that is neither result nor medallists. */
    public static DocumentShape document(CompetitionView competition, OdfDocument document) {
        return new DocumentShape(
                document.key().type(),
                document.key().code(),
                orNull(document.key().subcode()),
                orNull(document.key().subtype()),
                orNull(document.key().language()),
                document.version(),
                status(document),
                document.withdrawn() ? true : null,
                competition.id().code(),
                competition.state().position().toString(),
                href(competition.id().games(), document.key()));
    }

    /** The address that gives just this document, whatever others there are about the same. */
    private static String href(String games, DocumentKey key) {
        StringBuilder href = new StringBuilder("/v1/odf/" + encoded(key.type()) + '/' + encoded(key.code()) + "?games=" + encoded(games));
        href.append("&language=").append(encoded(DocumentChoice.language(key)));
        if (!key.subcode().isEmpty()) {
            href.append("&subcode=").append(encoded(key.subcode()));
        }
        if (!key.subtype().isEmpty()) {
            href.append("&subtype=").append(encoded(key.subtype()));
        }
        return href.toString();
    }

    /** Percent-encoded for any part of an address: a blank is %20 everywhere, + only in a form. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A competition for a list. */
    public static CompetitionShape competition(CompetitionView competition, Language language) {
        List<Unit> units = competition.units().filter(unit -> unit.start().isPresent()).sorted(TIMETABLE).toList();
        return new CompetitionShape(
                competition.id().code(),
                competition.id().discipline(),
                competition.id().code().substring(3, 4),
                CompetitionNames.of(competition, language),
                CompetitionStatus.of(competition.units().toList()),
                units.isEmpty() ? null : time(units.get(0).start()),
                units.isEmpty() ? null : time(units.get(units.size() - 1).end()),
                competition.state().timetable().size(),
                competition.state().position().toString());
    }

    /** A competition with all its units, results and medallists. */
    public static CompetitionDetail detail(CompetitionView competition, Language language) {
        List<UnitShape> units = competition.state().timetable().values().stream()
                .sorted(Comparator.comparing(Entry::value, TIMETABLE))
                .flatMap(entry -> Fence.around("unit", entry.value().code(), () -> unit(competition, entry, language)).stream())
                .toList();
        List<MedallistShape> medallists = competition.medals(language.odf()).stream()
                .flatMap(medal -> Fence.around("medals", competition.id(), () -> medallists(medal, language)).stream())
                .flatMap(List::stream)
                .toList();
        CompetitionId id = competition.id();
        return new CompetitionDetail(
                id.code(),
                id.discipline(),
                Names.discipline(id.discipline(), language),
                id.code().substring(3, 4),
                CompetitionNames.of(competition, language),
                CompetitionStatus.of(competition.units().toList()),
                competition.state().position().toString(),
                units,
                null,
                competition.resultCodes().stream().sorted().toList(),
                medallists);
    }

    private static List<MedallistShape> medallists(Medal medal, Language language) {
        return medal.competitors().stream()
                .map(who -> new MedallistShape(medal.code(), medal.date(), medal.unit(), competitor(who, language)))
                .toList();
    }

    /** NOCs of all who compete in a unit: in its result, or in the start list of the timetable before that. */
    public static Stream<String> nocs(CompetitionView competition, String code) {
        return competition.nocs(code).stream();
    }

    static String time(Optional<OffsetDateTime> time) {
        return time.map(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME::format).orElse(null);
    }

    private static String status(OdfDocument document) {
        return document.status().equals(ResultStatus.NONE) ? null : document.status().name();
    }

    private static Coded coded(String code, String name) {
        return code.isEmpty() ? null : new Coded(code, orNull(name));
    }

    static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
