package org.palmares.node.board;

import java.nio.charset.StandardCharsets;

/** Timetables of athletics for boards. */
final class BoardMessages {

    static final String EVENT = "ATHW100M--------------";

    private BoardMessages() {}

    static byte[] schedule(String games, int version, String... content) {
        return message(games, "DT_SCHEDULE", version, content);
    }

    static byte[] update(String games, int version, String... content) {
        return message(games, "DT_SCHEDULE_UPDATE", version, content);
    }

    private static byte[] message(String games, String type, int version, String... content) {
        return ("<OdfBody CompetitionCode=\"" + games + "\" DocumentCode=\"ATH" + "-".repeat(31) + "\" DocumentType=\"" + type + "\" Version=\"" + version
                        + "\" FeedFlag=\"P\" Date=\"2030-08-04\" Time=\"1000000" + String.format("%02d", version)
                        + "\" LogicalDate=\"2030-08-04\" Source=\"OVR\"><Competition>" + String.join("", content) + "</Competition></OdfBody>")
                .getBytes(StandardCharsets.UTF_8);
    }

    static String session(String code, String start, String end) {
        return "<Session SessionCode=\"" + code + "\" StartDate=\"" + start + "\" EndDate=\"" + end + "\" Venue=\"STA\" SessionStatus=\"SCHEDULED\"/>";
    }

    /** A unit; without a start, an end or a session where these are empty. */
    static String unit(String code, String status, String start, String end, String session) {
        return "<Unit Code=\"" + EVENT + code + "\" PhaseType=\"3\" ScheduleStatus=\"" + status + "\" Venue=\"STA\"" + attribute("StartDate", start)
                + attribute("EndDate", end) + attribute("SessionCode", session) + "/>";
    }

    private static String attribute(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=\"" + value + "\"";
    }
}
