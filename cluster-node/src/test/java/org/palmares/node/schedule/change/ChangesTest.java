package org.palmares.node.schedule.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.records.Records;
import org.palmares.node.records.Shelf;
import org.palmares.node.schedule.Editor;
import org.palmares.node.watch.Metrics;

/** Changes that other releases have kept. */
class ChangesTest {

    private final Recorder recorder = new Recorder();
    private final Records records = new Records(recorder.board(), recorder::decide, InstantSource.system(), new Metrics());
    private final Changes changes = new Changes(records, new Editor(recorder.board(), recorder::decide));

    private void kept(String id, String competition, String field) {
        Map<String, Object> change = Map.of(
                "id", id, "version", 1, "games", "SG2030", "node", "p", "state", "RUNNING", "at", "2030-08-04T10:00:00Z", "by", "ana", "via", "key", "action", "set",
                "units", List.of(Map.of("code", "u", "competition", competition, "after", Map.of(field, "x"))));
        records.record(Shelf.CHANGES, "PALMARES_CHANGE", id, 1, change).toCompletableFuture().join();
    }

    /** It ended each node that found it. */
    @Test
    void whatThisReleaseDoesNotUnderstandIsLeftOutAndTheRestIsNot() {
        kept("a", "ATHM100M--------------", "WEATHER");
        kept("b", "short", "VENUE");
        assertFalse(changes.waits());
        kept("c", "ATHM100M--------------", "VENUE");
        assertTrue(changes.waits());
        assertEquals(List.of("c"), changes.all().stream().map(Change::id).toList());
    }
}
