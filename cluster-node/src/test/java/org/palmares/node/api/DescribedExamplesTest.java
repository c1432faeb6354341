package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palmares.node.api.Description.Operation;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.schedule.proposal.StandInPlanner;

/** What the description shows schedulers to send is taken as it stands there, over Games that have what it names. */
class DescribedExamplesTest {

    private static final Description DESCRIPTION = Description.HERE;
    private static final String FINAL = "ATHM100M--------------FNL-000100--";
    private static final String GAMES = "?games=OG2024";

    @TempDir
    private Path keys;

    @TempDir
    private Path folder;

    private TestSite site;

    /** A body that is shown. */
    private record Example(Operation operation, String type, String name, String body) {
        @Override
        public String toString() {
            return operation + " " + type + ' ' + name;
        }
    }

    static Stream<Example> shown() {
        return DESCRIPTION.operations().stream()
                .filter(operation -> DESCRIPTION.root().at(operation.pointer() + "/tags/0").asText().equals("Schedulers"))
                .flatMap(operation -> DESCRIPTION.root().at(operation.pointer() + "/requestBody/content").properties().stream().flatMap(content -> {
                    JsonNode one = content.getValue().path("example");
                    Stream<Example> alone = one.isMissingNode() ? Stream.of() : Stream.of(new Example(operation, content.getKey(), "", one.asText()));
                    return Stream.concat(alone, content.getValue().path("examples").properties().stream()
                            .map(named -> new Example(operation, content.getKey(), named.getKey(), named.getValue().path("value").toString())));
                }));
    }

    @BeforeEach
    void start() throws Exception {
        StandInPlanner planner = new StandInPlanner(folder);
        planner.does("still");
        site = TestSite.with(keys, planner.settings(Duration.ofSeconds(20)));
        site.take(
                schedule("ATH", 1, unit(FINAL, "2024-08-04T21:55", "2024-08-04T22:05", "STA") + unit("ATHM100M--------------SFNL000100--", "2024-08-04T20:00", "2024-08-04T20:05", "STA")),
                schedule("TEN", 1, unit("TENMSINGLES-----------R64-000100--", "2024-07-27T12:00", "2024-07-27T14:00", "ROL")),
                schedule("TRI", 1, unit("TRIMOLYMPIC-----------FNL-000100--", "2024-07-30T08:00", "2024-07-30T10:00", "ALX")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] schedule(String discipline, int version, String units) {
        return Messages.message("OG2024", "DT_SCHEDULE", discipline + "-".repeat(31), version, "", units);
    }

    private static String unit(String code, String start, String end, String venue) {
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"" + start + ":00+02:00\" EndDate=\"" + end + ":00+02:00\" Venue=\"" + venue
                + "\" SessionCode=\"" + (venue.equals("STA") ? "ATH07" : "") + "\"><ItemName Language=\"ENG\" Value=\"" + code + "\"/></Unit>";
    }

    private Answer send(String method, String address, String type, String body) throws Exception {
        return site.ask(
                HttpRequest.create(address + GAMES).withMethod(HttpMethods.lookup(method).orElseThrow()).withEntity(ContentTypes.parse(type), body.getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.SCHEDULER_KEY);
    }

    /** The conflict that is named there has other hashes than one that there is. */
    private String address(Operation operation) throws Exception {
        if (!operation.template().contains("{conflict}")) {
            return DESCRIPTION.address(operation);
        }
        send("PATCH", "/v1/units/" + FINAL + "/schedule", "application/json", "{\"start\": \"2024-08-04T22:00:00+02:00\"}");
        site.take(schedule("ATH", 2, unit(FINAL, "2024-08-04T21:50", "2024-08-04T22:05", "STA")));
        JsonNode open = site.get("/v1/schedule/conflicts" + GAMES, "X-API-KEY", TestSite.SCHEDULER_KEY).json().path("conflicts");
        assertEquals(1, open.size());
        return operation.template().replace("{conflict}", open.path(0).path("id").asText());
    }

    @ParameterizedTest
    @MethodSource("shown")
    void whatIsShownIsTaken(Example example) throws Exception {
        Answer answer = send(example.operation().method(), address(example.operation()), example.type(), example.body());
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
    }
}
