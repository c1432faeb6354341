package org.palmares.rooms;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is said. */
class RoomsTest {

    private final Rooms rooms = Rooms.inRows("contract odf protocol.journal.v1", "protocol.wire.v1");

    @Test
    void eachRoomUsesOnlyThoseBelowIt() {
        rooms.check();
    }

    @Test
    void nothingIsTooLargeToBeUnderstood() throws IOException {
        rooms.checkSizes();
    }
}
