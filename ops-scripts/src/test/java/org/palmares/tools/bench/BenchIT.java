package org.palmares.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.bench.peer.Nginx;
import org.palmares.tools.bench.peer.NginxSettings;
import org.palmares.tools.command.BenchCommand;
import org.palmares.tools.site.RunningSites;
import org.palmares.tools.site.layout.Layout;
import picocli.CommandLine;

/** Benchmarks against three real data centres, as short as they can be: that they measure what they say, not how fast it is. */
@Order(6)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class BenchIT {

    private static Layout layout;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        layout = RunningSites.get().layout();
    }

    private JsonNode bench(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        Path json = folder.resolve("run.json");
        all.addAll(List.of("--var", layout.var().toString(), "--port-offset", Integer.toString(layout.portOffset()), "--json", json.toString()));
        assertEquals(0, new CommandLine(new BenchCommand()).setOut(new PrintWriter(System.out, true)).execute(all.toArray(String[]::new)));
        return new ObjectMapper().readTree(json.toFile()).path("figures");
    }

    @Test
    void acknowledgementsBesideCassandraAloneWithTheProcessorTimeOfEachProcess() throws IOException {
        JsonNode figures = bench("ingest", "--competitions", "6", "--rate", "5", "--seconds", "1", "--warm-up", "0", "--step-seconds", "0");

        assertEquals(30, figures.path("acknowledged").path("count").asInt());
        assertEquals(30, figures.path("cassandraAlone").path("count").asInt());
        for (String process : List.of("paris node", "madrid node", "barcelona cassandra", "sender and readers")) {
            assertTrue(figures.path("oursCpu").path("millisEachMessage").path(process).isNumber(), process);
        }
    }

    @Test
    void oneEventToManyListenersBesideNchan() throws IOException {
        JsonNode figures = bench("fanout", "--clients", "50", "--rounds", "2", "--quiet-seconds", "1", "--to", "madrid");

        List<String> servers = new ArrayList<>(List.of("ours", "packed"));
        assertTrue(figures.path("packedEventBytes").asDouble() < figures.path("oursEventBytes").asDouble() / 2, figures.toString());
        if (Nginx.missing(NginxSettings.handingOut()).isEmpty()) {
            servers.add("nchan");
            assertEquals(figures.path("oursEventBytes").asDouble(), figures.path("nchanEventBytes").asDouble(), 100, "events of the same size");
        }
        for (String server : servers) {
            assertEquals(50, figures.path(server + "Listeners").asInt());
            assertEquals(100, figures.path(server + "Cpu").path("counted").asInt());
            assertTrue(figures.path(server + "ResidentBytesAReader").isNumber());
        }
        assertTrue(figures.path("oursHeapBytesAReader").isNumber());
    }

    @Test
    void readersAndQueriesOfAllKindsBesideTheSending() throws IOException {
        JsonNode figures = bench("mixed", "--competitions", "3", "--rate", "5", "--seconds", "1", "--warm-up", "0", "--readers", "18", "--queries", "40");

        assertEquals(40, figures.path("answered").path("count").asInt());
        assertTrue(figures.path("readersBytes").asLong() > 10_000);
    }

    @Test
    void whatAMessageCostsInSmallAndInLarge() throws IOException {
        JsonNode figures = bench("growth", "--competitions", "3", "--programme", "9", "--events", "30", "--few-events", "10", "--biographies", "20", "--rate", "4",
                "--seconds", "1", "--warm-up", "0", "--rounds", "1", "--quiet-seconds", "1");

        assertTrue(figures.path("quietCores").asDouble() > 0, figures.toString());
        for (String row : List.of("small", "programme", "fewEvents", "manyEvents", "biographies")) {
            assertEquals(12, figures.path(row + "Acknowledged").path("count").asInt(), row);
            assertTrue(figures.path(row + "MicrosAMessage").asDouble() > 100, row);
        }
        assertTrue(figures.path("manyEvents").asLong() >= 30);
        assertTrue(figures.path("fewEvents").asLong() < 30);
        assertEquals(20, figures.path("biographiesMade").asInt());
        assertTrue(figures.path("manyEventsMicrosBeyondRest").isNumber());
    }

    /** It starts all nodes again, which takes half a minute of a build that has few left. */
    @Test
    void competitionsAfterAStartOfAllNodes() throws IOException {
        Assumptions.assumeTrue(Boolean.getBoolean("all"), "SKIPPED: bench coldstart is tried with -Dall=true");
        JsonNode figures = bench("coldstart", "--competitions", "12", "--events", "40", "--few-events", "10", "--rounds", "1");

        assertEquals(12, figures.path("eachAnswer").path("count").asInt());
        assertEquals(1, figures.path("manyEventsAnswer").path("count").asInt());
        assertTrue(figures.path("events").asLong() >= 40);
        assertTrue(figures.path("start").path("maxMillis").asDouble() > 1_000, "the nodes were really started");
    }
}
