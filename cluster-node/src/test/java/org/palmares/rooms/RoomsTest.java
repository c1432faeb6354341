package org.palmares.rooms;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Who serves: from what is known to who is told of it. */
class RoomsTest {

    private final Rooms rooms = Rooms.inRows(
            "node.calendar node.http.problem node.server",
            "node.board",
            "node.watch node.live.topic",
            "node.link",
            "node.records node.presence",
            "node.feed",
            "node.sites",
            "node.http node.view",
            "node.access node.pages",
            "node.schedule.clash",
            "node.schedule",
            "node.schedule.file node.schedule.storm",
            "node.results node.ingest node.ops node.schedule.change node.schedule.conflict node.schedule.hold node.schedule.history node.schedule.proposal",
            "node.games node.participants node.live.rendering node.ops.drill",
            "node.live",
            "node.live.transport",
            "node.api",
            "node");

    @Test
    void eachRoomUsesOnlyThoseBelowIt() {
        rooms.check();
    }

    @Test
    void nothingIsTooLargeToBeUnderstood() throws IOException {
        rooms.checkSizes();
    }
}
