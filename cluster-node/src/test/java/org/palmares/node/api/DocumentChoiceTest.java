package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.medal;
import static org.palmares.node.api.Messages.message;
import static org.palmares.node.api.Messages.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.results.Documents;

/** Which of several documents about one thing readers get, with and without a version. */
class DocumentChoiceTest {

    private static final String RESULT = "/v1/units/" + FINAL + "/result";
    private static final byte[] ENGLISH = result("DT_RESULT", 1, "Language=\"ENG\"", "ALPHA");
    private static final byte[] CHINESE = result("DT_RESULT", 1, "Language=\"CHI\"", "阿尔法");

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
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aResultIsGivenInTheLanguageAskedForElseInEnglishAndTheLanguageGivenIsSaid() throws Exception {
        for (List<byte[]> order : List.of(List.of(ENGLISH, CHINESE), List.of(CHINESE, ENGLISH))) {
            order.forEach(this::take);
            for (String version : List.of("", "&version=1")) {
                assertGiven("ALPHA", "en", site.get(RESULT + "?lang=en" + version));
                assertGiven("ALPHA", "en", site.get(RESULT + "?lang=fr" + version));
                assertGiven("阿尔法", "zh", site.get(RESULT + "?lang=zh" + version));
                assertGiven("阿尔法", "zh", site.get(RESULT + "?" + version, "Accept-Language", "zh-CN, en;q=0.5"));
            }
        }
    }

    @Test
    void aResultInOneOtherLanguageIsGivenInThat() throws Exception {
        take(CHINESE);
        assertGiven("阿尔法", "zh", site.get(RESULT + "?lang=fr"));
        take(result("DT_RESULT", 1, "", "ALPHA"));
        assertGiven("ALPHA", "en", site.get(RESULT + "?lang=fr"));
    }

    @Test
    void aLanguageWithoutTagIsSaidToBeUndetermined() throws Exception {
        take(result("DT_RESULT", 1, "Language=\"GRE\"", "ΑΛΦΑ"));
        assertGiven("ΑΛΦΑ", "und", site.get(RESULT));
    }

    @Test
    void theUnitsOwnResultGoesBeforeThoseOfThePhaseWhateverCameLast() throws Exception {
        take(result("DT_RESULT", 1, "", "OWN"));
        take(result("DT_CUMULATIVE_RESULT", 2, "", "SUM"));
        take(result("DT_PHASE_RESULT", 3, "", "PHASE"));

        assertGiven("OWN", "en", site.get(RESULT));
        assertGiven("OWN", "en", site.get(RESULT + "?version=1"));
        assertEquals(404, site.get(RESULT + "?version=2").status(), "that is a version of another document");
        assertGiven("SUM", "en", site.get(RESULT + "?type=DT_CUMULATIVE_RESULT"));
        assertGiven("PHASE", "en", site.get(RESULT + "?type=DT_PHASE_RESULT&version=3"));
        assertEquals(400, site.get(RESULT + "?type=DT_BRACKETS").status());
        take(message("SG2030", "DT_RESULT", FINAL, 4, "", ""));
        assertGiven("PHASE", "en", site.get(RESULT));
        assertEquals(410, site.get(RESULT + "?type=DT_RESULT").status());
    }

    @Test
    void aVersionOfTenDigitsCanBeAskedFor() throws Exception {
        take(text(result("DT_RESULT", 1, "", "ALPHA")).replace("Version=\"1\"", "Version=\"1912345679\"").getBytes(StandardCharsets.UTF_8));
        assertEquals(1_912_345_679, site.get(RESULT + "?version=1912345679").json().get("version").asInt());
    }

    @Test
    void aResultWithAStatusThatIsNotKnownHereIsShownWithItsWord() throws Exception {
        take(result("DT_RESULT", 1, "ResultStatus=\"UNDER_REVIEW\"", "ALPHA"));
        assertEquals("UNDER_REVIEW", site.get(RESULT).json().get("status").asText());
    }

    @Test
    void medallistsAreOfOneDocumentInTheLanguageAskedFor() throws Exception {
        take(medallists(2, "Language=\"ENG\"", medal("ME_GOLD", 1, "USA", "ASHE", "Ida")));
        take(medallists(3, "Language=\"FRA\"", medal("ME_GOLD", 1, "USA", "FRÊNE", "Ida")));

        assertEquals("ASHE Ida", site.get("/v1/competitions/" + EVENT).json().at("/medallists/0/competitor/name").asText());
        assertEquals("FRÊNE Ida", site.get("/v1/competitions/" + EVENT + "?lang=fr").json().at("/medallists/0/competitor/name").asText());
        assertEquals(1, site.get("/v1/medals").json().at("/rows/0/gold").asInt());
    }

    @Test
    void nobodyStandsInTheMedalTableWithoutAnNoc() throws Exception {
        take(medallists(1, "", medal("ME_GOLD", 1, "", "NO", "Body"), medal("ME_SILVER", 1, "NOR", "DAHL", "Kai"), medal("ME_TIN", 1, "SWE", "ODD", "Metal")));
        take(message("SG2030", "DT_MEDALLISTS", EVENT.replace("100M", "200M") + "-".repeat(12), 1, "",
                "<Medal Code=\"ME_GOLD\"/><Medal Code=\"ME_GOLD\"><Competitor Code=\"TBD\" Organisation=\"FRA\"/></Medal>"));

        JsonNode rows = site.get("/v1/medals").json().get("rows");
        assertEquals(List.of("NOR"), rows.findValuesAsText("noc"));
    }

    @Test
    void theAddressOfADocumentGivesJustThatDocument() throws Exception {
        byte[] plain = message("SG2030", "DT_PDF", "FSK", 1, "", "<x/>");
        byte[] odd = message("SG2030", "DT_PDF", "FSK", 1, "DocumentSubtype=\"C 08\" DocumentSubcode=\"B1/B2?&amp;#+%\" Language=\"FRA\"", "<y/>");
        byte[] slashed = message("SG2030", "DT_NEWS", "N/2030/Å 8", 1, "", "<z/>");
        for (byte[] sent : List.of(odd, plain, slashed)) {
            take(sent);
        }

        assertArrayEquals(plain, site.get("/v1/odf/DT_PDF/FSK").body(), "the whole goes before its parts");
        Set<String> hrefs = recorder.board().of("SG2030").stream()
                .flatMap(view -> view.documents(key -> true).stream().map(versions -> Documents.shape(view, versions.latest()).href()))
                .collect(Collectors.toSet());
        Set<String> bodies = new java.util.HashSet<>();
        for (String href : hrefs) {
            assertTrue(href.matches("[A-Za-z0-9/%_.?=&*-]+"), href);
            bodies.add(new String(site.get(href).body(), StandardCharsets.UTF_8));
        }
        assertEquals(Set.of(text(plain), text(odd), text(slashed)), bodies);
    }

    @Test
    void theNocsOfAUnitAreThoseOfItsResultAndItsStartList() throws Exception {
        take(Messages.schedule(1, "<Unit Code=\"" + FINAL + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"2030-08-04T21:50:00+02:00\"><StartList><Start>"
                + "<Competitor Code=\"7\" Organisation=\"SWE\"/></Start></StartList></Unit>"));
        take(Messages.result(FINAL, 1, row(1, "NOR", "DAHL", "Kai", "9.9"), row(2, "", "NO", "Noc", "9.9")));

        CompetitionView view = recorder.board().get(new CompetitionId("SG2030", EVENT)).orElseThrow();
        assertEquals(Set.of("SWE", "NOR"), view.nocs(FINAL));
        assertEquals(Set.of(), view.nocs(EVENT + "HEAT000100--"));
        assertNull(view.result(EVENT).orElse(null));
        assertTrue(CompetitionView.isResult(new DocumentKey("DT_RESULT", FINAL, "", "", "ENG")));
    }

    private void take(byte[] message) {
        try {
            site.take(message);
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void assertGiven(String family, String tag, Answer answer) throws Exception {
        assertEquals(200, answer.status());
        assertEquals(family + " X", answer.json().at("/rows/0/competitor/name").asText());
        assertEquals(tag, answer.header("content-language"));
    }

    private static byte[] result(String type, int version, String more, String family) {
        return message("SG2030", type, FINAL, version, more, row(1, "CHN", family, "X", "11.02"));
    }

    private static byte[] medallists(int version, String more, String... medals) {
        return message("SG2030", "DT_MEDALLISTS", EVENT + "-".repeat(12), version, more, String.join("", medals));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
