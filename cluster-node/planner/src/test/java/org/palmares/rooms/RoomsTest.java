package org.palmares.rooms;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The planner: judging and modelling know nothing of each other, and neither knows a solver. */
class RoomsTest {

    private final Rooms rooms = Rooms.inRows("planner.clock", "planner.day planner.check", "planner.solve", "planner");

    @Test
    void eachRoomUsesOnlyThoseBelowIt() {
        rooms.check();
    }

    @Test
    void nothingIsTooLargeToBeUnderstood() throws IOException {
        rooms.checkSizes();
    }
}
