package org.palmares.tools.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.mutation.Mutator.Mutated;
import org.palmares.tools.mutation.SampleMessages.Message;

/**
 * Messages of the sample Games, changed at random, through reading, planning, deciding, journal and showing of three data centres in one
 * process. One seed alone: {@code -Dseed=N}; many more: {@code -Dseeds=N}, from {@code -Dfrom=N}.
 */
class MutatedMessagesTest {

    private static final int SEEDS = Integer.getInteger("seeds", 8);
    private static final long FROM = Long.getLong("from", 0);
    private static final int MESSAGES = 250;

    @TempDir
    private static Path folder;

    private static List<Message> sample;

    @BeforeAll
    static void makeSample() {
        sample = SampleMessages.in(folder);
    }

    @Test
    void anyMessageIsRefusedWithAReasonOrShownAndAllDataCentresAgree() {
        List<Long> seeds = Optional.ofNullable(Long.getLong("seed"))
                .map(List::of)
                .orElseGet(() -> LongStream.range(FROM, FROM + SEEDS).boxed().toList());
        int taken = 0;
        int posted = 0;
        for (long seed : seeds) {
            ThreeSites sites = new ThreeSites(seed);
            post(seed, sites);
            assertEquals(List.of(), sites.leftOut(), "seed " + seed + ": something cannot be shown; the log says what");
            taken += sites.taken();
            posted += sites.taken() + sites.refused();
        }
        System.out.println(posted + " messages of " + seeds.size() + " seeds, " + taken + " taken");
        assertTrue(taken > posted / 4, taken + " of " + posted + " taken");
    }

    private static void post(long seed, ThreeSites sites) {
        Mutator mutator = SampleMessages.mutator(seed, sample);
        List<Message> chosen = SampleMessages.some(seed, sample, MESSAGES);
        for (int number = 0; number < chosen.size(); number++) {
            Mutated message = mutator.mutate(number, chosen.get(number).xml());
            try {
                sites.post(message);
            } catch (RuntimeException | StackOverflowError fault) {
                throw new AssertionError("seed " + seed + ", message " + number + ' ' + chosen.get(number).name() + ' ' + message.changes() + ":\n"
                        + new String(message.body(), 0, Math.min(3_000, message.body().length), StandardCharsets.UTF_8), fault);
            }
        }
        try {
            sites.settle();
        } catch (RuntimeException | AssertionError fault) {
            throw new AssertionError("seed " + seed + ", in the end", fault);
        }
    }
}
