package org.palmares.tools.sample;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.function.Supplier;
import org.palmares.protocol.odf.OdfWriter;

/**
 * A message of the sample Games.
 *
 * @param games CompetitionCode
 * @param time when it is made, local to the Games
 * @param type DocumentType
 * @param code DocumentCode
 * @param version counts up for type and code
 * @param status ResultStatus; empty where the type has none
 * @param content makes what is within Competition: all at once would be too much for the memory
 */
record SampleMessage(String games, LocalDateTime time, String type, String code, int version, String status, Supplier<List<Element>> content) {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendPattern("HHmmss").appendValue(ChronoField.MILLI_OF_SECOND, 3).toFormatter();

    /** Name of its file; sorted by name they are in order of time. */
    String fileName() {
        return time.toLocalDate() + "T" + TIME.format(time) + '~' + code + '~' + type + "~V" + version + (status.isEmpty() ? "" : "~" + status) + ".xml";
    }

    byte[] xml() {
        return OdfWriter.write(Element.of("OdfBody")
                .with("CompetitionCode", games)
                .with("DocumentCode", code)
                .with("DocumentType", type)
                .with("Version", version)
                .with("ResultStatus", status)
                .with("Language", "ENG")
                .with("FeedFlag", "P")
                .with("Date", time.toLocalDate())
                .with("Time", TIME.format(time))
                .with("LogicalDate", time.toLocalDate())
                .with("Source", "SAMPLE")
                .child(Element.of("Competition").children(content.get()))
                .made());
    }
}
