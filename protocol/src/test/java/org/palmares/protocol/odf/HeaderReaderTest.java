package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a header is taken although it is odd, and what is not. */
class HeaderReaderTest {

    private static final LocalDate TODAY = LocalDate.of(2030, 8, 4);
    private static final String NEWS = OdfReaderTest.HEADER.replace("DT_RESULT", "DT_NEWS");

    @Test
    void theHour24IsTheEndOfTheDay() throws Exception {
        OdfMessage message = read("Time", "240000000");

        assertEquals(LocalDate.of(2030, 8, 5), message.header().date());
        assertEquals(LocalTime.MIDNIGHT, message.header().time());
        assertEquals(LocalDate.of(2030, 8, 4), message.header().logicalDate());
        assertWarned(message, "Time");
    }

    @Test
    void aVersionMayBeACountOfSeconds() throws Exception {
        assertEquals(1_912_345_678, read("Version", "1912345678").header().version());
        assertEquals(Integer.MAX_VALUE, read("Version", "2147483647").header().version());
        assertEquals(0, read("Version", "0").header().version());
        assertEquals(12, read("Version", "000000000000012").header().version());
    }

    @Test
    void aStatusOfALaterDictionaryIsCarriedWithAWarning() throws Exception {
        OdfMessage message = read("ResultStatus", "UNDER_REVIEW");

        assertEquals("UNDER_REVIEW", message.header().resultStatus().name());
        assertEquals(ResultStatus.valueOf("UNDER_REVIEW"), message.header().resultStatus());
        assertWarned(message, "ResultStatus");
    }

    @Test
    void aFeedWithoutSourceIsTakenWithAWarning() throws Exception {
        assertWarned(read("Source", ""), "Source");
        OdfMessage without = OdfReader.read(OdfReaderTest.message(OdfReaderTest.HEADER.replace("Source=\"OVR\"", ""), ""));
        assertEquals("", without.header().source());
        assertWarned(without, "Source");
    }

    @Test
    void anUnknownTypeIsCarriedWithAWarning() throws Exception {
        assertWarned(read("DocumentType", "DT_SOMETHING_NEW"), "DocumentType");
    }

    @Test
    void aLanguageIsThreeCapitalLettersAndOthersAreTakenAsSuchWithAWarning() throws Exception {
        assertEquals("CHI", language("CHI").header().language());
        assertTrue(language("CHI").warnings().isEmpty());
        assertEquals("FRA", language("fra").header().language());
        assertWarned(language("fra"), "Language");
        assertWarned(language("EN"), "Language");
        assertEquals("", language("").header().language());
        assertThrows(OdfInvalidException.class, () -> language("E1"));
        assertThrows(OdfInvalidException.class, () -> language("E"));
    }

    @Test
    void blanksAroundAValueDoNotCount() throws Exception {
        OdfMessage message = read("FeedFlag", " P ");
        assertTrue(message.warnings().isEmpty());
        assertEquals("", OdfReader.read(OdfReaderTest.message(OdfReaderTest.HEADER + " DocumentSubcode=\"  \"", "")).header().documentSubcode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CASE/2030/0817", "B1/B2?x#y", "ÅS 1", "\uD83E\uDD47"})
    void aCodeThatIsNoRscMayHaveAnyLetterOrSign(String code) throws Exception {
        assertEquals(code, OdfReader.read(OdfReaderTest.message(withCode(code), "")).header().documentCode());
        assertEquals(code, OdfReader.read(OdfReaderTest.message(NEWS + " DocumentSubcode=\"" + code + '"', "")).header().documentSubcode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"A&#9;B", "A&#10;B", "A&#x7F;B", "A&#x85;B", "A&#x2028;B", "A&#x2029;B", "A&#x202E;B", "A&#x200B;B"})
    void aCodeWithControlCharactersOrSeparatorsIsRefused(String code) {
        OdfInvalidException refused = assertThrows(OdfInvalidException.class, () -> OdfReader.read(OdfReaderTest.message(withCode(code), "")));

        assertEquals(List.of("/OdfBody/@DocumentCode"), refused.faults().stream().map(Fault::place).toList());
        for (String attribute : List.of("DocumentSubcode", "DocumentSubtype")) {
            String header = NEWS + ' ' + attribute + "=\"" + code + '"';
            assertThrows(OdfInvalidException.class, () -> OdfReader.read(OdfReaderTest.message(header, "")), attribute);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A&#xD83E;B", "A&#0;B", "A&#xFFFF;B"})
    void whatIsNoCharacterIsNoXml(String code) {
        assertThrows(OdfSyntaxException.class, () -> OdfReader.read(OdfReaderTest.message(withCode(code), "")));
    }

    @ParameterizedTest
    @CsvSource({"Date, 2204-08-04", "LogicalDate, 2099-01-01", "Date, 1970-01-01", "Date, 0001-01-01", "LogicalDate, 9999-12-31"})
    void aMessageDatedYearsFromTodayIsRefused(String attribute, String date) throws Exception {
        byte[] xml = OdfReaderTest.message(OdfReaderTest.HEADER.replaceFirst(' ' + attribute + "=\"[^\"]*\"", ' ' + attribute + "=\"" + date + '"'), "");

        OdfInvalidException refused = assertThrows(OdfInvalidException.class, () -> OdfReader.read(xml, TODAY));
        assertTrue(refused.faults().stream().anyMatch(fault -> fault.message().contains(date)), refused.getMessage());
        // What was accepted once is read at any later time.
        assertEquals(3, OdfReader.read(xml).header().version());
    }

    @Test
    void archivesAndRehearsalsAreWithinTheYearsTaken() throws Exception {
        for (LocalDate today : List.of(LocalDate.of(2016, 1, 1), LocalDate.of(2070, 12, 31))) {
            assertEquals(3, OdfReader.read(OdfReaderTest.message(OdfReaderTest.HEADER, ""), today).header().version());
        }
    }

    @Test
    void theCodeOfTheTestFeedIsRefusedAndTheReasonIsSaid() {
        OdfInvalidException refused = assertThrows(OdfInvalidException.class, () -> read("CompetitionCode", "SG2030-T"));
        assertTrue(refused.faults().get(0).message().contains("FeedFlag T"), refused.getMessage());
    }

    private static String withCode(String code) {
        return NEWS.replace("ATHM100M--------------FNL-000100--", code);
    }

    private static OdfMessage language(String language) throws Exception {
        return OdfReader.read(OdfReaderTest.message(OdfReaderTest.HEADER + " Language=\"" + language + '"', ""));
    }

    private static OdfMessage read(String attribute, String value) throws Exception {
        String header = OdfReaderTest.HEADER.replaceFirst(attribute + "=\"[^\"]*\"", attribute + "=\"" + value + '"');
        return OdfReader.read(OdfReaderTest.message(header, ""));
    }

    private static void assertWarned(OdfMessage message, String attribute) {
        assertEquals(List.of("/OdfBody/@" + attribute), message.warnings().stream().map(Fault::place).toList());
    }
}
