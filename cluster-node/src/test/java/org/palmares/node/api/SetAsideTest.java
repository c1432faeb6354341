package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.JournalId;
import org.palmares.node.api.TestSite.Answer;

/** A competition of which a journal could not be read is neither called unknown nor answered from the half that is known; others are served. */
final class SetAsideTest {

    private static final JournalId JOURNAL = new JournalId(CompetitionId.ofDocument("SG2030", "DT_RESULT", Messages.FINAL), new ReplicaId("madrid"));
    private static final String OTHER = "ATHW100M--------------FNL-000100--";

    private TestSite site;

    @BeforeEach
    void start(@TempDir Path keys) throws Exception {
        site = new TestSite(keys);
        site.take(result(Messages.FINAL, 1), result(OTHER, 1));
        site.serving().setAside().add(JOURNAL, "an event of a later release");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] result(String code, int version) {
        return Messages.result(code, version, Messages.row(1, "FRA", "DUPONT", "Jean", "9.80"));
    }

    private Answer post(String code, int version) throws Exception {
        return site.ask(
                HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), result(code, version)), "X-API-KEY", TestSite.FEED_KEY);
    }

    private static void assertUnreadable(Answer answer) throws Exception {
        assertEquals(503, answer.status());
        assertEquals("/problems/journal-unreadable", answer.json().get("type").asText());
        assertTrue(answer.json().get("detail").asText().contains("Ask another data centre"), answer.json().toString());
        assertEquals("30", answer.header("retry-after"));
    }

    @Test
    void itsQueriesAndMessagesAreAnsweredWith503() throws Exception {
        assertUnreadable(site.get("/v1/units/" + Messages.FINAL + "/result?games=SG2030"));
        assertUnreadable(site.get("/v1/units/" + Messages.FINAL + "?games=SG2030"));
        assertUnreadable(site.get("/v1/units/" + Messages.FINAL + "/history?games=SG2030"));
        assertUnreadable(site.get("/v1/odf/DT_RESULT/" + Messages.FINAL + "?games=SG2030"));
        assertUnreadable(site.get("/v1/competitions/" + JOURNAL.competition().code() + "?games=SG2030"));
        assertUnreadable(post(Messages.FINAL, 2));
    }

    @Test
    void theListOfCompetitionsNamesItForAsLongAsItIsSetAside() throws Exception {
        JsonNode list = site.get("/v1/competitions?games=SG2030&discipline=SWM").json();
        assertEquals(1, list.get("setAside").size());
        assertEquals(JOURNAL.competition().code(), list.at("/setAside/0").asText());

        site.serving().setAside().remove(JOURNAL);
        site.serving().setAside().add(new JournalId(new CompetitionId("PG2030", JOURNAL.competition().code()), JOURNAL.replica()), "of other Games");
        assertFalse(site.get("/v1/competitions?games=SG2030&discipline=SWM").json().has("setAside"));
    }

    @Test
    void othersAreServed() throws Exception {
        assertEquals(200, site.get("/v1/units/" + OTHER + "/result?games=SG2030").status());
        assertEquals(200, post(OTHER, 2).status());
    }

    @Test
    void itIsServedOnceItsJournalWasRead() throws Exception {
        site.serving().setAside().remove(JOURNAL);
        assertEquals(200, site.get("/v1/units/" + Messages.FINAL + "/result?games=SG2030").status());
        assertEquals(200, post(Messages.FINAL, 2).status());
    }
}
