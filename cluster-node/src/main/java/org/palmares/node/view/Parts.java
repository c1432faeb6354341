package org.palmares.node.view;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.palmares.competition.OdfDocument;
import org.palmares.protocol.contract.Shapes.Coded;
import org.palmares.protocol.odf.ResultStatus;

/** What many shapes have in them. What is not known is null, and left out. */
public final class Parts {

    private Parts() {}

    /** ISO 8601 with its offset. */
    public static String time(Optional<OffsetDateTime> time) {
        return time.map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format).orElse(null);
    }

    /** The status of a document. */
    public static String status(OdfDocument document) {
        return document.status().equals(ResultStatus.NONE) ? null : document.status().name();
    }

    /** A code with its name. */
    public static Coded coded(String code, String name) {
        return code.isEmpty() ? null : new Coded(code, orNull(name));
    }

    /** A text. */
    public static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
