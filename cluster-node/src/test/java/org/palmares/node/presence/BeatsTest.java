package org.palmares.node.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.node.link.End;
import org.palmares.node.presence.Heartbeat.Beat;

class BeatsTest {

    private static final ReplicaId MADRID = new ReplicaId("madrid");
    private static final End MADRIDS_END = new End("127.0.0.1:8302", 8402);

    private final DataCentres dataCentres = new DataCentres(new ReplicaId("paris"), Duration.ofHours(1), Duration.ofSeconds(1), System::nanoTime);
    private final SilentNodes silent = new SilentNodes((node, site) -> {});
    private final List<End> ends = new ArrayList<>();
    private final Beats beats = new Beats(dataCentres, silent, ends::add);

    private static Beat beat(String site, boolean leaving) {
        return new Beat("m", site, Duration.ZERO, leaving, Optional.of(MADRIDS_END));
    }

    @Test
    void whoBeatsIsHeardAndCanBeLinkedWith() {
        assertTrue(dataCentres.isSilent(MADRID));
        beats.heard(beat("madrid", false));
        assertFalse(dataCentres.isSilent(MADRID));
        assertTrue(silent.isBeating("m"));
        assertEquals(List.of(MADRIDS_END), ends);
    }

    @Test
    void whoLeavesIsSilentAlsoIfAnOlderBeatComesAfterItsLast() {
        beats.heard(beat("madrid", false));
        beats.heard(beat("madrid", true));
        assertTrue(dataCentres.isSilent(MADRID));
        beats.heard(beat("madrid", false));
        assertTrue(dataCentres.isSilent(MADRID));
    }

    @Test
    void whatIsNoDataCentreIsLeftOut() {
        beats.heard(beat("Madrid!", false));
        assertEquals(List.of(), ends);
        assertFalse(silent.isBeating("m"));
    }
}
