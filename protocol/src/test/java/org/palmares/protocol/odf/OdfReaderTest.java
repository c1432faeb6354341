package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OdfReaderTest {

    static final String HEADER = "CompetitionCode=\"SG2030\" DocumentCode=\"ATHM100M--------------FNL-000100--\" DocumentType=\"DT_RESULT\""
            + " Version=\"3\" ResultStatus=\"OFFICIAL\" FeedFlag=\"P\" Date=\"2030-08-04\" Time=\"220000001\" LogicalDate=\"2030-08-04\" Source=\"OVR\"";

    static byte[] message(String header, String competition) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody " + header + ">\n" + competition + "</OdfBody>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsHeaderAndContent() throws Exception {
        OdfMessage message = OdfReader.read(message(HEADER + " Serial=\"17\"", "<Competition><Result New=\"x\"/></Competition><Note>é &amp; so</Note>"));

        assertEquals("SG2030", message.header().games());
        assertEquals(3, message.header().version());
        assertEquals("22:00:00.001", message.header().time().toString());
        assertEquals(ResultStatus.OFFICIAL, message.header().resultStatus());
        assertEquals("17", message.root().attribute("Serial"));
        assertEquals(List.of(new OdfText("é & so")), message.root().element("Note").orElseThrow().children());
        assertFalse(message.isWithdrawal());
    }

    @Test
    void aMessageWithoutCompetitionIsAWithdrawalUnlessItSteersTheSending() throws Exception {
        assertTrue(OdfReader.read(message(HEADER, "")).isWithdrawal());
        assertFalse(OdfReader.read(message(HEADER.replace("DT_RESULT", "DT_KA"), "")).isWithdrawal());
    }

    @Test
    void aTestFeedIsAGamesOfItsOwn() throws Exception {
        assertEquals("SG2030-T", OdfReader.read(message(HEADER.replace("FeedFlag=\"P\"", "FeedFlag=\"T\""), "")).header().games());
    }

    @Test
    void neverReadsADocumentTypeDeclaration() {
        byte[] xml = ("<?xml version=\"1.0\"?>\n<!DOCTYPE OdfBody [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<OdfBody " + HEADER
                        + "><Note>&x;</Note></OdfBody>")
                .getBytes(StandardCharsets.UTF_8);

        OdfSyntaxException refused = assertThrows(OdfSyntaxException.class, () -> OdfReader.read(xml));

        assertEquals(2, refused.line());
        assertFalse(refused.getMessage().contains("hostname"));
    }

    @Test
    void saysWhereXmlIsNotWellFormed() {
        OdfSyntaxException refused =
                assertThrows(OdfSyntaxException.class, () -> OdfReader.read(message(HEADER, "<Competition>\n</Competitio>")));

        assertEquals(4, refused.line());
        assertTrue(refused.column() > 1);
        assertThrows(OdfSyntaxException.class, () -> OdfReader.read(new byte[0]));
        assertThrows(OdfSyntaxException.class, () -> OdfReader.read(new byte[] {'<', 'a', '>', (byte) 0xC3, (byte) 0x28}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CompetitionCode", "DocumentCode", "DocumentType", "Version", "FeedFlag", "Date", "Time", "LogicalDate"})
    void namesAMissingAttribute(String attribute) {
        byte[] xml = message(HEADER.replaceFirst(attribute + "=\"[^\"]*\"", ""), "");

        OdfInvalidException refused = assertThrows(OdfInvalidException.class, () -> OdfReader.read(xml));

        assertTrue(refused.faults().stream().anyMatch(fault -> fault.place().equals("/OdfBody/@" + attribute)), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "Version, 2a",
        "Version, -1",
        "DocumentCode, ATHM100M--------------FNL-000100-",
        "FeedFlag, X",
        "Date, 04.08.2030",
        "Time, 22:00:00",
        "LogicalDate, 2030-02-30",
        "ResultStatus, FINAL ONE",
        "Version, 2147483648",
        "Version, 99999999999999999999",
        "Date, +12030-08-04",
        "Date, 30-08-04",
        "Time, 240000001",
        "Time, 235960000",
        "CompetitionCode, SG2030-T",
        "CompetitionCode, sg 2030"
    })
    void namesAMalformedAttribute(String attribute, String value) {
        byte[] xml = message(HEADER.replaceFirst(attribute + "=\"[^\"]*\"", attribute + "=\"" + value + '"'), "");

        OdfInvalidException refused = assertThrows(OdfInvalidException.class, () -> OdfReader.read(xml));

        assertEquals(List.of("/OdfBody/@" + attribute), refused.faults().stream().map(Fault::place).toList());
    }

    @Test
    void listsEveryFaultAtOnce() {
        byte[] xml = message("Version=\"x\" FeedFlag=\"Q\"", "<Competition/><Competition/>");

        OdfInvalidException refused = assertThrows(OdfInvalidException.class, () -> OdfReader.read(xml));

        assertEquals(9, refused.faults().size(), refused.faults().toString());
    }

    @Test
    void refusesAnotherRoot() {
        byte[] xml = ("<OdfBodies " + HEADER + "/>").getBytes(StandardCharsets.UTF_8);

        assertEquals(
                "/OdfBodies",
                assertThrows(OdfInvalidException.class, () -> OdfReader.read(xml)).faults().get(0).place());
    }

    @Test
    void takesWhatIsJustWithinTheBoundsAndRefusesWhatIsBeyond() {
        assertBound(OdfLimits.DEPTH, depth -> "<a>".repeat(depth) + "</a>".repeat(depth));
        assertBound(OdfLimits.ATTRIBUTES, count -> IntStream.range(0, count).mapToObj(i -> " a" + i + "=\"\"").collect(Collectors.joining("", "<a", "/>")));
        assertBound(OdfLimits.ATTRIBUTE_CHARACTERS, length -> "<a a=\"" + "x".repeat(length) + "\"/>");
        assertBound(OdfLimits.ELEMENTS, count -> "<a>" + "<b/>".repeat(count - 1) + "</a>");
        assertBound(OdfLimits.MESSAGE_BYTES, bytes -> "<a>" + " ".repeat(bytes - 7) + "</a>");
    }

    private static void assertBound(int limit, IntFunction<String> document) {
        byte[] within = document.apply(limit).getBytes(StandardCharsets.UTF_8);
        byte[] beyond = document.apply(limit + 1).getBytes(StandardCharsets.UTF_8);
        org.junit.jupiter.api.Assertions.assertDoesNotThrow(() -> OdfReader.readElement(within));
        assertThrows(OdfSyntaxException.class, () -> OdfReader.readElement(beyond), "limit " + limit);
    }

    @Test
    void damageNeverCausesAnythingButTheTwoDocumentedRefusals() {
        byte[] sound = message(HEADER, "<Competition><Result SortOrder=\"1\" Rank=\"1\"><Competitor Code=\"12\" Type=\"A\"/></Result></Competition>");
        Random random = new Random(20300804);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = sound.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                ResultMessage.read(OdfReader.read(damaged));
            } catch (OdfSyntaxException | OdfInvalidException documented) {
                assertFalse(documented.getMessage().isEmpty());
            }
        }
    }
}
