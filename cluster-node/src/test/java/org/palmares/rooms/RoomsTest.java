package org.palmares.rooms;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Who serves: from what is known to who is told of it. */
class RoomsTest {

    private final Rooms rooms = Rooms.inRows(
            "access games json http.problem server", "board", "view ingest ops", "feed", "live ops.drill", "http", "node");

    @Test
    void eachRoomUsesOnlyThoseBelowIt() {
        rooms.check();
    }

    @Test
    void nothingIsTooLargeToBeUnderstood() throws IOException {
        rooms.checkSizes();
    }
}
