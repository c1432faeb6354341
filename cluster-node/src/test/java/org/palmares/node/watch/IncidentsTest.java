package org.palmares.node.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Incident;
import org.palmares.node.watch.Incidents.Kind;
import org.slf4j.LoggerFactory;

class IncidentsTest {

    private static final ReplicaId MADRID = new ReplicaId("madrid");
    private static final About ABOUT_MADRID = About.of(MADRID);

    private final ManualClock clock = new ManualClock();
    private final Metrics metrics = new Metrics();
    private final Incidents incidents = new Incidents("p", metrics, clock);

    @BeforeAll
    static void beQuiet() {
        // Thousands are opened here, and each is a line.
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Incidents.class)).setLevel(ch.qos.logback.classic.Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Incidents.class)).setLevel(null);
    }

    @Test
    void oneOfAKindIsOpenAboutTheSame() {
        assertTrue(incidents.open(Kind.DATA_CENTRE_SILENT, ABOUT_MADRID, "away", Map.of()));
        assertFalse(incidents.open(Kind.DATA_CENTRE_SILENT, ABOUT_MADRID, "still away", Map.of()));
        clock.pass(Duration.ofSeconds(5));
        assertTrue(incidents.close(Kind.DATA_CENTRE_SILENT, ABOUT_MADRID));
        assertFalse(incidents.close(Kind.DATA_CENTRE_SILENT, ABOUT_MADRID));
        assertTrue(incidents.open(Kind.DATA_CENTRE_SILENT, ABOUT_MADRID, "away again", Map.of()));

        List<Incident> list = incidents.newestFirst();
        assertEquals(List.of("away again", "away"), list.stream().map(Incident::text).toList());
        assertEquals(list.get(1).opened().plusSeconds(5), list.get(1).closed().orElseThrow());
        assertEquals(2, metrics.total(Metrics.Counter.INCIDENTS, "data-centre-silent"));
        assertTrue(metrics.text().contains("palmares_open_incidents{kind=\"data-centre-silent\"} 1.0\n"));
    }

    @Test
    void theNewestAreKeptAndTheClosedGoFirst() {
        incidents.open(Kind.DATA_CENTRE_SILENT, ABOUT_MADRID, "open all the time", Map.of());
        for (int i = 0; i < 2 * Incidents.KEPT; i++) {
            About about = About.of(new CompetitionId("SG2030", "ATHM100M--------------"), "document " + i);
            incidents.open(Kind.VERSION_CONFLICT, about, "conflict " + i, Map.of());
            incidents.close(Kind.VERSION_CONFLICT, about);
        }

        List<Incident> list = incidents.newestFirst();
        assertEquals(Incidents.KEPT, list.size());
        assertEquals("conflict " + (2 * Incidents.KEPT - 1), list.get(0).text());
        assertEquals("open all the time", list.get(list.size() - 1).text());
        Set<String> ids = new HashSet<>(list.stream().map(Incident::id).toList());
        assertEquals(Incidents.KEPT, ids.size());
    }

    @Test
    void openOnesAreBoundedToo() {
        for (int i = 0; i < Incidents.KEPT + 1; i++) {
            incidents.open(Kind.VERSION_CONFLICT, About.of(new CompetitionId("SG2030", "ATHM100M--------------"), "document " + i), "conflict " + i, Map.of());
        }

        assertEquals(Incidents.KEPT, incidents.newestFirst().size());
        assertFalse(incidents.close(Kind.VERSION_CONFLICT, About.of(new CompetitionId("SG2030", "ATHM100M--------------"), "document 0")), "forgotten");
    }

    @Test
    void aDataCentreThatIsNotHeardIsAnIncidentUntilItIsHeard() {
        AtomicLong nanos = new AtomicLong();
        DataCentres dataCentres = new DataCentres(new ReplicaId("paris"), Duration.ofMillis(700), Duration.ofSeconds(1), nanos::get);
        Silences silences = new Silences(dataCentres, List.of(MADRID), metrics, incidents, clock);
        dataCentres.heard(MADRID, Duration.ZERO);
        nanos.addAndGet(Duration.ofMillis(700).toNanos());
        silences.check();
        assertEquals(List.of(), incidents.newestFirst());

        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        silences.check();
        silences.check();
        assertTrue(incidents.newestFirst().get(0).isOpen());
        assertEquals(Kind.DATA_CENTRE_SILENT, incidents.newestFirst().get(0).kind());
        assertEquals(1, metrics.total(Metrics.Counter.DATA_CENTRE_SILENCES, "madrid"));

        dataCentres.heard(MADRID, Duration.ZERO);
        silences.check();
        assertFalse(incidents.newestFirst().get(0).isOpen());
    }

    @Test
    void aDataCentreWhoseProcessesEndedIsAnIncidentAtOnceUntilItIsHeard() {
        DataCentres dataCentres = new DataCentres(new ReplicaId("paris"), Duration.ofMillis(700), Duration.ofSeconds(1), () -> 0);
        Silences silences = new Silences(dataCentres, List.of(MADRID), metrics, incidents, clock);
        dataCentres.heard(MADRID, Duration.ZERO);
        dataCentres.ended(Set.of(MADRID), Set.of(MADRID));
        silences.check();
        assertTrue(incidents.newestFirst().get(0).isOpen());
        assertTrue(incidents.newestFirst().get(0).text().contains("ended"));

        dataCentres.ended(Set.of(), Set.of());
        silences.check();
        assertFalse(incidents.newestFirst().get(0).isOpen());
    }

    @Test
    void aDataCentreThatHasNeverBeenHeardIsGivenTimeToStart() {
        DataCentres dataCentres = new DataCentres(new ReplicaId("paris"), Duration.ofMillis(700), Duration.ofSeconds(1), () -> 0);
        Silences silences = new Silences(dataCentres, List.of(MADRID), metrics, incidents, clock);
        clock.pass(Silences.NEVER_HEARD);
        silences.check();
        assertEquals(List.of(), incidents.newestFirst());

        clock.pass(Duration.ofSeconds(1));
        silences.check();
        assertEquals(1, incidents.newestFirst().size());
    }
}
