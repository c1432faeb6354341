package org.palmares.tools.mutation;

import java.util.List;

/** What stands where something else was meant to stand. */
final class Values {

    static final List<String> TIMES = List.of(
            "9999-12-31T23:59:59+18:00", "-0001-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "0000-00-00", "2030-02-30", "0001-01-01T00:00:00+00:00",
            "2030-08-04T24:00:00+02:00", "2030-08-04T23:59:60Z", "2030-08-04T12:00:00.123456789012+02:00", "2030-08-04T12:00:00", "1970-01-01T00:00:00Z",
            "2038-01-19T03:14:08-12:00", "2030-08-04T12:00:00+14:00", "2030-08-04T12:00+02", "2030-08-04 12:00:00", "20300804", "245959999", "240000000",
            "000000000", "999999999", "2039-12-31", "1999-12-31", "2021-01-01T00:00:00+05:45", "2040-08-04T12:00:00+02:00", "2030-8-4", "04.08.2030");

    static final List<String> NUMBERS = List.of(
            "-1", "0", "-0", "1", "2", "3", "255", "32768", "2147483646", "2147483647", "2147483648", "-2147483649", "4294967296", "9223372036854775807",
            "9223372036854775808", "1e309", "NaN", "Infinity", "0000000000000000000000000000007", "\u0661\u0662\u0663", "\uFF11", "0x10", "1.5", "1,5", "+1",
            " 7 ", "1 000", "00");

    static final List<String> TEXTS = List.of(
            " ", "\t", "\n\r\n", "\u00A0", "\u0085", "\u009F", "\u2028", "\u2029", "\u202E", "\u200B", "\uFEFF", "\uFFFD", "\uFDD0", "\uD83D\uDE00\uD83C\uDFC5",
            "\uDBFF\uDFFF", "\u4E2D\u6587\u540D\u5B57", "\u05E9\u05DC\u05D5\u05DD", "\u0623\u062D\u0645\u062F", "\u0130\u0131\u017F\u00DF", "e\u0301\u0302\u0303\u0304",
            "A/B", "A~B", "A-B", "A_B", "../../..", "%00%0a", "?&=#", "<script>alert(1)</script>", "&amp;amp;", "'\"`", "]]>", "{{x}}", "${x}", "null", "true", "--",
            "0-0", "data: x\n\nevent: y", "TBD", "NOCOMP", "BYE", "P", "T", "Y", "N", "ENG", "FRA", "OFFICIAL", "CANCELLED", "POSTPONED", "ME_GOLD", "DT_RESULT");

    /** As they stand in XML: some are no characters at all. */
    static final List<String> RAW = List.of(
            "&#0;", "&#1;", "&#x1F;", "&#x7F;", "&#x85;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&lol;", "&", "<", "\u0001", "\u0000", "&#9;&#10;&#13;", "&apos;&lt;&gt;");

    static final List<String> TYPES = List.of(
            "DT_SCHEDULE", "DT_SCHEDULE_UPDATE", "DT_PARTIC", "DT_PARTIC_UPDATE", "DT_PARTIC_TEAMS", "DT_PARTIC_TEAMS_UPDATE", "DT_RESULT", "DT_PHASE_RESULT",
            "DT_CUMULATIVE_RESULT", "DT_MEDALLISTS", "DT_MEDALLISTS_DISCIPLINE", "DT_POOL_STANDING", "DT_BRACKETS", "DT_RANKING", "DT_CURRENT", "DT_MEDALS",
            "DT_RECORD", "DT_COMMUNICATION", "DT_PDF", "DT_WEATHER", "DT_KA", "DT_LOCAL_OFF", "DT_BIO_PAR", "DT_X", "X", "_", "DT_", "DT_RESULT_UPDATE",
            "DT_UPDATE", "_UPDATE", "DT_MEDALLISTS_UPDATE", "dt_result", "DT_R\u00C9SULTAT", "DT_" + "X".repeat(27), "DT_" + "X".repeat(60));

    /** Few, so that messages of one meet; none is ever that of a Games that is to stay as it is. */
    static final List<String> GAMES = List.of(
            "SAMPLE2030", "SAMPLE2031", "OG2024", "A", ".", "-", "9.-9", "ABCDEFGHIJKLMNO", "ABCDEFGHIJKLMNOP", "SAMPLE2030-T", "sample2030", "", " SAMPLE2030 ",
            "\u0421AMPLE2030", "SAMPLE2030~X", ".PALMARES-RECORDS");

    static final List<String> CODES = List.of(
            "-".repeat(34), ".".repeat(34), "0".repeat(34), "ATH" + "-".repeat(31), "ATHM100M" + "-".repeat(14) + "FNL-" + "000100--", "ZZZ" + "-".repeat(31),
            "ATHM100M", "athm100m" + "-".repeat(26), "ATHM100M" + "-".repeat(14) + "FNL-" + "000100-\u00C9", "GEN" + "-".repeat(31), "A".repeat(35), "~".repeat(34));

    static final List<String> STATUSES = List.of(
            "OFFICIAL", "UNOFFICIAL", "INTERMEDIATE", "LIVE", "START_LIST", "PARTIAL", "UNCONFIRMED", "PROTESTED", "INVALID", "WITHDRAWN", "CANCELLED", "X",
            "official", "OFFI CIAL", "\u00D6FFICIAL", "O".repeat(300));

    private Values() {}
}
