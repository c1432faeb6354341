package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which request is one that came before. */
class AskingTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", emptyValue = "", value = {
        "ana, k1, h1, repeat",
        "ana, k1, h2, other",
        "ana, k1, '', repeat",
        "ana, k2, h2, repeat",
        "ana, k3, h1, new",
        "ben, k1, h1, new",
        "ana, '', h1, new"})
    void itIsKnownByItsKeyAmongThoseOfTheSamePerson(String by, String key, String request, String is) {
        List<Asking> earlier = List.of(new Asking("ana", "k1", "h1"), new Asking("ana", "k2", ""), new Asking("ana", "", "h1"));
        Asking asking = new Asking(by, key, request);
        Optional<Asking> before = asking.among(earlier);
        assertEquals(is, before.map(one -> asking.asksOtherThan(one) ? "other" : "repeat").orElse("new"));
    }
}
