package org.palmares.node.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;

class ConflictsTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", "ATH" + "-".repeat(19));

    @Test
    void twoSourcesOfUpdatesHaveConflictsOfTheirOwn() {
        Metrics metrics = new Metrics();
        Incidents incidents = new Incidents("p", metrics, InstantSource.system());
        Conflicts conflicts = new Conflicts(new Board(new Fence(kind -> {})), metrics, incidents);
        for (String source : new String[] {"ATH1", "SCH"}) {
            conflicts.refused(ID, new DocumentKey("DT_SCHEDULE_UPDATE", ID.code(), "", "", "", source), 1);
        }
        assertEquals(2, incidents.newestFirst().size());
    }
}
