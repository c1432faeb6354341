package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.node.api.TestSite.Answer;

/**
 * What the weather does to a unit, in the five ways that ODF has for it (common code ScheduleStatus): DELAYED, it begins late and nobody says when; INTERRUPTED, it has
 * begun and stopped; POSTPONED, to a time that is not known; RESCHEDULED, to one that is; CANCELLED, it is not held. And how each goes on.
 */
class WeatherTest {

    private static final String UNIT = "/v1/units/" + FINAL;
    private static final String GAMES = "?games=SG2030";
    private static final String PLANNED = "2030-08-04T21:55:00+02:00";

    @TempDir
    private Path keys;

    private TestSite site;
    private int version;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        venue("SCHEDULED");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    /** What really happens is the venue's to say. */
    private void venue(String status) throws Exception {
        String began = status.equals("SCHEDULED") ? "" : " ActualStartDate=\"2030-08-04T21:57:00+02:00\"";
        site.take(schedule(++version, "<Unit Code=\"" + FINAL + "\" PhaseType=\"3\" ScheduleStatus=\"" + status + "\" StartDate=\"" + PLANNED
                + "\" EndDate=\"2030-08-04T22:05:00+02:00\"" + began + " Venue=\"STA\" SessionCode=\"ATH07\"/>"));
    }

    private void ask(HttpMethod method, String address, String body) throws Exception {
        Answer answer = site.ask(
                HttpRequest.create(address + GAMES).withMethod(method).withEntity(ContentTypes.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.SCHEDULER_KEY);
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** A step of the story: the venue says a status, or a scheduler does something. */
    private void step(String step) throws Exception {
        String[] words = step.strip().split(" ", 2);
        switch (words[0]) {
            case "venue" -> venue(words[1]);
            case "status" -> ask(HttpMethods.PATCH, UNIT + "/schedule", "{\"status\": \"" + words[1] + "\"}");
            case "start" -> ask(HttpMethods.PATCH, UNIT + "/schedule", "{\"start\": \"" + words[1] + "\", \"end\": null}");
            case "move" -> change("\"action\": \"move\", \"to\": {\"start\": \"" + words[1] + "\"}");
            default -> change("\"action\": \"" + words[0] + "\"" + (words.length > 1 ? ", " + words[1] : ""));
        }
    }

    private void change(String action) throws Exception {
        ask(HttpMethods.POST, "/v1/schedule/changes", "{\"select\": {\"units\": [\"" + FINAL + "\"]}, \"reason\": \"weather\", " + action + "}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "delayed: the plan stays               | delay                                        | DELAYED     | 2030-08-04T21:55:00+02:00 | 2030-08-04",
        "delayed, and held all the same        | delay; venue RUNNING                         | RUNNING     | 2030-08-04T21:55:00+02:00 | 2030-08-04",
        "delayed, then a time is known         | delay; start 2030-08-04T22:40:00+02:00       | RESCHEDULED | 2030-08-04T22:40:00+02:00 | 2030-08-04",
        "delayed, then all is well             | delay; restore                               | SCHEDULED   | 2030-08-04T21:55:00+02:00 | 2030-08-04",
        "interrupted: the plan stays           | venue RUNNING; status INTERRUPTED            | INTERRUPTED | 2030-08-04T21:55:00+02:00 | 2030-08-04",
        "interrupted, then it goes on          | venue RUNNING; status INTERRUPTED; status RUNNING | RUNNING | 2030-08-04T21:55:00+02:00 | 2030-08-04",
        "interrupted, goes on another day      | venue RUNNING; status INTERRUPTED; move 2030-08-05T10:00:00+02:00 | RESCHEDULED | 2030-08-05T10:00:00+02:00 | 2030-08-05",
        "interrupted, nobody knows until when  | venue RUNNING; status INTERRUPTED; postpone  | POSTPONED   |                           | 2030-08-04",
        "postponed: no time, shown on its day  | postpone                                     | POSTPONED   |                           | 2030-08-04",
        "postponed, then a time is known       | postpone; move 2030-08-06T09:00:00+02:00     | RESCHEDULED | 2030-08-06T09:00:00+02:00 | 2030-08-06",
        "postponed, then not held              | postpone; cancel                             | CANCELLED   |                           | 2030-08-04",
        "postponed; the venue repeats its plan | postpone; venue SCHEDULED                    | POSTPONED   |                           | 2030-08-04",
        "rescheduled at once                   | status RESCHEDULED; start 2030-08-05T09:00:00+02:00 | RESCHEDULED | 2030-08-05T09:00:00+02:00 | 2030-08-05",
        "moved within its day, no weather said | shift \"minutes\": 20                        | SCHEDULED   | 2030-08-04T22:15:00+02:00 | 2030-08-04",
        "cancelled: it stays in the timetable  | cancel                                       | CANCELLED   | 2030-08-04T21:55:00+02:00 | 2030-08-04",
        "cancelled, and held after all         | cancel; restore                              | SCHEDULED   | 2030-08-04T21:55:00+02:00 | 2030-08-04",
        "over: nobody moves it any more        | venue FINISHED; shift \"minutes\": 20        | FINISHED    | 2030-08-04T21:55:00+02:00 | 2030-08-04"})
    void theWeather(String story, String steps, String status, String start, String day) throws Exception {
        for (String step : steps.split(";")) {
            step(step);
        }
        JsonNode unit = site.get(UNIT + GAMES).json();
        assertEquals(List.of(status, start == null ? "" : start), List.of(unit.path("status").asText(), unit.path("start").asText()), story);
        assertEquals(1, site.get("/v1/schedule" + GAMES + "&date=" + day).json().path("units").size(), story + ": it is shown on " + day);
        boolean began = steps.contains("RUNNING") || steps.contains("FINISHED");
        assertEquals(began ? "2030-08-04T21:57:00+02:00" : "", unit.path("actualStart").asText(), "what really happened stays");
    }
}
