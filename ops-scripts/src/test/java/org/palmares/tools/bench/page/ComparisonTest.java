package org.palmares.tools.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.palmares.tools.terminal.ToolException;

final class ComparisonTest {

    static RunFile run(String name, String json) {
        try {
            return new RunFile(name, new ObjectMapper().readTree(json));
        } catch (IOException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private static final RunFile QUIET = run("a.json", """
            {"bench":"ingest","at":"2026-01-01T00:00:00Z","quotable":true,"notQuotable":[],"commit":"aaa","machine":{"cores":2,"loadBefore":0.1},
             "settings":{"competitions":60},"figures":{"acknowledged":{"p50Millis":10.0,"p99Millis":40.0},"gone":1}}""");

    private static final RunFile BUSY = run("b.json", """
            {"bench":"ingest","at":"2026-01-02T00:00:00Z","quotable":false,"notQuotable":["ours: other programs had 30 % of all cores"],"commit":"bbb",
             "machine":{"cores":4,"loadBefore":9},"settings":{"competitions":60},"figures":{"acknowledged":{"p50Millis":5.0,"p99Millis":60.0},"steps":[{"rate":7}]}}""");

    @Test
    void eachFigureHasItsRatio() {
        List<String> lines = Comparison.of(QUIET, BUSY);

        assertTrue(lines.stream().anyMatch(line -> line.matches("acknowledged\\.p50Millis +10 +5 +0\\.50")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("acknowledged\\.p99Millis +40 +60 +1\\.50")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("gone +1 +-")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("steps\\.0\\.rate +- +7")), lines::toString);
    }

    @Test
    void saysFirstWhatMakesItWorthLess() {
        List<String> lines = Comparison.of(QUIET, BUSY);

        assertEquals("NOT TO BE QUOTED: b.json: ours: other programs had 30 % of all cores", lines.get(0));
        assertEquals("NOT THE SAME machine: cores is 2 and 4", lines.get(1));
        assertTrue(lines.get(2).startsWith("A  a.json"), lines::toString);
    }

    @Test
    void runsOfOneBenchmarkOnly() {
        RunFile live = run("c.json", "{\"bench\":\"live\",\"at\":\"2026-01-01T00:00:00Z\",\"figures\":{}}");

        assertTrue(assertThrows(ToolException.class, () -> Comparison.of(QUIET, live)).getMessage().contains("of ingest, and c.json of live"));
    }
}
