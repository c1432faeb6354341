package org.palmares.rooms;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The tools: commands above, libraries below. */
class RoomsTest {

    private final Rooms rooms = Rooms.inRows(
            "tools.terminal",
            "tools.files tools.cassandra tools.sample",
            "tools.tls tools.site.layout",
            "tools.site.process tools.site.disk tools.site.network",
            "tools.site",
            "tools.site.upkeep tools.client tools.wan",
            "tools.load tools.testfeed",
            "tools.bench.machine tools.bench.page",
            "tools.bench.record tools.bench.peer",
            "tools.bench tools.demo tools.drill.proof",
            "tools.drill.fault tools.drill.crowd",
            "tools.drill",
            "tools.command",
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
