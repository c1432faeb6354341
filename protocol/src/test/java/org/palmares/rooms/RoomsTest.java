package org.palmares.rooms;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is said. */
class RoomsTest {

    private final Rooms rooms = Rooms.inRows("protocol.json protocol.names protocol.odf protocol.text protocol.journal.v1", "protocol.contract protocol.wire.v1", "protocol.contract.drill protocol.contract.planning");

    @Test
    void eachRoomUsesOnlyThoseBelowIt() {
        rooms.check();
    }

    @Test
    void nothingIsTooLargeToBeUnderstood() throws IOException {
        rooms.checkSizes();
    }
}
