package org.palmares.tools.schedule;

import java.util.List;

/** As much of the Games that documents speak of as their examples need; no real timetable. */
final class ExampleGames {

    static final String CODE = "OG2024";
    /** Of which the venue and a scheduler say different things. */
    static final String DISPUTED = "ATHW100M--------------FNL-000100--";

    private ExampleGames() {}

    /** The timetable of each discipline. */
    static List<String> timetables() {
        return List.of(
                message("DT_SCHEDULE", "ATH", 1, session("ATH06", "2024-08-03") + session("ATH07", "2024-08-04")
                        + unit("ATHM100M--------------SFNL000100--", "2024-08-04T20:00", "2024-08-04T20:10", "STA", "ATH07") + unit("ATHM100M--------------FNL-000100--", "2024-08-04T21:55", "2024-08-04T22:05", "STA", "ATH07")
                        + unit(DISPUTED, "2024-08-03T21:20", "2024-08-03T21:30", "STA", "ATH06")),
                message("DT_SCHEDULE", "TRI", 1, unit("TRIMOLYMPIC-----------FNL-000100--", "2024-07-30T08:00", "2024-07-30T10:00", "ALX", "")
                        + unit("TRIWOLYMPIC-----------FNL-000100--", "2024-07-31T08:00", "2024-07-31T10:00", "ALX", "") + unit("TRIXRELAY-------------FNL-000100--", "2024-08-05T08:00", "2024-08-05T09:30", "ALX", "")),
                message("DT_SCHEDULE", "BDM", 1, unit("BDMMSINGLES-----------FNL-000200--", "2024-08-05T14:30", "2024-08-05T17:30", "CHA", "")
                        + unit("BDMMSINGLES-----------FNL-000100--", "2024-08-05T15:40", "2024-08-05T17:30", "CHA", "")));
    }

    /** What the venue says of {@link #DISPUTED} after somebody changed it. */
    static String venueSays(String start) {
        return message("DT_SCHEDULE_UPDATE", "ATH", 1, unit(DISPUTED, start, "2024-08-03T21:50", "STA", "ATH06"));
    }

    private static String message(String type, String discipline, int version, String content) {
        return "<OdfBody CompetitionCode=\"" + CODE + "\" DocumentType=\"" + type + "\" DocumentCode=\"" + discipline + "-".repeat(31) + "\" Version=\"" + version
                + "\" FeedFlag=\"P\" Date=\"2024-07-20\" Time=\"100000000\" LogicalDate=\"2024-07-20\" Source=\"OVR\"><Competition>" + content + "</Competition></OdfBody>";
    }

    private static String session(String code, String day) {
        return "<Session SessionCode=\"" + code + "\" StartDate=\"" + day + "T19:00:00+02:00\" EndDate=\"" + day + "T23:00:00+02:00\" Venue=\"STA\" SessionStatus=\"SCHEDULED\"/>";
    }

    private static String unit(String code, String start, String end, String venue, String session) {
        String name = switch (venue) {
            case "ALX" -> "Pont Alexandre III";
            case "STA" -> "Stade de France";
            default -> "Court 1";
        };
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"" + start + ":00+02:00\" EndDate=\"" + end + ":00+02:00\" Venue=\"" + venue
                + "\" Location=\"" + venue + "1\"" + (session.isEmpty() ? "" : " SessionCode=\"" + session + "\"") + "><ItemName Language=\"ENG\" Value=\"" + code + "\"/><VenueDescription VenueName=\"" + name
                + "\" LocationName=\"" + name + "\"/></Unit>";
    }
}
