package org.palmares.rooms;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is kept: the journal serves the domain, which knows nothing of it. */
class RoomsTest {

    private final Rooms rooms = Rooms.inRows("competition cassandra", "journal", "gateway");

    @Test
    void eachRoomUsesOnlyThoseBelowIt() {
        rooms.check();
    }

    @Test
    void nothingIsTooLargeToBeUnderstood() throws IOException {
        rooms.checkSizes();
    }
}
