package org.palmares.tools.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.terminal.ToolException;

final class PerformancePageTest {

    @TempDir
    private Path folder;

    private Path docs() {
        return folder.resolve("docs");
    }

    private RunFile run(String name, String at, boolean quotable, double p50) throws IOException {
        return RunFile.read(Files.writeString(folder.resolve(name), String.format(Locale.ROOT, """
                {"bench":"ingest","at":"%s","quotable":%b,"notQuotable":["ours: busy"],"commit":"abc","machine":{"cores":2,"model":"M"},"settings":{"to":"all"},
                 "figures":{"acknowledged":{"p50Millis":%f,"p99Millis":40},"cassandraAlone":{"p50Millis":4.8}}}""", at, quotable, p50)));
    }

    private String page() throws IOException {
        return Files.readString(docs().resolve("PERFORMANCE.md"));
    }

    @Test
    void withoutARunItSaysSo() throws IOException {
        assertEquals(List.of(), new PerformancePage(docs()).draw(List.of()));
        assertEquals(Pictures.CHAPTERS.size(), page().split("No run on a quiet machine yet.", -1).length - 1);
    }

    @Test
    void showsTheLastQuietRunBesideItsPeer() throws IOException {
        RunFile old = run("old.json", "2026-01-01T00:00:00Z", true, 50);
        RunFile last = run("last.json", "2026-01-03T00:00:00Z", true, 11.5);
        RunFile busy = run("busy.json", "2026-01-04T00:00:00Z", false, 90);

        List<String> leftOut = new PerformancePage(docs()).draw(List.of(last, old, busy));

        assertEquals(2, leftOut.size());
        assertTrue(leftOut.get(0).endsWith("last.json is younger"), leftOut::toString);
        assertTrue(leftOut.get(1).endsWith("busy.json: ours: busy"), leftOut::toString);
        assertTrue(page().contains("Palmarès p50 11.5, Palmarès p99 40.0, Cassandra alone p50 4.80](pictures/bench-ingest-acknowledged.svg)"), this::quietly);
        assertFalse(page().contains("bench-ingest-cpu.svg"), "without a figure there is no picture");
        assertTrue(Files.exists(docs().resolve("performance/ingest.json")));
    }

    private String quietly() {
        try {
            return page();
        } catch (IOException none) {
            return "no page";
        }
    }

    @Test
    void whatItShowsStaysAndTheSameRunsGiveTheSameBytes() throws Exception {
        new PerformancePage(docs()).draw(List.of(run("one.json", "2026-01-01T00:00:00Z", true, 50)));
        String before = page();
        byte[] picture = Files.readAllBytes(docs().resolve("pictures/bench-ingest-acknowledged.svg"));

        new PerformancePage(docs()).draw(List.of());

        assertEquals(before, page());
        assertEquals(new String(picture, StandardCharsets.UTF_8), Files.readString(docs().resolve("pictures/bench-ingest-acknowledged.svg")));
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(picture));
    }

    @Test
    void whatIsNoRunIsNamed() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{}");

        assertTrue(assertThrows(ToolException.class, () -> RunFile.read(other)).getMessage().startsWith(other + " is no run of palmares bench"));
        assertTrue(assertThrows(ToolException.class, () -> RunFile.read(folder.resolve("missing.json"))).getMessage().contains("missing.json cannot be read"));
    }
}
