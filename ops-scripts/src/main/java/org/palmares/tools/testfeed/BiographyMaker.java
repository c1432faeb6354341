package org.palmares.tools.testfeed;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes biographies of persons that do not exist, of the test feed. Their codes are no RSC, as those of a real Games are not. */
public final class BiographyMaker {

    public static final String TYPE = "DT_BIO_PAR";

    private static final int FIRST_PERSON = 8_000_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmssSSS", Locale.ROOT);

    private BiographyMaker() {}

    /** Code of person {@code number}, from 0. */
    public static String code(int number) {
        return Integer.toString(FIRST_PERSON + number);
    }

    /** The biography of person {@code number}, made at {@code now}. */
    public static byte[] message(int number, LocalDateTime now) {
        String code = code(number);
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody CompetitionCode=\"" + ResultMaker.CODE + "\" DocumentCode=\"" + code + "\" DocumentType=\"" + TYPE
                + "\" Version=\"1\" Language=\"ENG\" FeedFlag=\"T\" Date=\"" + now.toLocalDate() + "\" Time=\"" + TIME.format(now) + "\" LogicalDate=\"" + now.toLocalDate()
                + "\" Source=\"" + ResultMaker.CODE + "\">\n<Competition>\n<Participant Code=\"" + code + "\">\n<Biography>\n<Section Code=\"GENERAL\">Number " + number
                + " of its club since the age of eleven.</Section>\n</Biography>\n</Participant>\n</Competition>\n</OdfBody>\n").getBytes(StandardCharsets.UTF_8);
    }
}
