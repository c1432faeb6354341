package org.palmares.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Digest;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.ReplicaId;
import org.palmares.simulation.Seeded;

/**
 * What is in journals must be readable for ever. The golden files were written once, when the form was frozen (journal-v2), and are never made anew: where this
 * fails the code is wrong, not the files. A later form gets a folder of its own beside them.
 */
class StoredFormTest {

    private static final String GOLDEN = "/journal-v2/";
    private static final JournalSerializer SERIALIZER = new JournalSerializer();

    private static List<CompetitionEvent> events(long seed, int count) {
        Seeded seeded = new Seeded(seed);
        Competition state = Competition.start();
        List<CompetitionEvent> events = new ArrayList<>();
        Instant now = Instant.parse("2030-08-04T10:00:00Z");
        while (events.size() < count) {
            Moment moment = new Moment(now.plusMillis(events.size()), new ReplicaId(List.of("paris", "madrid", "barcelona").get(events.size() % 3)));
            Decision decision = Decider.decide(state, seeded.command(), moment);
            if (decision instanceof Decision.Accepted accepted) {
                for (CompetitionEvent event : accepted.events()) {
                    events.add(event);
                    state = Evolver.apply(state, event);
                }
            }
        }
        return events;
    }

    @Test
    void everyEventAndStateComesBackAsItWas() throws NotSerializableException {
        for (long seed = 0; seed < 300; seed++) {
            Competition state = Competition.start();
            for (CompetitionEvent event : events(seed, 20)) {
                assertEquals(event, StoredForm.event(StoredForm.manifest(event), StoredForm.bytes(event)));
                state = Evolver.apply(state, event);
            }
            Object back = SERIALIZER.fromBinary(SERIALIZER.toBinary(state), SERIALIZER.manifest(state));
            assertEquals(state, back, "seed " + seed);
            assertEquals(Digest.of(state), Digest.of((Competition) back));
        }
    }

    @Test
    void everyEventThatTheFirstReleaseWroteIsReadForEver() throws IOException {
        assertReads(Filled.events(), golden("events.txt"));
        assertReads(Filled.edits(), golden("edits.txt"));
        assertReads(Filled.requested(), golden("requested.txt"));
        assertReads(List.of(Filled.saidAgain()), golden("said-again.txt"));
        assertReads(List.of(Filled.remembered()), golden("remembered.txt"));
        assertReads(List.of(Filled.competed()), golden("competed.txt"));
    }

    @Test
    void whoseAResultIsGoesWithIt() throws NotSerializableException {
        CompetitionEvent competed = Filled.competed();
        assertEquals(competed, StoredForm.event(StoredForm.manifest(competed), StoredForm.bytes(competed)));
    }

    @Test
    void whoseRequestItWasChangesNothingOfWhatIsKnown() {
        Competition without = Filled.events().stream().reduce(Competition.start(), Evolver::apply, Competition::merge);
        Competition with = Filled.requested().subList(0, 3).stream().reduce(without, Evolver::apply, Competition::merge);
        assertEquals(without, with);
        assertEquals(Digest.of(without), Digest.of(with));
    }

    private static void assertReads(List<CompetitionEvent> written, List<String> lines) throws IOException {
        assertEquals(written.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split(" ");
            assertEquals(written.get(i), StoredForm.event(parts[0], HexFormat.of().parseHex(parts[1])), parts[0]);
        }
    }

    @Test
    void theStateThatTheFirstReleaseWroteIsReadForEver() throws IOException {
        String[] parts = golden("state.txt").get(0).split(" ");
        Object state = SERIALIZER.fromBinary(HexFormat.of().parseHex(parts[1]), parts[0]);
        assertEquals(Filled.state(), state);
        assertTrue(Filled.state().position().hasGap());
        String[] edited = golden("edited-state.txt").get(0).split(" ");
        assertEquals(Filled.editedState(), SERIALIZER.fromBinary(HexFormat.of().parseHex(edited[1]), edited[0]));
        String[] again = golden("said-again-state.txt").get(0).split(" ");
        assertEquals(Filled.saidAgainState(), SERIALIZER.fromBinary(HexFormat.of().parseHex(again[1]), again[0]));
        assertEquals("competition-3", edited[0], "a release that does not know changes by people must not leave them out");
    }

    private static List<String> golden(String name) throws IOException {
        try (InputStream in = StoredFormTest.class.getResourceAsStream(GOLDEN + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void anUnknownFormIsRefusedByName() {
        assertThrows(NotSerializableException.class, () -> SERIALIZER.fromBinary(new byte[0], "unit-exploded-1"));
        assertThrows(NotSerializableException.class, () -> SERIALIZER.fromBinary(new byte[] {1, 2, 3}, StoredForm.DOCUMENT_RECORDED));
        assertThrows(NotSerializableException.class, () -> SERIALIZER.fromBinary(new byte[] {1, 2, 3}, "competition-1"));
    }
}
