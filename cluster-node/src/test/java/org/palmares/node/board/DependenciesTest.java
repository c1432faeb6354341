package org.palmares.node.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.board.BoardMessages.EVENT;
import static org.palmares.node.board.BoardMessages.schedule;
import static org.palmares.node.board.BoardMessages.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.node.ingest.Recorder;

/** What is made of a board is old once what was read for it has changed, and not before. */
class DependenciesTest {

    private static final String GAMES = "AAA1";
    private static final String UNIT = EVENT + "FNL-000100--";
    private static final CompetitionId ID = new CompetitionId(GAMES, EVENT);

    private final Recorder recorder = new Recorder();
    private final Board board = recorder.board();

    @BeforeEach
    void begin() throws Exception {
        timetable(GAMES, 1, "21:50");
        result(1, "LIVE");
    }

    private void timetable(String games, int version, String time) throws Exception {
        recorder.take(schedule(games, version, unit("FNL-000100--", "SCHEDULED", "2030-08-04T" + time + ":00+02:00", "", "")));
    }

    private void result(int version, String status) throws Exception {
        recorder.take(("<OdfBody CompetitionCode=\"" + GAMES + "\" DocumentCode=\"" + UNIT + "\" DocumentType=\"DT_RESULT\" Version=\"" + version
                        + "\" ResultStatus=\"" + status + "\" FeedFlag=\"P\" Date=\"2030-08-04\" Time=\"1200000" + String.format("%02d", version)
                        + "\" LogicalDate=\"2030-08-04\" Source=\"OVR\"><Competition><Result SortOrder=\"1\" Result=\"9." + version
                        + "\"><Competitor Code=\"1\" Type=\"A\" Organisation=\"FRA\"/></Result></Competition></OdfBody>")
                .getBytes(StandardCharsets.UTF_8));
    }

    private <T> Dependencies read(Function<Board, T> reading) {
        Dependencies dependencies = board.dependencies();
        dependencies.noting(() -> reading.apply(board));
        assertTrue(dependencies.isCurrent());
        return dependencies;
    }

    private <T> Dependencies readOf(Function<CompetitionView, T> reading) {
        return read(all -> reading.apply(all.get(ID).orElseThrow()));
    }

    @Test
    void eachAspectIsOldByItsOwnChangesOnly() throws Exception {
        Dependencies units = readOf(view -> view.units().toList());
        Dependencies results = readOf(view -> view.result(UNIT));
        Dependencies statuses = readOf(view -> view.resultStatus(UNIT, "ENG"));
        Dependencies medals = readOf(CompetitionView::medals);
        Dependencies all = readOf(CompetitionView::state);
        result(2, "LIVE");
        assertEquals(List.of(true, false, true, true, false), Stream.of(units, results, statuses, medals, all).map(Dependencies::isCurrent).toList());
        result(3, "OFFICIAL");
        assertFalse(statuses.isCurrent());
        assertTrue(units.isCurrent());
        timetable(GAMES, 2, "22:50");
        assertFalse(units.isCurrent());
        assertTrue(medals.isCurrent());
    }

    @Test
    void whatIsOldStaysOld() throws Exception {
        Dependencies results = readOf(view -> view.result(UNIT));
        result(2, "LIVE");
        for (int i = 0; i < 3; i++) {
            assertFalse(results.isCurrent());
        }
    }

    @Test
    void anotherGamesIsAnotherMatter() throws Exception {
        Dependencies units = read(all -> all.of(GAMES).stream().flatMap(CompetitionView::units).toList());
        Dependencies meant = read(all -> all.defaultGames(Optional.empty()));
        Dependencies games = read(Board::games);
        timetable("ZZZ1", 1, "10:00");
        assertTrue(units.isCurrent());
        assertTrue(meant.isCurrent());
        assertFalse(games.isCurrent());
    }

    @Test
    void whatWasNotThereIsNotedToo() throws Exception {
        Dependencies none = read(all -> all.get(new CompetitionId("ZZZ1", EVENT)));
        Dependencies other = read(all -> all.get(new CompetitionId(GAMES, "ATHM100M--------------")));
        timetable("ZZZ1", 1, "10:00");
        assertFalse(none.isCurrent());
        assertTrue(other.isCurrent());
    }

    /** While it is made, it may read a state and then a newer one of the same. */
    @Test
    void ofTwoStatesThatWereReadTheOlderCounts() throws Exception {
        Dependencies dependencies = board.dependencies();
        dependencies.noting(() -> {
            CompetitionView old = board.get(ID).orElseThrow();
            take(2);
            board.get(ID).orElseThrow().result(UNIT);
            return old.result(UNIT);
        });
        assertFalse(dependencies.isCurrent());
    }

    @Test
    void ofWhatChangedWhileItWasMadeOnlyWhatWasReadBeforeCounts() {
        Dependencies dependencies = board.dependencies();
        dependencies.noting(() -> {
            take(2);
            return board.get(ID).orElseThrow().result(UNIT);
        });
        assertTrue(dependencies.isCurrent());
        take(3);
        assertFalse(dependencies.isCurrent());
    }

    /** By another thread, as the feed's is. */
    private void take(int version) {
        CompletableFuture.runAsync(() -> {
            try {
                result(version, "LIVE");
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }).join();
    }

    @Test
    void ofMoreThanAreToldApartAnyCounts() throws Exception {
        for (int i = 0; i <= Dependencies.APART_MAX; i++) {
            recorder.take(new String(schedule(GAMES, 1, unit("FNL-000100--", "SCHEDULED", "2030-08-04T10:00:00+02:00", "", "")), StandardCharsets.UTF_8)
                    .replace(EVENT, "ATHW" + (100 + i) + "X" + "-".repeat(14))
                    .replace("Source=\"OVR\"", "Source=\"S" + i + "\"")
                    .getBytes(StandardCharsets.UTF_8));
        }
        Dependencies all = read(board -> board.of(GAMES).stream().flatMap(CompetitionView::units).toList());
        result(2, "LIVE");
        assertTrue(all.isCurrent());
        timetable(GAMES, 2, "22:50");
        assertFalse(all.isCurrent());
    }

    @Test
    void whatIsOutsideIsAskedEachTime() {
        AtomicInteger outside = new AtomicInteger();
        Dependencies dependencies = read(all -> Dependencies.outside(outside::get));
        assertTrue(dependencies.isCurrent());
        outside.set(1);
        assertFalse(dependencies.isCurrent());
    }

    /** What another thread reads is not noted; so nothing that answers are made of may be read in parallel. */
    @Test
    void nothingIsReadInParallel() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).filter(DependenciesTest::isParallel).toList());
        }
    }

    private static boolean isParallel(Path file) {
        try {
            return Files.readString(file).matches("(?s).*(parallelStream\\(|\\.parallel\\().*");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
