package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a message another one, and what does not. */
class ContentHashTest {

    private static final String CONTENT = "<Competition><Result SortOrder=\"1\" Rank=\"1\"/></Competition>";

    @ParameterizedTest
    @CsvSource({"Date, 2030-08-05", "Time, 230000000", "LogicalDate, 2030-08-05", "Source, BACKUP", "Source, ''"})
    void whatARepeatChangesDoesNotCount(String attribute, String value) throws Exception {
        String other = OdfReaderTest.HEADER.replaceFirst(' ' + attribute + "=\"[^\"]*\"", ' ' + attribute + "=\"" + value + '"');
        assertEquals(hash(OdfReaderTest.HEADER, CONTENT), hash(other, CONTENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial=\"17\"", "Language=\"ENG\"", "Language=\"\"", "DocumentSubcode=\"\"", "Gen=\"\"", "DocumentSubtype=\" \""})
    void whatIsTheSameAsAbsentDoesNotCount(String attribute) throws Exception {
        assertEquals(hash(OdfReaderTest.HEADER, CONTENT), hash(OdfReaderTest.HEADER + ' ' + attribute, CONTENT));
    }

    @Test
    void anEmptyAttributeOfAnyElementDoesNotCountNorDoesTheOrderOfAttributes() throws Exception {
        assertEquals(
                hash(OdfReaderTest.HEADER, CONTENT),
                hash(OdfReaderTest.HEADER, "<Competition Gen=\"\">\n  <Result Rank=\"1\" IRM=\"\" SortOrder=\"1\"></Result>\n</Competition>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Language=\"FRA\"", "DocumentSubcode=\"1\"", "DocumentSubtype=\"SYNC\"", "Other=\"x\""})
    void whatIsSaidInTheHeaderCounts(String attribute) throws Exception {
        assertNotEquals(hash(OdfReaderTest.HEADER, CONTENT), hash(OdfReaderTest.HEADER + ' ' + attribute, CONTENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Competition><Result SortOrder=\"1\" Rank=\"2\"/></Competition>", "<Competition><Result SortOrder=\"1\"/></Competition>",
                "<Competition><Result SortOrder=\"1\" Rank=\"1\" Source=\"X\"/></Competition>",
                "<Competition><Result SortOrder=\"1\" Rank=\"1\"/><Result/></Competition>", "<Competition/>", ""
            })
    void whatIsSaidInTheContentCounts(String other) throws Exception {
        assertNotEquals(hash(OdfReaderTest.HEADER, CONTENT), hash(OdfReaderTest.HEADER, other));
    }

    private static String hash(String header, String competition) throws Exception {
        return ContentHash.of(OdfReader.read(OdfReaderTest.message(header, competition)));
    }
}
