package org.palmares.node.schedule.proposal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.node.schedule.storm.Replanned;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;

class ProposalsTest {

    private static final PlannedUnit UNIT = new PlannedUnit(
            new Rsc("ATHM100M--------------FNL-000100--"), ScheduleStatus.SCHEDULED, Optional.empty(), Optional.empty(), "STA", "", "", "", false, 0, "3", List.of());

    private final Proposals proposals = new Proposals();

    private void keep(String id, int units) {
        List<Replanned> moved = Collections.nCopies(units, new Replanned(UNIT, Optional.empty(), Optional.empty(), "STA", "", List.of()));
        proposals.keep(new Proposed(id, "SG2030", Instant.EPOCH, "ana", null, new Proposed.PlanOf(true, List.of(), moved, Map.of()), null, null, "cp-sat", 1));
    }

    @Test
    void theNewestAreRememberedAsManyAsMayBe() {
        for (int i = 0; i < 33; i++) {
            keep("p-" + i, 1);
        }
        assertFalse(proposals.of("p-0").isPresent());
        assertTrue(proposals.of("p-1").isPresent());
    }

    @Test
    void thoseThatMoveMuchTakeTheRoomOfOthers() {
        keep("p-1", 2_000);
        keep("p-2", 2_000);
        assertTrue(proposals.of("p-1").isPresent());
        keep("p-3", 1);
        assertFalse(proposals.of("p-1").isPresent());
        keep("p-4", 9_000);
        assertTrue(proposals.of("p-4").isPresent(), "the newest is there whatever it is");
    }
}
