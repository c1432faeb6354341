package org.palmares.tools.load;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the order of sending needs to know, taken from the first bytes of a message without parsing it: even a message that is not sound is
 * sent, so that the data centre can say what is wrong with it.
 *
 * @param time Date and Time of the header, local to the venue
 * @param documentType empty where not found
 * @param documentCode empty where not found
 */
record HeaderScan(LocalDateTime time, String documentType, String documentCode) {

    /** The root's attributes are within this many bytes in every known message. */
    static final int BYTES = 4096;

    private static final Pattern ATTRIBUTE = Pattern.compile("\\s(Date|Time|DocumentType|DocumentCode)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    // HHmmssSSS in one pattern: a plain pattern letter S cannot stand beside digits without separators.
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendPattern("HHmmss").appendValue(ChronoField.MILLI_OF_SECOND, 3).toFormatter();

    /** Empty when there is no readable Date and Time. */
    static Optional<HeaderScan> of(byte[] start) {
        String date = "";
        String time = "";
        String type = "";
        String code = "";
        Matcher attributes = ATTRIBUTE.matcher(new String(start, StandardCharsets.UTF_8));
        while (attributes.find()) {
            String value = attributes.group(2) == null ? attributes.group(3) : attributes.group(2);
            switch (attributes.group(1)) {
                case "Date" -> date = date.isEmpty() ? value : date;
                case "Time" -> time = time.isEmpty() ? value : time;
                case "DocumentType" -> type = type.isEmpty() ? value : type;
                default -> code = code.isEmpty() ? value : code;
            }
        }
        try {
            return Optional.of(new HeaderScan(LocalDateTime.of(LocalDate.parse(date), LocalTime.parse(time, TIME)), type, code));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
