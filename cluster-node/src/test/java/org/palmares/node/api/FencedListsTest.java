package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.medal;
import static org.palmares.node.api.Messages.person;
import static org.palmares.node.api.Messages.row;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.Content;
import org.palmares.competition.OdfDocument;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.MessagePlan;
import org.palmares.node.ingest.Recorder;
import org.palmares.protocol.odf.OdfReader;

/** A document that the journal holds and nobody can read costs itself: lists and tables are answered without it. */
class FencedListsTest {

    private static final String OTHER_EVENT = "ATHM200M--------------";

    @TempDir
    private Path keys;

    private TestSite site;
    private Recorder recorder;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys, made -> {
            recorder = made;
            return null;
        });
        site.take(Messages.schedule(
                1,
                unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m"),
                unit(HEAT, "2030-08-04T10:05:00+02:00", "Men's 100m Heat 1", "100m"),
                unit(OTHER_EVENT + "FNL-000100--", "2030-08-04T11:05:00+02:00", "Men's 200m Final", "200m")));
        site.take(Messages.participants(person(1, "USA", "ASHE", "Ida"), person(2, "FRA", "BEAU", "Léo")));
        site.take(Messages.result(HEAT, 1, row(1, "USA", "ASHE", "Ida", "9.79")));
        site.take(Messages.medallists(OTHER_EVENT, 1, medal("ME_GOLD", 1, "FRA", "BEAU", "Léo")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void anUnreadableResultCostsItsUnitAndNotTheListsItStandsIn() throws Exception {
        putUnreadable(Messages.result(FINAL, 1, row(1, "NOR", "DAHL", "Kai", "9.8")));
        int units = count("unit");
        int results = count("result");

        assertEquals(List.of(HEAT), codes(site.get("/v1/competitions/" + EVENT).json().get("units")));
        assertEquals(1, count("unit") - units);
        assertEquals(1, site.get("/v1/schedule?noc=USA").json().get("units").size());
        assertEquals(1, site.get("/v1/participants/1").json().get("results").size());
        assertTrue(count("result") - results >= 2, "once for the NOCs, once for the person's results");
        assertEquals(2, site.get("/v1/competitions").json().get("competitions").size());
    }

    @Test
    void anUnreadableResultCostsWhoIsInItsUnitAndNotTheClashes() throws Exception {
        site.take(Messages.result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.8")), Messages.result(OTHER_EVENT + "FNL-000100--", 1, row(1, "USA", "ASHE", "Ida", "20.1")));
        site.take(Messages.schedule(2, unit(FINAL, "2030-08-04T11:05:00+02:00", "Final", "Final"), unit(HEAT, "2030-08-04T11:05:00+02:00", "Heat", "Heat"),
                unit(OTHER_EVENT + "FNL-000100--", "2030-08-04T11:05:00+02:00", "Final", "Final")));
        assertEquals(3, site.get("/v1/schedule/clashes?severity=error").json().get("clashes").size());
        putUnreadable(Messages.result(FINAL, 2, row(1, "NOR", "DAHL", "Kai", "9.8")));
        int results = count("result");

        assertEquals(1, site.get("/v1/schedule/clashes?severity=error").json().get("clashes").size());
        assertEquals(1, count("result") - results);
    }

    @Test
    void unreadableMedallistsCostTheirMedalsAndNotTheTable() throws Exception {
        putUnreadable(Messages.medallists(EVENT, 1, medal("ME_GOLD", 1, "NOR", "DAHL", "Kai")));
        int medals = count("medals");

        assertEquals(List.of("FRA"), site.get("/v1/medals").json().get("rows").findValuesAsText("noc"));
        assertEquals(1, count("medals") - medals);
        assertEquals(200, site.get("/v1/competitions/" + EVENT).status());
    }

    /** The message with a content that is no XML and without a status, as no reader would let it in. */
    private void putUnreadable(byte[] message) throws Exception {
        MessagePlan plan = MessagePlan.of(OdfReader.read(message), message, HeaderClock.UTC);
        OdfDocument sound = plan.document().document();
        Content broken = Content.of(("<broken " + plan.header().documentCode()).getBytes(StandardCharsets.UTF_8));
        OdfDocument unreadable = new OdfDocument(sound.key(), sound.stamp(), null, false, broken);
        recorder.decide(plan.holder(), new RecordDocument(unreadable, plan.document().entries()));
    }

    private static List<String> codes(JsonNode units) {
        return java.util.stream.StreamSupport.stream(units.spliterator(), false).map(unit -> unit.get("code").asText()).toList();
    }

    private int count(String kind) {
        return recorder.leftOut(kind);
    }
}
