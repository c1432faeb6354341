package org.palmares.tools.mutation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.tools.mutation.Mutator.Mutated;

class MutatorTest {

    private static final int MESSAGES = 3_000;
    private static final List<String> CODES = List.of("ATHM100M--------------FNL-000100--", "BDMM1-----------------FNL-000100--");
    private static final byte[] MESSAGE = ("<OdfBody CompetitionCode=\"SAMPLE2030\" DocumentCode=\"" + CODES.get(0) + "\" DocumentType=\"DT_RESULT\" Version=\"1\""
                    + " FeedFlag=\"P\" Date=\"2030-08-04\" Time=\"215000000\" LogicalDate=\"2030-08-04\" Source=\"SAMPLE\"><Competition>"
                    + "<Result SortOrder=\"1\" Rank=\"1\" Result=\"9.79\"><Competitor Code=\"1\" Type=\"A\" Organisation=\"FRA\"/></Result>"
                    + "<Result SortOrder=\"2\" Rank=\"2\" Result=\"9.80\"><Competitor Code=\"2\" Type=\"A\" Organisation=\"USA\"/></Result>"
                    + "</Competition></OdfBody>")
            .getBytes(StandardCharsets.UTF_8);

    private static Mutated mutated(long seed, int number) {
        return new Mutator(seed, CODES).mutate(number, MESSAGE);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        for (int number = 0; number < MESSAGES; number++) {
            assertArrayEquals(mutated(7, number).body(), mutated(7, number).body());
            assertEquals(mutated(7, number).changes(), mutated(7, number).changes());
        }
    }

    @Test
    void anotherSeedGivesOtherBytes() {
        long same = IntStream.range(0, MESSAGES).filter(number -> Arrays.equals(mutated(7, number).body(), mutated(8, number).body())).count();
        assertTrue(same < MESSAGES / 4, same + " are the same");
    }

    @Test
    void everyKindOfChangeComes() {
        Set<String> seen = IntStream.range(0, MESSAGES).boxed().flatMap(number -> mutated(1, number).changes().stream()).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(Mutator.CHANGES), seen);
    }

    @Test
    void someAreLeftAsTheyAreAndMostCanStillBeRead() {
        long untouched = IntStream.range(0, MESSAGES).filter(number -> mutated(1, number).changes().isEmpty()).count();
        assertTrue(untouched > MESSAGES / 20, untouched + " untouched");
        long readable = IntStream.range(0, MESSAGES).filter(number -> isReadable(mutated(1, number))).count();
        assertTrue(readable > MESSAGES / 2, readable + " readable");
        assertFalse(readable == MESSAGES);
    }

    @Test
    void noneIsFarLargerThanWhatIsRead() {
        IntStream.range(0, MESSAGES).forEach(number -> assertTrue(mutated(3, number).body().length < 4 * Mutator.CHARACTERS_MAX));
    }

    private static boolean isReadable(Mutated message) {
        try {
            OdfReader.readElement(message.body());
            return true;
        } catch (OdfSyntaxException notWellFormed) {
            return false;
        }
    }
}
