package org.palmares.node.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.node.watch.Differences.Known;
import org.palmares.node.watch.Incidents.Incident;
import org.palmares.node.watch.Incidents.Kind;

class DifferencesTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final ManualClock clock = new ManualClock();
    private final Incidents incidents = new Incidents("p", new Metrics(), clock);
    private final Differences differences = new Differences(incidents, BOUND, clock);

    /** As many events of Paris and Madrid; what is known of the same events is the same. */
    private static Known known(long paris, long madrid) {
        return known(paris, madrid, "digest of " + paris + ' ' + madrid);
    }

    private static Known known(long paris, long madrid, String digest) {
        SortedMap<ReplicaId, Long> numbers = new TreeMap<>(Map.of(new ReplicaId("paris"), paris, new ReplicaId("madrid"), madrid));
        return new Known(new Position(numbers, new TreeMap<>()), digest);
    }

    private void look(Known ours, Known theirs) {
        differences.compared("m", Map.of(ID, ours), Map.of(ID, theirs), false);
    }

    private List<Incident> open() {
        return incidents.newestFirst().stream().filter(Incident::isOpen).toList();
    }

    @Test
    void whatIsMissingForLongerThanTheBoundIsAnIncidentUntilTheBoardsAreEqual() {
        look(known(5, 2), known(4, 2));
        clock.pass(BOUND.minusMillis(1));
        look(known(5, 2), known(4, 2));
        assertEquals(List.of(), open());

        clock.pass(Duration.ofMillis(1));
        look(known(6, 2), known(4, 2));
        look(known(7, 2), known(4, 2));
        assertEquals(1, open().size());
        Incident incident = open().get(0);
        assertEquals(Kind.REPLICAS_DIFFER, incident.kind());
        assertEquals(ID, incident.about().competition().orElseThrow());
        assertEquals("p6-m2", incident.detail().get("position"));
        assertEquals("p4-m2", incident.detail().get("theirPosition"));
        assertEquals("m", incident.detail().get("node"));

        look(known(7, 2), known(7, 2));
        assertEquals(List.of(), open());
        assertFalse(incidents.newestFirst().get(0).isOpen());
    }

    @Test
    void aCompetitionThatIsWrittenToAllTheTimeDiffersAtEveryLookAndIsNoIncident() {
        for (int i = 1; i < 100; i++) {
            look(known(10L * i, 7L * i), known(10L * i - 1, 7L * i + 1));
            clock.pass(LOOK);
        }

        assertEquals(List.of(), incidents.newestFirst());
    }

    @Test
    void anEventThatNeverComesIsFoundWhileOthersComeAllTheTime() {
        look(known(10, 7), known(9, 7));
        for (int i = 1; i <= 5; i++) {
            clock.pass(LOOK);
            look(known(10, 7 + i), known(9, 7 + i));
        }

        assertEquals(1, open().size());
    }

    @Test
    void otherContentsAtTheSamePositionAreAnIncidentAfterTheBound() {
        look(known(5, 2, "a"), known(5, 2, "b"));
        clock.pass(BOUND);
        look(known(6, 2, "c"), known(6, 2, "d"));
        assertEquals(1, open().size());
        assertEquals("c", open().get(0).detail().get("digest"));

        look(known(7, 2), known(6, 2));
        assertEquals(1, open().size(), "only on its way, which says nothing of the contents");
        look(known(7, 2), known(7, 2));
        assertEquals(List.of(), open());
    }

    @Test
    void contentsThatDifferedForAMomentAreNoIncident() {
        look(known(5, 2, "a"), known(5, 2, "b"));
        clock.pass(LOOK);
        look(known(5, 2), known(5, 2));
        clock.pass(BOUND);
        look(known(6, 2, "a"), known(6, 2, "b"));

        assertEquals(List.of(), incidents.newestFirst());
    }

    @Test
    void aCompetitionThatOnlyOneBoardHasIsComparedToo() {
        differences.compared("m", Map.of(), Map.of(ID, known(3, 0)), false);
        clock.pass(BOUND);
        differences.compared("m", Map.of(), Map.of(ID, known(3, 0)), false);
        assertEquals("0", open().get(0).detail().get("position"));

        differences.equal("b");
        assertEquals(1, open().size(), "another node's board says nothing of this one's");
        differences.equal("m");
        assertEquals(List.of(), open());
    }

    @Test
    void aNodeThatCatchesUpIsGivenMoreTime() {
        for (Duration passed = Duration.ZERO; passed.compareTo(BOUND.multipliedBy(Differences.CATCHING_UP)) < 0; passed = passed.plus(LOOK)) {
            differences.compared("m", Map.of(ID, known(5, 2)), Map.of(), true);
            clock.pass(LOOK);
        }
        assertEquals(List.of(), open());

        differences.compared("m", Map.of(ID, known(5, 2)), Map.of(), true);
        assertTrue(open().get(0).isOpen());
    }

    @Test
    void theTimeThatANodeWasAwayDoesNotCount() {
        look(known(5, 2), known(4, 2));
        differences.forget("m");
        clock.pass(Duration.ofMinutes(5));
        look(known(50, 2), known(4, 2));
        clock.pass(LOOK);
        look(known(50, 2), known(50, 2));

        assertEquals(List.of(), incidents.newestFirst());
    }
}
