package org.palmares.node.live.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.live.topic.About;
import org.palmares.protocol.contract.Shapes;
import org.palmares.protocol.names.Language;

class LiveValueTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final String FINAL = ID.code() + "FNL-000100--";

    private static byte[] result(String language, String name) {
        return ("<OdfBody CompetitionCode=\"SG2030\" DocumentType=\"DT_RESULT\" DocumentCode=\"" + FINAL + "\" Version=\"1\" FeedFlag=\"P\" Language=\"" + language
                        + "\" Date=\"2030-08-04\" Time=\"220000000\" LogicalDate=\"2030-08-04\" Source=\"OVR\"><Competition><Result SortOrder=\"1\">"
                        + "<Competitor Code=\"1\" Type=\"T\" Organisation=\"CHN\"><Description TeamName=\"" + name + "\"/></Competitor></Result></Competition></OdfBody>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String name(Recorder recorder, String language) {
        LiveValue value = new LiveValue(new About(recorder.board().get(ID), List::of, Language.of(language).orElseThrow()), ZoneOffset.UTC);
        LiveValue.Stamped stamped = value.of(new ChangeKey.Result(ID, FINAL), false, Optional.empty(), Instant.EPOCH);
        return ((Shapes.ResultShape) stamped.value()).rows().get(0).competitor().name();
    }

    @Test
    void aLiveResultIsTheDocumentInTheLanguageOfTheReaderElseInEnglish() throws Exception {
        Recorder recorder = new Recorder();
        recorder.take(result("FRA", "Chine"));
        recorder.take(result("ENG", "China"));

        assertEquals("Chine", name(recorder, "fr"));
        assertEquals("China", name(recorder, "en"));
        assertEquals("China", name(recorder, "es"));
    }
}
