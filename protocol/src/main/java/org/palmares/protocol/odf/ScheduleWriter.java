package org.palmares.protocol.odf;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes DT_SCHEDULE_UPDATE: what {@link ScheduleMessage} reads of it are the same units. */
public final class ScheduleWriter {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendPattern("HHmmss").appendValue(ChronoField.MILLI_OF_SECOND, 3).toFormatter();

    private ScheduleWriter() {}

    /** The message with these units, each whole, as ODF wants it of updates. */
    public static byte[] update(OdfHeader header, List<Unit> units) {
        List<OdfNode> content = units.stream().<OdfNode>map(ScheduleWriter::unit).toList();
        Attributes root = new Attributes()
                .with("CompetitionCode", header.competitionCode())
                .with("DocumentCode", header.documentCode())
                .with("DocumentSubcode", header.documentSubcode())
                .with("DocumentType", header.documentType())
                .with("DocumentSubtype", header.documentSubtype())
                .with("Version", Long.toString(header.version()))
                .with("ResultStatus", header.resultStatus().equals(ResultStatus.NONE) ? "" : header.resultStatus().name())
                .with("Language", header.language())
                .with("FeedFlag", header.test() ? "T" : "P")
                .with("Date", header.date().toString())
                .with("Time", time(header.time()))
                .with("LogicalDate", header.logicalDate().toString())
                .with("Source", header.source());
        return OdfWriter.write(root.element("OdfBody", List.of(new OdfElement("Competition", Map.of(), content))));
    }

    private static String time(LocalTime time) {
        return TIME.format(time);
    }

    /** In the order in which it was set; what is empty is left out, which means the same. */
    private static final class Attributes {

        private final Map<String, String> values = new LinkedHashMap<>();

        private Attributes with(String name, String value) {
            if (!value.isEmpty()) {
                values.put(name, value);
            }
            return this;
        }

        private Attributes with(String name, Optional<OffsetDateTime> time) {
            return with(name, time.map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format).orElse(""));
        }

        private Attributes flag(String name, boolean yes) {
            return with(name, yes ? "Y" : "");
        }

        private OdfElement element(String name, List<OdfNode> children) {
            return new OdfElement(name, values, children);
        }
    }

    private static OdfElement unit(Unit unit) {
        Unit.Plan plan = unit.plan();
        return new Attributes()
                .with("Code", unit.code().value())
                .with("PhaseType", unit.phaseType())
                .with("UnitNum", unit.unitNum())
                .with("ScheduleStatus", unit.status().name())
                .with("StartDate", plan.start())
                .flag("HideStartDate", plan.hideStart())
                .with("EndDate", plan.end())
                .flag("HideEndDate", plan.hideEnd())
                .with("ActualStartDate", unit.actualStart())
                .with("ActualEndDate", unit.actualEnd())
                .with("Order", plan.order())
                .with("Medal", Integer.toString(unit.medal()))
                .with("Venue", plan.venue())
                .with("Location", plan.location())
                .with("MediaAccess", unit.mediaAccess())
                .with("SessionCode", plan.session())
                .with("ModificationIndicator", "U")
                .element("Unit", children(unit));
    }

    private static List<OdfNode> children(Unit unit) {
        List<OdfNode> children = new ArrayList<>();
        byLanguage("StartText", unit.startTexts(), children);
        byLanguage("ItemName", unit.names(), children);
        if (!unit.venueName().isEmpty() || !unit.locationName().isEmpty()) {
            children.add(new Attributes().with("VenueName", unit.venueName()).with("LocationName", unit.locationName()).element("VenueDescription", List.of()));
        }
        List<OdfNode> starts = new ArrayList<>();
        for (Competitor competitor : unit.startList()) {
            starts.add(new Attributes().with("SortOrder", Integer.toString(starts.size() + 1)).element("Start", List.of(competitor(competitor))));
        }
        if (!starts.isEmpty()) {
            children.add(new OdfElement("StartList", Map.of(), starts));
        }
        return children;
    }

    private static void byLanguage(String name, Map<String, String> texts, List<OdfNode> children) {
        new TreeMap<>(texts).forEach((language, text) -> children.add(new Attributes().with("Language", language).with("Value", text).element(name, List.of())));
    }

    private static OdfElement competitor(Competitor competitor) {
        List<OdfNode> children = new ArrayList<>();
        if (!competitor.teamName().isEmpty()) {
            children.add(new Attributes().with("TeamName", competitor.teamName()).element("Description", List.of()));
        }
        List<OdfNode> athletes = new ArrayList<>();
        for (Competitor.Member member : competitor.members()) {
            athletes.add(athlete(member, athletes.size() + 1));
        }
        if (!athletes.isEmpty()) {
            children.add(new OdfElement("Composition", Map.of(), athletes));
        }
        return new Attributes()
                .with("Code", competitor.code())
                .with("Type", competitor.type())
                .with("Bib", competitor.bib())
                .with("Organisation", competitor.organisation())
                .element("Competitor", children);
    }

    private static OdfElement athlete(Competitor.Member member, int order) {
        OdfElement description = new Attributes()
                .with("GivenName", member.givenName())
                .with("FamilyName", member.familyName())
                .with("Gender", member.gender())
                .with("Organisation", member.organisation())
                .element("Description", List.of());
        return new Attributes().with("Code", member.code()).with("Order", Integer.toString(order)).with("Bib", member.bib()).element("Athlete", List.of(description));
    }
}
