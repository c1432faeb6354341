package org.palmares.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.palmares.node.schedule.clash.ClashRules;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Texts;

/** Every clash can be told in every language. */
class ClashTextTest {

    private static final Texts TEXTS = new Texts("clashes");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @Test
    void everyRuleHasATextInEveryLanguageWithTheSamePlaces() {
        assertTrue(TEXTS.keys().containsAll(ClashRules.names()), TEXTS.keys().toString());
        for (String key : TEXTS.keys()) {
            Set<String> places = places(TEXTS.of(key).get(Language.ENGLISH.odf()));
            for (Language language : Texts.LANGUAGES) {
                assertEquals(places, places(TEXTS.of(key).getOrDefault(language.odf(), "")), key + " in " + language.tag());
            }
        }
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
