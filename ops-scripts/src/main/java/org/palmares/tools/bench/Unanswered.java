package org.palmares.tools.bench;

import java.util.Locale;
import java.util.concurrent.Phaser;
import org.palmares.tools.terminal.ToolException;

/** Messages that were sent and have no answer yet. Where answers do not keep up with a fixed rate it says so, before they fill the heap. */
final class Unanswered {

    /** Some 200 MB of them; below the 65,535 that a phaser counts. */
    static final int LIMIT = 20_000;

    private final BenchLoad load;
    private final Phaser open = new Phaser(1);

    /** @param load what is sent, for the error */
    Unanswered(BenchLoad load) {
        this.load = load;
    }

    /**
     * Counts one that is about to be sent.
     *
     * @throws ToolException if too many have no answer
     */
    void sent() {
        if (open.getRegisteredParties() > LIMIT) {
            throw new ToolException(String.format(
                    Locale.ROOT,
                    "%,d messages have no answer: %,.0f messages a second (%d competitions with %.3g each) are more than is taken here. Give a lower --rate or fewer --competitions.",
                    LIMIT, load.perSecond(), load.competitions(), load.rate()));
        }
        open.register();
    }

    /** One has its answer. */
    void answered() {
        open.arriveAndDeregister();
    }

    /** Returns when all have theirs. */
    void await() {
        open.arriveAndAwaitAdvance();
    }
}
