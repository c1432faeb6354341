package org.palmares.tools.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.Succession;
import org.palmares.tools.schedule.Asker.Answer;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.network.Partition;
import org.palmares.tools.site.network.Partition.Direction;

/** People who change the timetable in three real data centres: at once, cut off from each other, against venues, and with a node that dies in the middle. */
@Order(4)
@Tag("drill")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class SchedulingIT {

    private static final String CODE = "DESK2030";
    private static final String GAMES = "?games=" + CODE;
    private static final int EVENTS = 40;
    private static final int UNITS = 10;
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Decided in Madrid, as far from Paris as from Barcelona. */
    private static final String FIRST = unit(1, 0);
    /** Decided in Paris: who is cut off from it asks Madrid. Were Madrid its home, both would hear of each other through it. */
    private static final String SECOND = unit(0, 0);
    private static final String THIRD = unit(2, 0);

    private static LocalSites sites;
    private static Asker paris;
    private static Asker madrid;
    private static Asker barcelona;

    @BeforeAll
    static void start() {
        sites = RunningSites.get();
        paris = new Asker(sites.layout().url("paris"));
        madrid = new Asker(sites.layout().url("madrid"));
        barcelona = new Asker(sites.layout().url("barcelona"));
        paris.odf(plan(1, "10:00"));
        Stream.of(paris, madrid, barcelona).forEach(site -> site.await(SOON, "/v1/units/" + unit(EVENTS - 1, UNITS - 1) + GAMES, unit -> true));
    }

    @AfterEach
    void mend() {
        new Partition(sites.layout()).heal();
        sites.up(Layout.SITES);
    }

    private static String unit(int event, int number) {
        return "ATHM" + String.format("%04d", event) + "M" + "-".repeat(13) + "HEAT" + String.format("%04d", number + 1) + "----";
    }

    /** The whole programme as its venue has it: a heat every ten minutes in each event, from {@code begin} on; only the first three events move. */
    private static String plan(int version, String begin) {
        String units = IntStream.range(0, EVENTS)
                .boxed()
                .flatMap(event -> IntStream.range(0, UNITS).mapToObj(number -> {
                    String hour = event < 3 ? begin.substring(0, 2) : "10";
                    return "<Unit Code=\"" + unit(event, number) + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"2030-08-03T" + hour + ":"
                            + String.format("%02d", number) + ":00+02:00\" Venue=\"STA\" SessionCode=\"ATH01\"/>";
                }))
                .reduce("", String::concat);
        return "<OdfBody CompetitionCode=\"" + CODE + "\" DocumentType=\"DT_SCHEDULE\" DocumentCode=\"ATH" + "-".repeat(31) + "\" Version=\"" + version
                + "\" FeedFlag=\"P\" Date=\"2030-08-01\" Time=\"1000000" + String.format("%02d", version) + "\" LogicalDate=\"2030-08-01\" Source=\"VEN\"><Competition>" + units
                + "</Competition></OdfBody>";
    }

    private static String home(String unit) {
        return new Succession(Layout.SITES.stream().map(ReplicaId::new).toList()).of(new CompetitionId(CODE, unit.substring(0, 22))).get(0).name();
    }

    private static CompletableFuture<Answer> move(Asker site, String unit, String start) {
        return CompletableFuture.supplyAsync(() -> site.patch("/v1/units/" + unit + "/schedule" + GAMES, "{\"start\": \"" + start + "\", \"reason\": \"" + start + "\"}"));
    }

    private static String start(Asker site, String unit) {
        return site.get("/v1/units/" + unit + GAMES).json().path("start").asText();
    }

    private static JsonNode conflicts(Asker site, String unit) {
        return site.get("/v1/schedule/conflicts" + GAMES + "&unit=" + unit).json().path("conflicts");
    }

    /** All three list the same one conflict of the unit; gives it. */
    private static JsonNode conflict(String unit) {
        paris.await(SOON, "/v1/schedule/conflicts" + GAMES + "&unit=" + unit, list -> list.path("conflicts").size() == 1);
        JsonNode conflict = conflicts(paris, unit).path(0);
        for (Asker site : List.of(madrid, barcelona)) {
            site.await(SOON, "/v1/schedule/conflicts" + GAMES + "&unit=" + unit, list -> list.path("conflicts").path(0).equals(conflict));
        }
        return conflict;
    }

    private static Set<String> texts(JsonNode values, String... path) {
        Set<String> texts = new TreeSet<>();
        values.forEach(value -> {
            JsonNode at = value;
            for (String member : path) {
                at = at.path(member);
            }
            texts.add(at.asText());
        });
        return texts;
    }

    private static void settle(String unit, JsonNode conflict, int index) {
        Answer settled = madrid.post("/v1/schedule/conflicts/" + conflict.path("id").asText() + "/resolution" + GAMES, "{\"inForce\": " + index + ", \"reason\": \"agreed\"}");
        assertEquals(200, settled.status(), settled.text());
        for (Asker site : List.of(paris, madrid, barcelona)) {
            site.await(SOON, "/v1/schedule/conflicts" + GAMES + "&unit=" + unit, list -> list.path("conflicts").isEmpty());
        }
    }

    /** In the same moment both have not heard of each other; should one have, that one was no stranger to the change: then they try again. */
    @Test
    void twoWhoChangeTheSameUnitInTwoCitiesAtOnceBothGetAnAnswerAndTheLaterWins() {
        assertEquals("madrid", home(FIRST));
        for (int minute = 10; ; minute++) {
            assertTrue(minute < 40, "never at once in 30 tries");
            CompletableFuture<Answer> one = move(paris, FIRST, "2030-08-03T11:" + minute + ":00+02:00");
            CompletableFuture<Answer> other = move(barcelona, FIRST, "2030-08-03T12:" + minute + ":00+02:00");
            assertEquals(List.of(200, 200), List.of(one.join().status(), other.join().status()));
            if (!conflicts(paris, FIRST).isEmpty()) {
                break;
            }
        }
        JsonNode conflict = conflict(FIRST);
        JsonNode values = conflict.path("values");
        assertEquals(2, texts(values, "value", "start").size());
        String later = values.path(conflict.path("inForce").asInt()).path("value").path("start").asText();
        assertEquals(List.of(later, later, later), List.of(start(paris, FIRST), start(madrid, FIRST), start(barcelona, FIRST)));
        settle(FIRST, conflict, 1);
        String earlier = values.path(1).path("value").path("start").asText();
        barcelona.await(SOON, "/v1/units/" + FIRST + GAMES, unit -> unit.path("start").asText().equals(earlier));
        JsonNode history = paris.get("/v1/units/" + FIRST + "/history" + GAMES).json().path("history");
        assertEquals("settlement", history.path(0).path("cause").path("kind").asText());
        assertTrue(texts(history, "reason").containsAll(Set.of("agreed", later, earlier)), history.toString());
    }

    /**
     * Both still see Madrid, so both can keep what they acknowledge; who sees nobody acknowledges nothing (decisions/0002). Barcelona soon reads in Paris' journal
     * what it does not hear: one that is slow to ask may have known the other's change, and then they try again.
     */
    @Test
    void twoWhoAreCutOffFromEachOtherBothChangeTheUnitAndAreListedWhenTheyAreNot() {
        assertEquals("paris", home(SECOND));
        Partition partition = new Partition(sites.layout());
        partition.impossible().ifPresent(reason -> Assumptions.abort("SKIPPED: no partition, because " + reason));
        String here = "";
        String there = "";
        for (int minute = 10; minute == 10 || conflicts(paris, SECOND).isEmpty(); minute++) {
            assertTrue(minute < 16, "never unaware of each other in 6 tries");
            here = "2030-08-03T13:" + minute + ":00+02:00";
            there = "2030-08-03T14:" + minute + ":00+02:00";
            partition.cut(Set.of(new Direction("barcelona", "paris"), new Direction("paris", "barcelona")));
            CompletableFuture<Answer> one = move(paris, SECOND, here);
            CompletableFuture<Answer> other = move(barcelona, SECOND, there);
            assertEquals(List.of(200, 200), List.of(one.join().status(), other.join().status()), one.join().text() + other.join().text());
            partition.heal();
            Set<String> both = Set.of(here, there);
            for (Asker site : List.of(paris, madrid, barcelona)) {
                site.await(SOON, "/v1/units/" + SECOND + "/history" + GAMES, unit -> texts(unit.path("history"), "reason").containsAll(both));
            }
        }
        JsonNode conflict = conflict(SECOND);
        assertEquals(Set.of(here, there), texts(conflict.path("values"), "value", "start"));
        String later = conflict.path("values").path(0).path("value").path("start").asText();
        assertEquals(List.of(later, later, later), List.of(start(paris, SECOND), start(madrid, SECOND), start(barcelona, SECOND)));
        settle(SECOND, conflict, 0);
    }

    @Test
    void aVenueWaitsWhileItsSessionIsHeldAndTakesEffectWhenItIsReleased() {
        Answer held = madrid.put("/v1/schedule/holds/unit/" + THIRD + GAMES, "{\"reason\": \"storm\"}");
        assertEquals(List.of(200, "1"), List.of(held.status(), held.json().path("held").asText()), held.text());
        paris.odf(plan(2, "16:00"));
        barcelona.await(SOON, "/v1/units/" + unit(2, 1) + GAMES, unit -> unit.path("start").asText().equals("2030-08-03T16:01:00+02:00"));
        assertEquals("2030-08-03T10:00:00+02:00", start(barcelona, THIRD));
        assertEquals(Set.of("2030-08-03T10:00:00+02:00", "2030-08-03T16:00:00+02:00"), texts(conflict(THIRD).path("values"), "value", "start"));
        assertEquals(200, barcelona.delete("/v1/schedule/holds/unit/" + THIRD + GAMES).status());
        for (Asker site : List.of(paris, madrid, barcelona)) {
            site.await(SOON, "/v1/units/" + THIRD + GAMES, unit -> unit.path("start").asText().equals("2030-08-03T16:00:00+02:00"));
        }
    }

    /** 370 units of 37 events; the node that moves them dies with the first of them done. */
    @Test
    void aChangeWhoseNodeIsKilledInTheMiddleIsFinishedByAnotherDataCentre() {
        String units = String.join("\",\"", IntStream.range(3, EVENTS).boxed().flatMap(event -> IntStream.range(0, UNITS).mapToObj(number -> unit(event, number))).toList());
        String body = "{\"select\": {\"units\": [\"" + units + "\"]}, \"action\": \"shift\", \"minutes\": 30, \"reason\": \"storm\"}";
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> paris.post("/v1/schedule/changes" + GAMES, body, "Idempotency-Key", "storm-1")).exceptionally(cut -> null);
        JsonNode begun = madrid.await(SOON, "/v1/schedule/changes" + GAMES, list -> list.path("changes").path(0).path("state").asText().equals("running"));
        sites.killNode("paris");
        String id = begun.path("changes").path(0).path("id").asText();
        JsonNode done = madrid.await(Duration.ofMinutes(1), "/v1/schedule/changes/" + id, change -> !change.path("state").asText().equals("running"));
        asked.join();
        assertEquals("done", done.path("state").asText());
        assertEquals(Set.of("changed"), texts(done.path("units"), "outcome"));
        assertEquals((EVENTS - 3) * UNITS, done.path("units").size());
        for (Asker site : List.of(madrid, barcelona)) {
            site.await(SOON, "/v1/units/" + unit(EVENTS - 1, UNITS - 1) + GAMES, unit -> unit.path("start").asText().equals("2030-08-03T10:39:00+02:00"));
            assertEquals("2030-08-03T10:30:00+02:00", start(site, unit(3, 0)), "moved once");
        }
    }
}
