package org.palmares.tools.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.tools.mutation.SampleMessages.Message;

class SampleMessagesTest {

    private static final int EACH = 5;

    /** One type that is everywhere, one that is rare. */
    private static final List<Message> MESSAGES = IntStream.range(0, 3_000).mapToObj(number -> message(number, number % 1_000 == 7 ? "DT_MEDALS" : "DT_RESULT")).toList();

    private static Message message(int number, String type) {
        String code = "ATHM100M--------------FNL-" + (100_000 + number) + "--";
        return new Message(number + "~" + code + '~' + type + "~V1.xml", ("<OdfBody DocumentCode=\"" + code + "\" DocumentType=\"" + type
                + "\" Version=\"1\"><Competition><Result Rank=\"1\"/></Competition></OdfBody>").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aChoiceHasAllThatIsRareAndTheRestByChance() {
        List<Integer> choice = SampleMessages.choice(7, MESSAGES, 400, EACH);

        assertEquals(400, choice.size());
        assertEquals(choice.stream().sorted().distinct().toList(), choice, "in order, none twice");
        assertTrue(choice.containsAll(List.of(7, 1_007, 2_007)), "as many of the rare type as there are");
        assertEquals(choice, SampleMessages.choice(7, MESSAGES, 400, EACH), "the same seed, the same choice");
        assertNotEquals(choice, SampleMessages.choice(8, MESSAGES, 400, EACH));
    }

    @Test
    void aChoiceIsLargerThanAskedForWhereLessWouldLackAChange() {
        List<Integer> choice = SampleMessages.choice(7, MESSAGES, 1, EACH);

        Mutator mutator = SampleMessages.mutator(7, MESSAGES);
        List<String> changes = choice.stream().flatMap(number -> mutator.mutate(number, MESSAGES.get(number).xml()).changes().stream()).toList();
        Mutator.CHANGES.forEach(change -> assertTrue(Collections.frequency(changes, change) >= EACH, change));
        assertTrue(choice.size() < 400, choice.size() + " are chosen");
    }
}
