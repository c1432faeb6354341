package org.palmares.rooms;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The tools: commands above, libraries below. */
class RoomsTest {

    private final Rooms rooms = Rooms.inRows(
            "tools.terminal", "tools.tls", "tools.site", "tools.load tools.wan", "tools.bench tools.demo", "tools.drill.proof", "tools.drill.crowd tools.drill",
            "tools");

    @Test
    void eachRoomUsesOnlyThoseBelowIt() {
        rooms.check();
    }

    @Test
    void nothingIsTooLargeToBeUnderstood() throws IOException {
        rooms.checkSizes();
    }
}
