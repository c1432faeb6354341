package org.palmares.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.palmares.node.board.Board;
import org.palmares.node.ingest.RealGames;
import org.palmares.node.schedule.clash.Clash;
import org.palmares.node.schedule.clash.Clashes;
import org.palmares.node.schedule.clash.Severity;
import org.palmares.protocol.contract.Shapes.ClashShape;
import org.palmares.protocol.names.Language;

/** The real programme of Paris 2024 took place. What the rules find in it is known, and judged in docs/CLASHES.md. */
class RealClashesTest {

    private static Board board;
    private static Clashes clashes;

    @BeforeAll
    static void load() {
        board = RealGames.board();
        clashes = new GamesClashes(board, ClashSettingsFile.shipped()).of(RealGames.CODE);
    }

    /** Where {@code -Dreport=<file>} says so, all that is found is written there, to be judged. */
    @Test
    void whatIsFoundIsKnown() throws IOException {
        Map<String, Long> found = clashes.all().stream()
                .collect(Collectors.groupingBy(clash -> clash.severity().word() + ' ' + clash.rule(), TreeMap::new, Collectors.counting()));
        if (System.getProperty("report") != null) {
            Files.write(Path.of(System.getProperty("report")), lines());
        }
        assertEquals(
                Map.of(
                        "error location-double-booked", 1L,
                        "warning outside-session", 80L,
                        "note outside-session", 295L,
                        "note medal-clash", 29L),
                found);
    }

    @Test
    void theOneErrorIsAMatchWhoseEndWasSentWrong() {
        List<List<String>> errors = clashes.all().stream()
                .filter(clash -> clash.severity() == Severity.ERROR)
                .map(clash -> clash.units().stream().map(unit -> unit.code().value()).toList())
                .toList();
        assertEquals(List.of(List.of("BDMMSINGLES-----------FNL-000200--", "BDMMSINGLES-----------FNL-000100--")), errors);
    }

    private static List<String> lines() {
        ClashText text = new ClashText(board.of(RealGames.CODE), Language.ENGLISH);
        List<String> lines = new ArrayList<>();
        clashes.all().stream().sorted(Comparator.comparing(Clash::severity).reversed().thenComparing(Clash::text).thenComparing(Clash::id)).forEach(clash -> {
            ClashShape shape = text.shape(clash);
            lines.add(shape.severity() + ' ' + clash.text() + ' ' + shape.units() + ' ' + shape.sessions() + ' ' + shape.text());
        });
        return lines;
    }
}
