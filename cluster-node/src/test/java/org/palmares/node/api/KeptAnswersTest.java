package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.medal;
import static org.palmares.node.api.Messages.message;
import static org.palmares.node.api.Messages.row;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.journal.JournalId;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.watch.Metrics.Counter;

/**
 * Changes of all kinds, in an order that is drawn: after each, every answer that is kept is held against the same made anew, and in the end against those of
 * a node that has kept nothing. {@code -Dseed=} makes one of them again, {@code -Dseeds=} makes more.
 */
class KeptAnswersTest {

    private static final int CHANGES = 30;
    private static final String[] EVENTS = {EVENT, "ATHW100M--------------", "SWMM100MFR------------", "SWMW100MFR------------"};
    private static final String[] LANGUAGES = {"en", "fr"};
    private static final String[] NOCS = {"FRA", "USA", "KEN", "NOR"};
    private static final List<String> ADDRESSES = List.of(
            "/v1/games", "/v1/disciplines", "/v1/competitions", "/v1/competitions?discipline=SWM", "/v1/competitions?noc=FRA", "/v1/competitions?date=2030-08-04",
            "/v1/competitions?venue=STA&games=SG2030", "/v1/competitions?status=SCHEDULED", "/v1/competitions?games=ZZ2031", "/v1/competitions/" + EVENT,
            "/v1/competitions/ATH-------------------", "/v1/schedule", "/v1/schedule?date=2030-08-04", "/v1/schedule?discipline=SWM", "/v1/schedule?noc=FRA",
            "/v1/schedule?participant=1", "/v1/schedule?games=ZZ2031", "/v1/schedule?venue=POO&lang=fr", "/v1/schedule/clashes", "/v1/schedule/clashes?severity=error",
            "/v1/schedule.ics", "/v1/schedule.ics?noc=USA", "/v1/schedule.csv?date=2030-08-03", "/v1/units/" + FINAL, "/v1/units/" + HEAT + "?games=SG2030",
            "/v1/units/" + FINAL + "/result", "/v1/units/" + FINAL + "/result?version=1", "/v1/units/" + HEAT + "/result?type=DT_RESULT",
            "/v1/units/" + EVENTS[2] + "FNL-000100--/result", "/v1/medals", "/v1/medals?discipline=ATH", "/v1/participants", "/v1/participants?noc=KEN",
            "/v1/participants/1", "/v1/odf/DT_RESULT/" + FINAL, "/v1/odf/DT_SCHEDULE/ATH-------------------------------",
            "/v1/odf/DT_SCHEDULE_UPDATE/ATH-------------------------------?source=PALMARES", "/v1/odf/DT_NEWS/NEWS");

    private final Map<JournalId, Boolean> aside = new HashMap<>();
    private TestSite site;
    private Recorder recorder;
    private Random random;
    private int version;
    private int asked;
    private int anew;

    static Stream<Long> seeds() {
        return Optional.ofNullable(Long.getLong("seed")).map(Stream::of).orElseGet(() -> IntStream.range(0, Integer.getInteger("seeds", 3)).mapToObj(Long::valueOf));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsKeptIsWhatWouldBeMadeNow(long seed, @TempDir Path keys) throws Exception {
        random = new Random(seed);
        site = new TestSite(keys, made -> {
            recorder = made;
            return null;
        });
        try {
            for (int i = 0; i < CHANGES; i++) {
                String change = change();
                compare("seed " + seed + ", change " + i + ", " + change);
            }
            compareWithOneThatKeepsNothing(keys);
            long taken = asked + anew - site.watch().metrics().total(Counter.ANSWERS_MADE);
            assertTrue(taken > asked / 4, taken + " of " + asked + " were taken from what is kept: hardly anything is");
        } finally {
            site.close();
        }
    }

    private void compare(String when) throws Exception {
        for (String address : ADDRESSES) {
            String language = LANGUAGES[random.nextInt(8) == 0 ? 1 : 0];
            Answer kept = site.get(address, "Accept-Language", language);
            // Nobody reads this parameter, but it names another answer.
            Answer made = site.get(address + (address.contains("?") ? "&" : "?") + "reason=" + ++anew, "Accept-Language", language);
            asked++;
            assertSame(when + ": " + address, made, kept);
        }
    }

    private void compareWithOneThatKeepsNothing(Path keys) throws Exception {
        Recorder[] other = new Recorder[1];
        try (TestSite fresh = new TestSite(keys, made -> {
            other[0] = made;
            return null;
        })) {
            recorder.board().all().forEach(view -> other[0].board().merge(view.id(), view.state()));
            aside.forEach((journal, any) -> fresh.serving().setAside().add(journal, "damaged"));
            for (String address : ADDRESSES) {
                assertSame("elsewhere: " + address, fresh.get(address), site.get(address));
            }
        }
    }

    private static void assertSame(String what, Answer expected, Answer found) {
        assertEquals(text(expected), text(found), what);
        assertEquals(expected.header("etag"), found.header("etag"), what);
        assertEquals(expected.header("content-language"), found.header("content-language"), what);
    }

    /** Problems have a name of their own each. */
    private static String text(Answer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8).replaceAll("\"correlationId\":\"[^\"]*\"|\"instance\":\"[^\"]*\"", "");
        return answer.status() + " " + body;
    }

    /** Makes one; gives what it was, for who looks for a fault. */
    private String change() throws Exception {
        version++;
        int kind = random.nextInt(14);
        switch (kind) {
            case 0 -> take("DT_SCHEDULE", "ATH" + "-".repeat(31), "", units("ATH"));
            case 1 -> take("DT_SCHEDULE", "SWM" + "-".repeat(31), "", units("SWM"));
            case 2 -> take("DT_SCHEDULE_UPDATE", "ATH" + "-".repeat(31), "", units("ATH"));
            case 3, 4, 5 -> take("DT_RESULT", one(EVENTS) + one("FNL-000100--", "HEAT000100--"), "ResultStatus=\"" + one("LIVE", "OFFICIAL", "UNOFFICIAL")
                    + "\" Language=\"" + one("ENG", "ENG", "FRA") + '"', rows());
            case 6 -> take("DT_MEDALLISTS", one(EVENTS) + "-".repeat(12), "ResultStatus=\"OFFICIAL\"",
                    medal(one("ME_GOLD", "ME_SILVER"), 1 + random.nextInt(3), one(NOCS), "ASHE", "Ida"));
            case 7 -> take("DT_PARTIC", "ATH" + "-".repeat(31), "", Messages.person(1 + random.nextInt(3), one(NOCS), one("ASHE", "BEAU"), "Ida"));
            case 8 -> take("DT_PARTIC_TEAMS", "ATH" + "-".repeat(31), "", "<Team Code=\"RELAY\" Organisation=\"" + one(NOCS)
                    + "\" Name=\"R\" Gender=\"M\"><Composition><Athlete Code=\"1\" Order=\"1\"/></Composition></Team>");
            case 9 -> take("DT_NEWS", "NEWS", "", "<News/>");
            case 10 -> edit();
            case 11 -> setAside();
            case 12 -> withdraw();
            default -> games();
        }
        return "kind " + kind;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private void take(String type, String code, String more, String content) throws Exception {
        recorder.take(message(random.nextInt(12) == 0 ? "ZZ2031" : "SG2030", type, code, version, more, content));
    }

    private String units(String discipline) {
        StringBuilder units = new StringBuilder("<Session SessionCode=\"S1\" StartDate=\"2030-08-04T09:00:00+02:00\" EndDate=\"2030-08-04T1" + random.nextInt(9)
                + ":00:00+02:00\" Venue=\"STA\" VenueName=\"" + one("Stadium", "Arena") + "\" SessionStatus=\"SCHEDULED\"/>");
        for (String event : EVENTS) {
            if (event.startsWith(discipline)) {
                units.append(unit(event + "FNL-000100--")).append(unit(event + "HEAT000100--"));
            }
        }
        return units.toString();
    }

    private String unit(String code) {
        return Messages.unit(code, "2030-08-0" + one("3", "4") + "T1" + random.nextInt(9) + ":0" + random.nextInt(9) + ":00+02:00", one("Final", "Heat"), "finale")
                .replace("Venue=\"STA\"", "Venue=\"" + one("STA", "POO") + '"')
                .replace("\"SCHEDULED\"", '"' + one("SCHEDULED", "SCHEDULED", "RUNNING", "FINISHED") + '"');
    }

    private String rows() {
        return row(1, one(NOCS), "ASHE", "Ida", "9." + random.nextInt(99)) + row(2, one(NOCS), "BEAU", "Léo", "9.99");
    }

    private void edit() throws Exception {
        site.ask(HttpRequest.create("/v1/units/" + one(FINAL, HEAT) + "/schedule?games=SG2030").withMethod(HttpMethods.PATCH)
                        .withEntity(ContentTypes.APPLICATION_JSON, ("{\"venue\": \"" + one("STA", "POO") + "\", \"reason\": \"rain\"}").getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.SCHEDULER_KEY);
    }

    private void setAside() {
        JournalId journal = new JournalId(new CompetitionId(one("SG2030", "ZZ2031"), one(EVENTS)), new ReplicaId("madrid"));
        if (aside.remove(journal) == null) {
            aside.put(journal, true);
            site.serving().setAside().add(journal, "damaged");
        } else {
            site.serving().setAside().remove(journal);
        }
    }

    /** Takes some document out of force. */
    private void withdraw() {
        List<CompetitionView> views = recorder.board().of("SG2030");
        if (!views.isEmpty()) {
            CompetitionView view = views.get(random.nextInt(views.size()));
            List<DocumentKey> documents = List.copyOf(view.state().documents().keySet());
            if (!documents.isEmpty()) {
                DocumentKey key = documents.get(random.nextInt(documents.size()));
                recorder.decide(view.id(), new VoidDocument(key, 0, 1, new Request("operations", ""), "wrong")).toCompletableFuture().join();
            }
        }
    }

    private void games() throws Exception {
        boolean retire = random.nextInt(4) == 0;
        site.ask(HttpRequest.create("/v1/games/" + (retire ? "ZZ2031" : one("SG2030", "ZZ2031"))).withMethod(HttpMethods.PUT)
                        .withEntity(ContentTypes.APPLICATION_JSON, (retire ? "{\"retired\": true, \"reason\": \"over\"}" : "{\"default\": " + one("true", "false")
                                + ", \"reason\": \"asked\"}").getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.OPS_KEY);
    }
}
