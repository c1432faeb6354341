package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.message;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.api.TestSite.Answer;

/** The timetable in people's calendars. */
class CalendarFileTest {

    private static final String SECOND = EVENT + "HEAT000200--";
    private static final String THIRD = EVENT + "HEAT000300--";
    private static final String ADDRESS = "/v1/schedule.ics?games=SG2030";

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        site.take(plan(1, ""));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] plan(int version, String more) {
        return schedule(
                version,
                unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale"),
                unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1"),
                unit(SECOND, "2030-08-03T10:10:00+02:00", "Heat 2; the &quot;second&quot;, 陸上競技男子百メートル予選第二組の二番目の組", "Série 2").replace(
                        "Medal=", "HideStartDate=\"Y\" SessionCode=\"ATH01\" Medal=").replace("</Unit>", "<StartText Language=\"ENG\" Value=\"Not before 10:10\"/></Unit>"),
                more);
    }

    private Map<String, Map<String, String>> events(String address) throws Exception {
        Answer answer = site.get(address);
        assertEquals(200, answer.status());
        assertTrue(answer.type().startsWith("text/calendar"), answer.type());
        Map<String, Map<String, String>> events = new TreeMap<>();
        Map<String, String> now = new HashMap<>();
        for (String line : new String(answer.body(), StandardCharsets.UTF_8).replace("\r\n ", "").split("\r\n")) {
            String[] parts = line.split(":", 2);
            now = line.equals("BEGIN:VEVENT") ? new HashMap<>() : now;
            now.put(parts[0].split(";")[0], parts[1]);
            now.putIfAbsent(parts[0], parts[1]);
            if (line.equals("END:VEVENT")) {
                events.put(now.get("UID").substring(0, 34), now);
            }
        }
        return events;
    }

    private void patch(String unit, String body) throws Exception {
        assertEquals(200, site.ask(
                HttpRequest.create("/v1/units/" + unit + "/schedule?games=SG2030").withMethod(HttpMethods.PATCH)
                        .withEntity(ContentTypes.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.SCHEDULER_KEY).status());
    }

    @Test
    void nothingThatSomebodyWroteEndsALine() throws Exception {
        site.take(plan(2, unit(THIRD, "2030-08-03T10:20:00+02:00", "Heat&#13;3&#10;X:1&#13;&#10;Y:2", "Série 3")));
        for (String address : List.of(ADDRESS, ADDRESS + "&session=A%0D%0AX-INJECTED:1%0DB", ADDRESS + "&venue=A%0AB")) {
            String file = new String(site.get(address).body(), StandardCharsets.UTF_8);
            assertTrue(file.replace("\r\n", "").chars().noneMatch(Character::isISOControl), file);
            assertFalse(file.contains("\r\nX-INJECTED") || file.contains("\r\nX:") || file.contains("\r\nY:"), file);
        }
    }

    @Test
    void aUnitIsAnEntryInUtcWithItsPlaceItsKindAndItsPage() throws Exception {
        Map<String, String> entry = events(ADDRESS).get(FINAL);
        assertEquals(FINAL + ".SG2030@palmares", entry.get("UID"));
        assertEquals("20300804T195500Z", entry.get("DTSTART"));
        assertEquals("Athletics\\, Men's 100m Final", entry.get("SUMMARY"));
        assertEquals(List.of("STA", "Athletics", "CONFIRMED", "0"), List.of(entry.get("LOCATION"), entry.get("CATEGORIES"), entry.get("STATUS"), entry.get("SEQUENCE")));
        assertEquals("http://127.0.0.1:8101/?games=SG2030#/unit/" + FINAL, entry.get("URL"));
        assertEquals("Athlétisme\\, 100m hommes\\, finale", events(ADDRESS + "&lang=fr").get(FINAL).get("SUMMARY"));
    }

    @Test
    void theSequenceGrowsWithTheUnitsOwnChangesOnlyAndTheTagWithAnyOfThem() throws Exception {
        Map<String, Map<String, String>> first = events(ADDRESS);
        String tag = site.get(ADDRESS).header("etag");
        site.take(plan(2, ""));
        site.take(plan(3, ""));
        assertEquals(304, site.get(ADDRESS, "If-None-Match", tag).status(), "it was only said again");
        patch(HEAT, "{\"start\": \"2030-08-03T11:00:00+02:00\"}");
        assertEquals(200, site.get(ADDRESS, "If-None-Match", tag).status());
        Map<String, Map<String, String>> second = events(ADDRESS);
        assertEquals(first.keySet(), second.keySet());
        assertTrue(Integer.parseInt(second.get(HEAT).get("SEQUENCE")) > Integer.parseInt(first.get(HEAT).get("SEQUENCE")));
        assertNotEquals(first.get(HEAT).get("DTSTAMP") + first.get(HEAT).get("SEQUENCE"), second.get(HEAT).get("DTSTAMP") + second.get(HEAT).get("SEQUENCE"));
        assertEquals(first.get(FINAL), second.get(FINAL));
    }

    @Test
    void whatHasNoSharpStartStandsOnItsDayAndMakesNobodyBusy() throws Exception {
        Map<String, String> hidden = events(ADDRESS).get(SECOND);
        assertEquals(List.of("20300803", "20300804", "TENTATIVE", "TRANSPARENT"), List.of(
                hidden.get("DTSTART;VALUE=DATE"), hidden.get("DTEND;VALUE=DATE"), hidden.get("STATUS"), hidden.get("TRANSP")));
        assertTrue(hidden.get("SUMMARY").startsWith("Not before 10:10: Athletics"), hidden.toString());
        patch(HEAT, "{\"status\": \"POSTPONED\"}");
        Map<String, String> postponed = events(ADDRESS).get(HEAT);
        assertEquals(List.of("20300803", "TENTATIVE", "Postponed: Athletics\\, Heat 1"), List.of(
                postponed.get("DTSTART;VALUE=DATE"), postponed.get("STATUS"), postponed.get("SUMMARY")));
    }

    @Test
    void whatIsCancelledStaysAsCancelledEvenWhenTheVenueNamesItNoMore() throws Exception {
        site.take(plan(2, unit(THIRD, "2030-08-03T10:20:00+02:00", "Heat 3", "Série 3").replace("\"SCHEDULED\"", "\"CANCELLED\"")));
        Map<String, String> cancelled = events(ADDRESS).get(THIRD);
        assertEquals(List.of("CANCELLED", "20300803T082000Z"), List.of(cancelled.get("STATUS"), cancelled.get("DTSTART")));
        String tag = site.get(ADDRESS).header("etag");
        site.take(plan(3, ""));
        assertEquals(404, site.get("/v1/units/" + THIRD + "?games=SG2030").status());
        assertEquals(cancelled, events(ADDRESS).get(THIRD));
        assertEquals(304, site.get(ADDRESS, "If-None-Match", tag).status());
    }

    @Test
    void whatNobodyHasPlannedYetIsInNobodysCalendar() throws Exception {
        site.take(plan(2, unit(THIRD, "", "To come", "À venir").replace("\"SCHEDULED\"", "\"UNSCHEDULED\" SessionCode=\"ATH01\"").replace("StartDate=\"\"", "")));
        assertEquals(200, site.get("/v1/units/" + THIRD + "?games=SG2030").status());
        assertFalse(events(ADDRESS).containsKey(THIRD));
    }

    @Test
    void theHourThatIsThereTwiceIsTwoHours() throws Exception {
        site.take(message("NIGHT", "DT_SCHEDULE", "ATH" + "-".repeat(31), 1, "",
                unit(HEAT, "2030-10-27T02:30:00+02:00", "Before", "Avant") + unit(SECOND, "2030-10-27T02:30:00+01:00", "After", "Après")));
        Map<String, Map<String, String>> events = events("/v1/schedule.ics?games=NIGHT");
        assertEquals(List.of("20301027T003000Z", "20301027T013000Z"), List.of(events.get(HEAT).get("DTSTART"), events.get(SECOND).get("DTSTART")));
    }

    @Test
    void itIsChosenAsTheScheduleIsAndLinesAreShort() throws Exception {
        assertEquals(List.of(HEAT, SECOND), List.copyOf(events(ADDRESS + "&date=2030-08-03").keySet()));
        assertEquals(List.of(), List.copyOf(events(ADDRESS + "&participant=1").keySet()));
        assertEquals(List.of(SECOND), List.copyOf(events(ADDRESS + "&session=ATH01").keySet()));
        for (String line : new String(site.get(ADDRESS).body(), StandardCharsets.UTF_8).split("\r\n")) {
            assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
        }
        assertEquals(200, site.get(ADDRESS, "Accept", "application/json").status(), "there is nothing to choose from");
        assertEquals("gzip", site.get(ADDRESS, "Accept-Encoding", "gzip").header("content-encoding"));
    }

    @Test
    void anotherParserReadsTheSame() throws Exception {
        Optional<Path> python = Arrays.stream(new String[] {"/usr/bin/python3"}).map(Path::of).filter(Files::isExecutable).filter(CalendarFileTest::hasIcalendar).findFirst();
        if (python.isEmpty()) {
            System.out.println("skipped, there is no python3-icalendar here: no other parser has read the calendar");
        }
        assumeTrue(python.isPresent(), "there is no python3-icalendar here");
        Path file = keys.resolve("timetable.ics");
        Files.write(file, site.get(ADDRESS).body());
        String read = run(python.get(), "import icalendar, sys\n"
                + "for e in icalendar.Calendar.from_ical(open('" + file + "', 'rb').read()).walk('VEVENT'):\n"
                + "    print(e['UID'], e['DTSTART'].dt.isoformat(), e['STATUS'], int(e['SEQUENCE']) >= 0, e['SUMMARY'])");
        assertEquals(List.of(
                        HEAT + ".SG2030@palmares 2030-08-03T08:00:00+00:00 CONFIRMED True Athletics, Heat 1",
                        SECOND + ".SG2030@palmares 2030-08-03 TENTATIVE True Not before 10:10: Athletics, Heat 2; the \"second\", 陸上競技男子百メートル予選第二組の二番目の組",
                        FINAL + ".SG2030@palmares 2030-08-04T19:55:00+00:00 CONFIRMED True Athletics, Men's 100m Final"),
                read.lines().toList());
    }

    private static boolean hasIcalendar(Path python) {
        try {
            return new ProcessBuilder(python.toString(), "-c", "import icalendar").start().waitFor() == 0;
        } catch (Exception none) {
            return false;
        }
    }

    private static String run(Path python, String script) throws Exception {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-c", script));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertFalse(process.exitValue() != 0, said);
        return said;
    }
}
