package org.palmares.protocol.contract;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The JSON shapes of the HTTP contract. Times are ISO 8601 with offset; codes as in ODF; absent members are left out. */
public final class Shapes {

    private Shapes() {}

    /** A code with its name. */
    @JsonInclude(Include.NON_NULL)
    public record Coded(String code, String name) {}

    /** A unit of the timetable. */
    @JsonInclude(Include.NON_NULL)
    public record UnitShape(
            String code,
            String competition,
            String discipline,
            String name,
            String phaseType,
            String status,
            String start,
            String end,
            String actualStart,
            String actualEnd,
            boolean hideStart,
            String startText,
            String order,
            Coded venue,
            Coded location,
            String session,
            int medal,
            String revision,
            String resultStatus,
            List<CompetitorShape> startList) {}

    /** A unit that is no longer in the timetable. */
    public record RemovedUnit(String code, String competition, boolean removed) {}

    /** Something in the timetable that does not go together: units, or sessions where no units are concerned. */
    public record ClashShape(
            String id, String rule, String severity, List<String> units, List<String> sessions, List<String> participants, String text) {}

    /** An athlete of a competitor. */
    @JsonInclude(Include.NON_NULL)
    public record MemberShape(String code, String name, String bib, String noc) {}

    /** Who competes. */
    @JsonInclude(Include.NON_NULL)
    public record CompetitorShape(
            String code, String type, String noc, String name, String bib, List<MemberShape> members) {}

    /** A row of a start list or result. */
    @JsonInclude(Include.NON_NULL)
    public record RowShape(
            int sortOrder,
            String rank,
            boolean rankEqual,
            String result,
            String resultType,
            String irm,
            String wlt,
            String qualification,
            String startOrder,
            String bib,
            String diff,
            CompetitorShape competitor) {}

    /** A start list or result. */
    @JsonInclude(Include.NON_NULL)
    public record ResultShape(
            String unit,
            String competition,
            String documentType,
            long version,
            String status,
            String position,
            Boolean withdrawn,
            List<RowShape> rows) {}

    /** Medals of an NOC. */
    public record MedalRow(int rank, boolean rankEqual, String noc, String name, int gold, int silver, int bronze, int total) {}

    /** A medal table; of one discipline, or of all where that is left out. */
    @JsonInclude(Include.NON_NULL)
    public record MedalTable(String discipline, List<MedalRow> rows) {}

    /** Someone on the podium. */
    public record MedallistShape(String medal, String date, String unit, CompetitorShape competitor) {}

    /** A competition in a list. */
    @JsonInclude(Include.NON_NULL)
    public record CompetitionShape(
            String code,
            String discipline,
            String gender,
            String name,
            String status,
            String start,
            String end,
            int units,
            String position) {}

    /** A competition with its units and medallists; {@code next} says where its units go on, as in every list. */
    @JsonInclude(Include.NON_NULL)
    public record CompetitionDetail(
            String code,
            String discipline,
            String disciplineName,
            String gender,
            String name,
            String status,
            String position,
            List<UnitShape> units,
            @JsonInclude(Include.ALWAYS) String next,
            List<String> results,
            List<MedallistShape> medallists) {

        /** The same with one page of its units. */
        public CompetitionDetail with(List<UnitShape> page, String more) {
            return new CompetitionDetail(code, discipline, disciplineName, gender, name, status, position, page, more, results, medallists);
        }
    }

    /** A person at the Games; birth dates are not for everyone and left out. */
    @JsonInclude(Include.NON_NULL)
    public record ParticipantShape(
            String code,
            String name,
            String noc,
            String nocName,
            String gender,
            String function,
            List<String> disciplines,
            List<String> events) {}

    /** A team that a person is a member of. */
    public record TeamShape(String code, String name, String noc, List<String> events) {}

    /** A row of a result, and which result it is of. */
    @JsonInclude(Include.NON_NULL)
    public record ResultOf(String unit, String competition, String documentType, long version, String status, RowShape row) {}

    /** A person with the teams, units and results of the events entered in. */
    public record ParticipantDetail(
            ParticipantShape participant, List<TeamShape> teams, List<UnitShape> units, List<ResultOf> results) {}

    /** A discipline. */
    public record DisciplineShape(String code, String name, int competitions, int units) {}

    /** A document other than a result or medallists: what it is and where to read it. */
    @JsonInclude(Include.NON_NULL)
    public record DocumentShape(
            String documentType,
            String documentCode,
            String documentSubcode,
            String documentSubtype,
            String language,
            long version,
            String status,
            Boolean withdrawn,
            String competition,
            String position,
            String href) {}

    /** A Games. */
    public record GamesShape(
            String code, @JsonProperty("default") boolean isDefault, String firstDay, String lastDay, String today, String zone) {}

    /** When something came and was passed on: by the source, accepted, in the journal, sent to the reader. */
    @JsonInclude(Include.NON_NULL)
    public record Stamps(String source, String accepted, String durable, String sent) {}
}
