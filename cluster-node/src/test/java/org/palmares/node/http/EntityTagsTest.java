package org.palmares.node.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** If-Match as RFC 9110 has it. */
class EntityTagsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "*; any",
        "~ * ~; any",
        "\"a\"; [a]",
        "\"a\", \"b\"; [a, b]",
        "\"a\",\"b\"; [a, b]",
        "~, \"a\" ,, \"b\", ~; [a, b]",
        "W/\"a\"; []",
        "W/\"a\", \"b\"; [b]",
        "\"a,b\", \"c\"; [a,b, c]",
        "\"\"; []",
        "w/\"a\"; none",
        "a; none",
        "\"a; none",
        "\"a\" \"b\"; none",
        "\"a\", *; none",
        "\"a b\"; none",
        "~~; none",
        "~ , ~; none"})
    void aListOfTagsIsReadAndWeakOnesAreEqualToNone(String text, String tags) {
        assertEquals(tags, EntityTags.of(text).map(is -> is.any() ? "any" : is.strong().toString()).orElse("none"));
    }
}
