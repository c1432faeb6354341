package org.palmares.node.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.watch.Metrics;

/** What operations and schedulers decide is kept, and what is kept for the one leaves room for the other. */
class RecordsTest {

    private static final int LARGE = 400_000;
    /** So many in a row, or not: by then each of their competitions is full. */
    private static final int REFUSED = 10;

    private static final String UNPACKABLE =
            new Random(1).ints(LARGE, 'a', 'z').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

    private final Recorder recorder = new Recorder();
    private final Records records = new Records(recorder.board(), recorder::decide, InstantSource.fixed(Instant.EPOCH), new Metrics());

    private record Note(String code, String text) {}

    private static final Records.Kind<Note> CHANGES = kind(Shelf.CHANGES);

    private static Records.Kind<Note> kind(Shelf shelf) {
        return new Records.Kind<>(shelf, "PALMARES_NOTE", Note.class, note -> true, Comparator.comparing(Note::code));
    }

    private static Recording now(CompletionStage<Recording> recording) {
        return recording.toCompletableFuture().join();
    }

    private static Note large(String code) {
        return new Note(code, UNPACKABLE);
    }

    /** Codes of those that were taken until no more was. */
    private List<String> fill(Records.Kind<Note> kind) {
        List<String> taken = new ArrayList<>();
        int refused = 0;
        for (int code = 0; refused < REFUSED; code++) {
            if (now(records.record(kind, "f" + code, 1, large("f" + code))) == Recording.KEPT) {
                taken.add("f" + code);
            } else {
                refused++;
            }
        }
        return taken;
    }

    /** They filled the store of operations: no key could be revoked any more, nor a data centre evacuated. */
    @Test
    void howeverMuchSchedulersKeepOperationsDecide() {
        fill(CHANGES);
        fill(kind(Shelf.HOLDS));
        assertEquals(Recording.KEPT, now(records.record(Shelf.DECISIONS, "PALMARES_REVOKED_KEYS", "k", 1, new Note("k", "it leaked"))));
        assertEquals(Recording.KEPT, now(records.record(kind(Shelf.DRILLS), "d", 1, new Note("d", "kill"))));
    }

    @Test
    void drillsLeaveRoomForDecisions() {
        fill(kind(Shelf.DRILLS));
        assertEquals(Recording.KEPT, now(records.record(Shelf.DECISIONS, "PALMARES_REVOKED_KEYS", "k", 1, large("k"))));
    }

    /** Its end was refused, and it was carried out again every second, for ever. */
    @Test
    void whateverWasBegunCanBeEnded() {
        List<String> begun = fill(CHANGES);
        for (String code : begun) {
            assertEquals(Recording.KEPT, now(records.record(CHANGES, code, 2, large("end of " + code))), code);
            assertEquals("end of " + code, records.latest(CHANGES, code).orElseThrow().code());
        }
        assertEquals(begun.size(), records.all(CHANGES).size());
    }

    @Test
    void howeverManyAreHeldEachCanBeReleasedAndHeldAgain() {
        Records.Kind<Note> holds = kind(Shelf.HOLDS);
        List<String> held = fill(holds);
        for (int version = 2; version < 7; version++) {
            for (String code : held) {
                assertEquals(Recording.KEPT, now(records.record(holds, code, version, large(code + version))), code + version);
            }
        }
    }

    @Test
    void whoIsRefusedHearsWhy() {
        Note one = new Note("c", "one");
        assertEquals(Recording.KEPT, now(records.record(CHANGES, "c", 1, one)));
        assertEquals(Recording.KEPT, now(records.record(CHANGES, "c", 1, one)), "the same again");
        assertEquals(Recording.TAKEN, now(records.record(CHANGES, "c", 1, new Note("c", "another"))));
        assertEquals(Recording.KEPT, now(records.record(CHANGES, "c", 2, one)));
        assertEquals(Recording.TAKEN, now(records.record(CHANGES, "c", 1, new Note("c", "too late"))));
        Records.Kind<Note> holds = kind(Shelf.HOLDS);
        assertEquals(Recording.KEPT, now(records.record(holds, "c", 1, one)));
        fill(holds);
        assertEquals(Recording.KEPT, now(records.record(holds, "c", 1, one)), "what is kept is known also where nothing new is taken");
        assertEquals(List.of("kept", "taken", "full"), java.util.stream.Stream.of(Recording.values()).map(
                recording -> recording.fold(() -> "kept", () -> "taken", () -> "full")).toList());
    }

    @Test
    void theyBelongToNoGames() {
        for (int code = 0; code < 20; code++) {
            now(records.record(CHANGES, "c" + code, 1, new Note("c", "")));
        }
        now(records.record(kind(Shelf.HOLDS), "h", 1, new Note("h", "")));
        assertEquals(List.of(), recorder.board().games());
        assertEquals(0, recorder.board().revision(), "nobody's answer changes by it");
        for (Shelf shelf : Shelf.values()) {
            assertTrue(shelf.competitions().stream().allMatch(CompetitionId::isOfRecords), shelf.name());
        }
        assertEquals(Shelf.CHANGES.competitions().size(), recorder.board().all().size() - 1, "all of them are used");
    }
}
