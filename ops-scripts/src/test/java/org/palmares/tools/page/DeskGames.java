package org.palmares.tools.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Invented Games as large as real ones, for the schedulers' desk: 20 disciplines, each with a venue of its own, on 16 days, 6,080 units. */
final class DeskGames {

    static final String CODE = "DESK";
    static final LocalDate FIRST = LocalDate.parse("2032-08-01");

    private static final int DAYS = 16;
    private static final int COURTS = 4;
    private static final Duration LENGTH = Duration.ofMinutes(40);
    private static final Duration EVERY = Duration.ofMinutes(50);
    private static final List<LocalTime> SESSIONS = List.of(LocalTime.of(9, 0), LocalTime.of(14, 0));
    private static final int[] UNITS = {10, 9};
    private static final List<String> DISCIPLINES = List.of(
            "ARC Archery", "BDM Badminton", "BK3 Basketball", "BOX Boxing", "CRD Cycling", "DIV Diving", "FEN Fencing", "GAR Gymnastics", "HBL Handball", "HOC Hockey",
            "JUD Judo", "ROW Rowing", "SAL Sailing", "SHO Shooting", "SWM Swimming", "TEN Tennis", "TKW Taekwondo", "TTE Table tennis", "VBV Beach volleyball", "WRE Wrestling");
    private static final List<String> PLACES = List.of(
            "Old Port", "North Hall", "Station Square", "Mill Arena", "River Road", "City Pool", "Palace", "Market Hall", "South Hall", "Meadow Park", "East Hall", "Long Lake", "Harbour",
            "Quarry Range", "Island Pool", "Garden Courts", "West Hall", "Book Fair", "Town Beach", "Granary");

    private DeskGames() {}

    /** The timetable of each discipline. */
    static List<byte[]> timetables() {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < DISCIPLINES.size(); i++) {
            all.add(message("DT_SCHEDULE", i, 1, timetable(i)));
        }
        return all;
    }

    private static String timetable(int discipline) {
        StringBuilder content = new StringBuilder();
        for (int day = 0; day < DAYS; day++) {
            for (int session = 0; session < SESSIONS.size(); session++) {
                content.append(session(discipline, day, session));
                for (int unit = 0; unit < UNITS[session]; unit++) {
                    content.append(unit(discipline, day, session, unit));
                }
            }
        }
        return content.toString();
    }

    /** The RSC of a unit: morning or afternoon session 0 or 1, units from 0 on. */
    static String code(String discipline, int day, int session, int unit) {
        int number = 1 + day * (UNITS[0] + UNITS[1]) + session * UNITS[0] + unit;
        return discipline + (session == 0 ? "W" : "M") + "SINGLES-----------" + "GPA-" + String.format("%04d00--", number);
    }

    static String sessionCode(String discipline, int day, int session) {
        return discipline + String.format("%02d", 1 + day * SESSIONS.size() + session);
    }

    static OffsetDateTime start(int day, int session, int unit) {
        return FIRST.plusDays(day).atTime(SESSIONS.get(session)).plus(EVERY.multipliedBy(unit / COURTS)).atOffset(ZoneOffset.ofHours(2));
    }

    private static String session(int discipline, int day, int session) {
        OffsetDateTime from = start(day, session, 0);
        return "<Session SessionCode=\"" + sessionCode(discipline(discipline), day, session) + "\" StartDate=\"" + text(from) + "\" EndDate=\""
                + text(from.plusHours(4)) + "\" Venue=\"" + venue(discipline) + "\" VenueName=\"" + PLACES.get(discipline) + "\" SessionStatus=\"SCHEDULED\"/>";
    }

    private static String unit(int discipline, int day, int session, int unit) {
        String code = code(discipline(discipline), day, session, unit);
        return unit(code, start(day, session, unit), "SCHEDULED", sessionCode(discipline(discipline), day, session), 1 + unit % COURTS);
    }

    /** A unit as its venue would send it. */
    static String unit(String code, OffsetDateTime start, String status, String session, int court) {
        int discipline = indexOf(code.substring(0, 3));
        String name = (code.charAt(3) == 'W' ? "Women's " : "Men's ") + "Singles, Match " + Integer.parseInt(code.substring(26, 30));
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"" + status + "\" StartDate=\"" + text(start) + "\" EndDate=\"" + text(start.plus(LENGTH)) + "\" Venue=\"" + venue(discipline)
                + "\" Location=\"" + discipline(discipline) + court + "\" SessionCode=\"" + session + "\"><ItemName Language=\"ENG\" Value=\"" + name
                + "\"/><VenueDescription VenueName=\"" + PLACES.get(discipline) + "\" LocationName=\"" + PLACES.get(discipline) + " " + court + "\"/></Unit>";
    }

    /** A later word of a venue. */
    static byte[] update(String discipline, int version, String content) {
        return message("DT_SCHEDULE_UPDATE", indexOf(discipline), version, content);
    }

    private static byte[] message(String type, int discipline, int version, String content) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody CompetitionCode=\"" + CODE + "\" DocumentCode=\"" + discipline(discipline) + "-".repeat(31) + "\" DocumentType=\""
                        + type + "\" Version=\"" + version + "\" FeedFlag=\"P\" Date=\"2032-07-20\" Time=\"1200" + String.format("%02d", version)
                        + "000\" LogicalDate=\"2032-07-20\" Source=\"OVR\"><Competition>" + content + "</Competition></OdfBody>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static int indexOf(String discipline) {
        return DISCIPLINES.stream().map(name -> name.substring(0, 3)).toList().indexOf(discipline);
    }

    private static String discipline(int index) {
        return DISCIPLINES.get(index).substring(0, 3);
    }

    static String venue(int index) {
        return "V" + String.format("%02d", index + 1);
    }
}
