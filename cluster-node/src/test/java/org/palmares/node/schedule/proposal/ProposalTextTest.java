package org.palmares.node.schedule.proposal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.Proposal;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Texts;

/** Everything of a proposal can be told in every language. */
class ProposalTextTest {

    private static final Texts TEXTS = new Texts("proposals");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    @Test
    void everyReasonHasATextInEveryLanguageWithTheSamePlaces() {
        Stream<String> needed = Stream.of(
                        Arrays.stream(Rule.values()).map(BodyReader::word),
                        Arrays.stream(Level.values()).map(level -> "level." + BodyReader.word(level)),
                        Arrays.stream(Proposal.NoSecond.values()).map(why -> "no-second." + BodyReader.word(why)))
                .flatMap(keys -> keys);
        Set<String> keys = needed.collect(Collectors.toSet());
        assertTrue(TEXTS.keys().containsAll(keys), TEXTS.keys().toString());
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
