package org.palmares.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.palmares.tools.bench.BenchLoad.Time;
import org.palmares.tools.terminal.ToolException;

class UnansweredTest {

    private final Unanswered unanswered = new Unanswered(new BenchLoad(60, 60, 12, new Time(0, 60), null));

    @Test
    void moreThanIsTakenIsAnErrorThatSaysHowMuchWasSent() {
        for (int i = 0; i < Unanswered.LIMIT; i++) {
            unanswered.sent();
        }
        assertEquals(
                "20,000 messages have no answer: 3,600 messages a second (60 competitions with 60.0 each) are more than is taken here."
                        + " Give a lower --rate or fewer --competitions.",
                assertThrows(ToolException.class, unanswered::sent).getMessage());
    }

    @Test
    void whoeverGetsItsAnswerMakesRoom() {
        for (int i = 0; i < 4 * Unanswered.LIMIT; i++) {
            unanswered.sent();
            unanswered.answered();
        }
        unanswered.await();
    }
}
