package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.node.api.TestSite.Answer;

/** The timetable as a spreadsheet, out and back. */
class SheetTest {

    private static final String SECOND = EVENT + "HEAT000200--";
    private static final String SHEET = "/v1/schedule.csv?games=SG2030";
    private static final String CHANGES = "/v1/schedule/changes?games=SG2030";

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        site.take(plan(1));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] plan(int version) {
        return schedule(
                version,
                unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale"),
                unit(HEAT, "2030-08-03T10:00:00+02:00", "=HYPERLINK(&quot;http://evil&quot;)", "Série 1"),
                unit(SECOND, "2030-08-03T10:10:00+02:00", "Heat 2, \u00fcber", "Série 2").replace(
                        "Medal=", "HideStartDate=\"Y\" Venue2=\"\" Location=\"TRK\" Order=\"2\" Medal=").replace("</Unit>", "<StartText Language=\"ENG\" Value=\"'=not before\"/></Unit>"));
    }

    private String sheet(String more) throws Exception {
        return new String(site.get(SHEET + more).body(), StandardCharsets.UTF_8);
    }

    private Answer post(String file, String more, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "X-API-KEY";
        all[headers.length + 1] = TestSite.SCHEDULER_KEY;
        return site.ask(
                HttpRequest.create(CHANGES + more).withMethod(HttpMethods.POST)
                        .withEntity(MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8), file.getBytes(StandardCharsets.UTF_8)), all);
    }

    private JsonNode done(String file, String more, String... headers) throws Exception {
        Answer answer = post(file, more, headers);
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        return answer.json();
    }

    private JsonNode shown(String unit) throws Exception {
        return new Scheduler(site).shown(unit);
    }

    private void patch(String unit, String body) throws Exception {
        new Scheduler(site).patch(unit, body);
    }

    @Test
    void itHasARowForEachUnitAndNothingInItIsAFormula() throws Exception {
        assertEquals("text/csv; charset=UTF-8", site.get(SHEET).type());
        List<String> lines = sheet("").lines().toList();
        assertEquals("\uFEFFunit,name,discipline,status,start,end,hideStart,startText,order,venue,venueName,location,locationName,session,actualStart,actualEnd,revision", lines.get(0));
        assertTrue(lines.get(1).startsWith(HEAT + ",\"'=HYPERLINK(\"\"http://evil\"\")\",ATH,SCHEDULED,2030-08-03T10:00:00+02:00,,,,,STA,"), lines.get(1));
        assertTrue(lines.get(2).startsWith(SECOND + ",\"Heat 2, über\",ATH,SCHEDULED,2030-08-03T10:10:00+02:00,,Y,''=not before,2,STA,,TRK,"), lines.get(2));
        assertEquals(4, lines.size());
        assertEquals(3, sheet("&date=2030-08-03&lang=fr").lines().count());
        assertEquals(304, site.get(SHEET, "If-None-Match", site.get(SHEET).header("etag")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void whatWasGotAndIsSentBackChangesNothing(String separator) throws Exception {
        JsonNode before = site.get("/v1/schedule?games=SG2030").json();
        String file = separator.equals(",") ? sheet("&lang=fr") : sheet("").replace("Heat 2, über", "Heat 2").replace("\"Heat 2\"", "Heat 2").replace(",", separator);
        for (String more : List.of("", "&dryRun=false")) {
            JsonNode change = done(file, more);
            assertEquals(List.of("0", "3"), List.of(String.valueOf(change.path("units").size()), change.path("unchanged").asText()), change.toString());
        }
        assertEquals(before, site.get("/v1/schedule?games=SG2030").json());
    }

    @Test
    void itIsOnlyToldUnlessItIsToBeCarriedOut() throws Exception {
        String file = "unit,start,location\r\n" + HEAT + ",2030-08-03T11:00:00+02:00,TRK\r\n" + SECOND + ",2030-08-03 11:10,\r\n,,\r\n";
        JsonNode plan = done(file, "");
        assertEquals(List.of("planned", "2030-08-03T11:10:00+02:00"), List.of(plan.path("state").asText(), plan.path("units").path(1).path("after").path("start").asText()));
        assertEquals("2030-08-03T10:00:00+02:00", shown(HEAT).path("start").asText());
        JsonNode change = done(file, "&dryRun=false&reason=rain", "Idempotency-Key", "k");
        assertEquals(List.of("done", "set", "rain"), List.of(change.path("state").asText(), change.path("action").asText(), change.path("reason").asText()));
        assertEquals("2030-08-03T11:00:00+02:00", shown(HEAT).path("start").asText());
        assertEquals("2030-08-03T11:10:00+02:00", shown(SECOND).path("start").asText());
        assertTrue(shown(SECOND).path("location").isMissingNode(), "an empty cell takes the value away");
        assertTrue(shown(SECOND).path("hideStart").asBoolean(), "there is no such column");
        assertEquals(change, done(file, "&dryRun=false&reason=rain", "Idempotency-Key", "k"), "the same again is the same change");
        assertEquals(422, post(file.replace("11:10", "11:20"), "&dryRun=false&reason=rain", "Idempotency-Key", "k").status());
    }

    @Test
    void aRowThatSomebodyElseChangedSinceIsLeftUnlessItIsAsItWasRead() throws Exception {
        String read = sheet("");
        patch(HEAT, "{\"start\": \"2030-08-03T12:00:00+02:00\"}");
        patch(SECOND, "{\"order\": 9}");
        JsonNode change = done(read.replace("2030-08-03T10:00:00+02:00", "2030-08-03T10:30:00+02:00").replace("T21:55:", "T22:05:"), "&dryRun=false");
        assertEquals("partly", change.path("state").asText());
        JsonNode left = change.path("units").path(0);
        assertEquals(List.of(HEAT, "/problems/outdated"), List.of(left.path("code").asText(), left.path("outcome").path("type").asText()), change.toString());
        assertTrue(left.path("outcome").path("detail").asText().startsWith("row 2: The unit has changed since it was read, by scheduler"), left.toString());
        assertEquals(List.of(FINAL, "changed", "1"), List.of(
                change.path("units").path(1).path("code").asText(), change.path("units").path(1).path("outcome").asText(), change.path("unchanged").asText()));
        assertEquals(List.of("2030-08-03T12:00:00+02:00", "9"), List.of(shown(HEAT).path("start").asText(), shown(SECOND).path("order").asText()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "~~ | row 1",
        "start | row 1.unit",
        "unit,colour | row 1.colour",
        "unit,start,start | row 1.start",
        "unit,start | row 2",
        "unit,start~HEAT | row 2",
        "unit,start~HEAT,noon | row 2.start",
        "unit,start~HEAT,03/08/2030 10:00 | row 2.start",
        "unit,start~HEAT,2030-08-03T10:00:00Z~HEAT,2030-08-03T10:00:00Z | row 3.unit",
        "unit,start~short,2030-08-03T10:00:00Z | row 2.unit",
        "unit,start~NONE,2030-08-03T11:00:00Z | row 2",
        "unit,status~HEAT, | row 2.status",
        "unit,hideStart~HEAT,maybe | row 2.hideStart",
        "unit,venue~HEAT,XYZ | row 2.venue",
        "unit,end~HEAT,2030-08-03T09:00:00+02:00 | row 2.end",
        "unit,order,revision~HEAT,3,new | row 2.revision",
        "unit,start~HEAT,\"x\"y | ~~"})
    void everyFaultIsToldWithItsRowAndColumn(String file, String field) throws Exception {
        JsonNode before = shown(HEAT);
        Answer answer = post(file.replace("HEAT", HEAT).replace("NONE", HEAT.replace("0001", "0099")).replace("~", "\r\n"), "&dryRun=false");
        assertEquals(422, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(field, answer.json().path("faults").path(0).path("field").asText(), answer.json().toString());
        assertEquals(before, shown(HEAT));
    }

    @Test
    void whatIsNotInUtf8IsTold() throws Exception {
        Answer answer = site.ask(
                HttpRequest.create(CHANGES).withMethod(HttpMethods.POST)
                        .withEntity(MediaTypes.TEXT_CSV.toContentType(HttpCharsets.UTF_8), "unit,startText\r\né,é\r\n".getBytes(StandardCharsets.ISO_8859_1)),
                "X-API-KEY", TestSite.SCHEDULER_KEY);
        assertEquals(422, answer.status());
        assertTrue(answer.json().path("faults").path(0).path("message").asText().contains("CSV UTF-8"));
        assertEquals(400, post("unit,order\r\n" + HEAT + ",1\r\n", "&dryRun=perhaps").status());
        assertEquals(400, post("unit,order\r\n" + HEAT + ",1\r\n", "&reason=" + "x".repeat(501)).status());
    }

    @Test
    void aTimeWithoutItsOffsetIsTakenOnlyWhereTheVenuesClockShowsItOnce() throws Exception {
        site.take(Messages.message("SG2030", "DT_SCHEDULE", "SRF" + "-".repeat(31), 1, "",
                unit("SRFM------------------HEAT000100--", "2030-08-03T07:00:00-10:00", "Surfing, far away", "Surf")));
        Answer far = post("unit,start\r\nSRFM------------------HEAT000100--,2030-08-03T08:00\r\n", "");
        assertEquals(422, far.status(), "another clock");
        assertTrue(far.json().path("faults").path(0).path("message").asText().contains("with its offset"));
        assertEquals(200, post("unit,start\r\n" + HEAT + ",2030-08-03T08:00\r\n", "").status());
    }

    @Test
    void aUnitThatAPersonMovesToAnotherVenueHasItsName() throws Exception {
        site.take(Messages.message("SG2030", "DT_SCHEDULE", "BDM" + "-".repeat(31), 1, "",
                unit("BDMMSINGLES-----------R16-000100--", "2030-08-03T10:00:00+02:00", "One", "Un").replace("Venue=\"STA\"", "Venue=\"ARE\" VenueName=\"The Arena\"")
                        .replace("</Unit>", "<VenueDescription VenueName=\"The Arena\" LocationName=\"\"/></Unit>")));
        assertEquals("The Arena", shown("BDMMSINGLES-----------R16-000100--").path("venue").path("name").asText());
        patch(HEAT, "{\"venue\": \"ARE\"}");
        assertEquals("The Arena", shown(HEAT).path("venue").path("name").asText());
        assertTrue(sheet("").contains(",ARE,The Arena,"));
    }
}
