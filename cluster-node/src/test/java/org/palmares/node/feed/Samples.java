package org.palmares.node.feed;

import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.SourceStamp;
import org.palmares.protocol.odf.ResultStatus;

/** The least that there is of domain values, where a test needs any. */
final class Samples {

    private static final SourceStamp STAMP = new SourceStamp("ATH1", java.time.Instant.parse("2030-08-04T10:00:00Z"), 1, "hash");

    private Samples() {}

    static OdfDocument document(String type, String code) {
        return new OdfDocument(new DocumentKey(type, code, "", "", ""), STAMP, ResultStatus.NONE, false, Content.empty());
    }

    /** One that cannot be summed up or sent. */
    static OdfDocument withoutStatus() {
        SourceStamp stamp = new SourceStamp("OVR", java.time.Instant.EPOCH, 1, "hash");
        return new OdfDocument(new DocumentKey("DT_NEWS", "B", "", "", ""), stamp, null, false, Content.empty());
    }

    static Entries nothing() {
        return Entries.none();
    }
}
