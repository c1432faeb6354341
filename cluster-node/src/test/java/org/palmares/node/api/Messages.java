package org.palmares.node.api;

import java.nio.charset.StandardCharsets;

/** Small messages of invented Games, SG2030. */
public final class Messages {

    public static final String EVENT = "ATHM100M--------------";
    public static final String FINAL = EVENT + "FNL-000100--";
    public static final String HEAT = EVENT + "HEAT000100--";

    private Messages() {}

    public static byte[] message(String games, String type, String code, int version, String more, String content) {
        String header = "CompetitionCode=\"" + games + "\" DocumentType=\"" + type + "\" DocumentCode=\"" + code + "\" Version=\"" + version
                + "\" FeedFlag=\"P\" Date=\"2030-08-04\" Time=\"2200000" + String.format("%02d", version)
                + "\" LogicalDate=\"2030-08-04\" Source=\"OVR\" " + more;
        String competition = content.isEmpty() ? "" : "<Competition>" + content + "</Competition>";
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody " + header + ">" + competition + "</OdfBody>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The timetable of athletics, with these units. */
    public static byte[] schedule(int version, String... units) {
        return message("SG2030", "DT_SCHEDULE", "ATH" + "-".repeat(31), version, "", String.join("", units));
    }

    public static String unit(String code, String start, String english, String french) {
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"" + start + "\" Venue=\"STA\" Medal=\""
                + (code.equals(FINAL) ? 1 : 0) + "\"><ItemName Language=\"ENG\" Value=\"" + english
                + "\"/><ItemName Language=\"FRA\" Value=\"" + french + "\"/></Unit>";
    }

    public static byte[] result(String code, int version, String... rows) {
        return message("SG2030", "DT_RESULT", code, version, "ResultStatus=\"OFFICIAL\"", String.join("", rows));
    }

    public static byte[] medallists(String event, int version, String... medals) {
        return message("SG2030", "DT_MEDALLISTS", event + "-".repeat(12), version, "ResultStatus=\"OFFICIAL\"", String.join("", medals));
    }

    /** The athletes of athletics. */
    public static byte[] participants(String... persons) {
        return message("SG2030", "DT_PARTIC", "ATH" + "-".repeat(31), 1, "", String.join("", persons));
    }

    public static String person(int code, String noc, String family, String given) {
        return "<Participant Code=\"" + code + "\" FamilyName=\"" + family + "\" GivenName=\"" + given + "\" Organisation=\"" + noc
                + "\" Gender=\"M\" MainFunctionId=\"AA01\" BirthDate=\"2001-01-01\"><Discipline Code=\"ATH\"><RegisteredEvent Event=\""
                + EVENT + "-".repeat(12) + "\"/></Discipline></Participant>";
    }

    public static String row(int place, String noc, String family, String given, String mark) {
        return "<Result SortOrder=\"" + place + "\" Rank=\"" + place + "\" Result=\"" + mark + "\" ResultType=\"TIME\">"
                + competitor(place, noc, family, given) + "</Result>";
    }

    public static String medal(String metal, int place, String noc, String family, String given) {
        return "<Medal Code=\"" + metal + "\" Unit=\"" + FINAL + "\">" + competitor(place, noc, family, given) + "</Medal>";
    }

    private static String competitor(int number, String noc, String family, String given) {
        return "<Competitor Code=\"" + number + "\" Type=\"A\" Organisation=\"" + noc + "\"><Composition><Athlete Code=\"" + number
                + "\" Order=\"1\"><Description FamilyName=\"" + family + "\" GivenName=\"" + given + "\" Organisation=\"" + noc
                + "\"/></Athlete></Composition></Competitor>";
    }
}
