package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.row;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.node.api.TestSite.Answer;

/** Messages that are odd: what is taken says so in its answer, what is refused changes nothing that anybody sees. */
class LenientMessagesTest {

    private static final String RESULT = "/v1/units/" + FINAL + "/result";
    private static final String SOUND = text(Messages.result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79")));

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Source=\"OVR\"|Source=\"\"|@Source", "Source=\"OVR\"||@Source", "OFFICIAL|UNDER_REVIEW|@ResultStatus",
                "Time=\"220000001\"|Time=\"240000000\"|@Time", "SortOrder=\"1\"|SortOrder=\"one\"|@SortOrder",
                "FeedFlag=\"P\"|FeedFlag=\"P\" Language=\"eng\"|@Language"
            })
    void whatNeedsNoGuessIsTakenWithAWarningThatNamesIt(String sound, String odd, String named) throws Exception {
        Answer answer = post(SOUND.replace(sound, odd == null ? "" : odd));

        assertEquals("applied", answer.json().get("outcome").asText());
        assertTrue(answer.json().get("warnings").toString().contains(named), answer.json().toString());
        assertEquals("9.79", site.get(RESULT).json().at("/rows/0/result").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "2030-08-04, 2204-08-04, Date", "Version=\"1\", Version=\"2147483648\", Version", "SG2030, SG2030-T, CompetitionCode",
        "220000001, 240000001, Time", "OFFICIAL, IN THE MAKING, ResultStatus"
    })
    void whatWouldHaveToBeGuessedIsRefusedAndNamed(String sound, String odd, String attribute) throws Exception {
        Answer answer = post(SOUND.replace(sound, odd));

        assertEquals(422, answer.status());
        assertTrue(answer.json().get("faults").toString().contains("@" + attribute), answer.json().toString());
        assertEquals(0, site.get("/v1/games").json().get("games").size());
    }

    @Test
    void anUpdateStampedAtTheEndOfTheDayCountsAfterThePlanOfTheEvening() throws Exception {
        post(text(schedule(1, unit(FINAL, "2030-08-05T10:00:00+02:00", "Final", "Finale"))).replace("220000001", "235950000"));
        Answer update = post(text(schedule(1, unit(FINAL, "2030-08-05T11:00:00+02:00", "Final", "Finale")))
                .replace("DT_SCHEDULE", "DT_SCHEDULE_UPDATE")
                .replace("220000001", "240000000"));

        assertEquals("applied", update.json().get("outcome").asText());
        assertEquals("2030-08-05T11:00:00+02:00", site.get("/v1/units/" + FINAL).json().get("start").asText());
    }

    @ParameterizedTest
    @CsvSource({"+999999999-12-31T23:59:59-18:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2204-08-04T10:00:00Z", "2030-08-04T10:00:00"})
    void aUnitOfAnotherAgeIsRefusedAndAllListsStayReadable(String start) throws Exception {
        Answer answer = post(text(schedule(1, unit(HEAT, "2030-08-04T10:00:00Z", "Heat", "Série"), unit(FINAL, start, "Final", "Finale"))));

        assertEquals(422, answer.status());
        assertTrue(answer.json().get("faults").toString().contains("Unit[2]/@StartDate") && answer.json().toString().contains(FINAL), answer.json().toString());
        for (String list : List.of("/v1/games", "/v1/schedule", "/v1/schedule?date=2030-08-04", "/v1/competitions?date=2030-08-04")) {
            assertEquals(200, site.get(list).status(), list);
        }
    }

    @Test
    void aUnitWithAStatusOfALaterDictionaryStaysInTheTimetable() throws Exception {
        Answer answer = post(text(schedule(1, unit(FINAL, "2030-08-04T10:00:00Z", "Final", "Finale"))).replace("\"SCHEDULED\"", "\"SUSPENDED\""));

        assertTrue(answer.json().get("warnings").toString().contains("SUSPENDED"));
        assertEquals("SUSPENDED", site.get("/v1/schedule?date=2030-08-04").json().at("/units/0/status").asText());
        assertEquals("SUSPENDED", site.get("/v1/competitions/" + EVENT).json().get("status").asText());
    }

    @Test
    void aResendByAnotherSerializerOrSystemIsADuplicate() throws Exception {
        assertEquals("applied", post(SOUND).json().get("outcome").asText());
        String resent = SOUND.replace("220000001", "230000000").replace("Source=\"OVR\"", "Source=\"BACKUP\" Serial=\"4\"").replace("Rank=\"1\"", "IRM=\"\" Rank=\"1\"");
        assertEquals("duplicate", post(resent).json().get("outcome").asText());
    }

    @Test
    void namesBeyondTheBasicPlaneAreNeverCutInHalf() throws Exception {
        post(text(schedule(1, unit(FINAL, "2030-08-04T10:00:00Z", "Mixed Relay \uD83E\uDD47", "R"), unit(HEAT, "2030-08-04T09:00:00Z", "Mixed Relay \uD83E\uDD48", "R"))));

        assertEquals("Mixed Relay", site.get("/v1/competitions").json().at("/competitions/0/name").asText());
        assertEquals("Mixed Relay \uD83E\uDD48", site.get("/v1/competitions/" + EVENT).json().at("/units/0/name").asText());
    }

    @Test
    void personsOfThePastDoNotReplaceThoseWhoAreEntered() throws Exception {
        post(text(Messages.participants(Messages.person(1, "USA", "ASHE", "Ida"))));
        Answer historical = post(text(Messages.participants(Messages.person(9, "NOR", "OLD", "Man")))
                .replace("Version=\"1\"", "Version=\"2\" DocumentSubtype=\"HISTORICAL\"").replace("220000001", "230000000"));

        assertEquals("applied", historical.json().get("outcome").asText());
        assertEquals(List.of("ASHE Ida"), site.get("/v1/participants").json().findValuesAsText("name"));
        assertFalse(site.get("/v1/odf/DT_PARTIC/ATH" + "-".repeat(31) + "?subtype=HISTORICAL").body().length == 0);
    }

    private Answer post(String message) throws Exception {
        HttpRequest request = HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), message.getBytes(StandardCharsets.UTF_8));
        return site.ask(request, "X-API-KEY", TestSite.FEED_KEY);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
