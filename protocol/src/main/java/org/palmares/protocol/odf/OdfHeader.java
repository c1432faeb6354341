package org.palmares.protocol.odf;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * The attributes of the root element OdfBody that identify and date a message (ODF Foundation Principles 3.3.2). Absent optional attributes
 * are empty.
 *
 * @param competitionCode the Games, e.g. OG2024
 * @param documentCode what it is about: an RSC, or an id for types that are about no unit
 * @param documentSubcode extends the code, may be empty
 * @param documentType e.g. DT_RESULT, as sent: unknown types are carried too
 * @param documentSubtype extends the type, may be empty
 * @param version counts up per key, from 0 (ODF1) or 1
 * @param resultStatus state of the data, also one that only a later dictionary knows
 * @param language ODF language, three capital letters, may be empty and is then English
 * @param test whether FeedFlag is T: a test feed, which never touches production
 * @param date local date at the producing venue when the message was made; the next day where its time was written as 24:00
 * @param time local time with milliseconds
 * @param logicalDate competition day
 * @param source code of the producing system; may be empty, feeds before 2019 have none
 */
public record OdfHeader(
        String competitionCode,
        String documentCode,
        String documentSubcode,
        String documentType,
        String documentSubtype,
        long version,
        ResultStatus resultStatus,
        String language,
        boolean test,
        LocalDate date,
        LocalTime time,
        LocalDate logicalDate,
        String source) {

    /** The Games this message belongs to: the competition code, with {@code -T} for a test feed. */
    public String games() {
        return test ? competitionCode + "-T" : competitionCode;
    }
}
