package org.palmares.tools.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.tools.drill.proof.Report.Verdict;
import org.palmares.tools.drill.proof.Report;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.network.Partition;
import org.palmares.tools.terminal.ToolException;

/** Drills with three real data centres, in a short form: a prober from outside says what was lost. The long series is palmares rehearse drills. */
@Order(3)
@Tag("drill")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class DrillIT {

    private static DrillGround ground;
    private static LocalSites sites;
    private static OpsClient ops;

    @BeforeAll
    static void start() {
        sites = RunningSites.get();
        ground = DrillGround.of(sites.layout(), System.out::println);
        ops = ground.ops();
    }

    /** Another test may just have brought a data centre back. */
    @BeforeEach
    void awaitRedundancy() {
        DrillRequest look = new DrillRequest("kill", "paris", "only to look", "DrillIT", null, false, true);
        JsonNode missing = ops.plan(look).path("missing");
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1); !missing.isEmpty() && System.nanoTime() < end; missing = ops.plan(look).path("missing")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        assertEquals(0, missing.size(), missing.toString());
    }

    @AfterEach
    void mend() {
        ground.faults().healLeftovers(System.out::println);
        // What is evacuated is not ready: whoever waited for that first would wait for ever, and nobody would see why the test failed.
        IntStream.range(0, Layout.SITES.size()).mapToObj(asked -> ops.from(asked, "/v1/sites")).flatMap(Optional::stream).findFirst()
                .ifPresent(answer -> answer.path("sites").forEach(site -> {
                    if (site.path("state").asText().equals("evacuated")) {
                        ops.start(new DrillRequest("return", site.path("site").asText(), "after a test that failed", "DrillIT", null, false, false));
                    }
                }));
        sites.up(Layout.SITES);
    }

    private static Report run(String name, String site, long seconds) {
        DrillRunner runner = new DrillRunner(
                ground, new Watching(6, Optional.of(2.0), 1_000, Duration.ofSeconds(2), Duration.ofSeconds(1)), System.out::println);
        Report report = runner.run(new DrillRequest(name, site, "a test", "DrillIT", seconds, false, false));
        System.out.printf("drill %s %s: %s %s %s%n", name, site, report.verdict(), report.reasons(), report.figures());
        return report;
    }

    /** On a machine that does much else at the same time the times may pass their limits; the counts may never. */
    private static void assertNothingLost(Report report) {
        assertEquals(List.of(), report.findings());
        assertEquals(0, report.figures().get("failedReads"), "no read failed in the other data centres");
        assertTrue(report.figures().containsKey("convergenceMillis"), "all data centres agree in the end");
        assertTrue(report.figures().get("acknowledged") > 50, report.figures().toString());
        Drill kept = kept(report);
        assertEquals(report.verdict().name(), kept.verdict(), "the verdict is kept in the journal");
        assertTrue(kept.report().containsKey("figures"), "the figures are too");
    }

    /** Whoever is asked may hear a moment later what another has taken. */
    private static Drill kept(Report report) {
        Drill kept = ops.drill(report.drill().id()).orElseThrow();
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15); kept.report().isEmpty() && System.nanoTime() < end;
                kept = ops.drill(report.drill().id()).orElse(kept)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return kept;
    }

    /** One of each; every data centre, twenty times, is {@code palmares rehearse drills}: each costs a start of a Cassandra and a node. */
    @ParameterizedTest
    @CsvSource({"kill, paris", "freeze, madrid"})
    void nothingAcknowledgedIsLostWhenADataCentreIsGone(String name, String site) {
        Report report = run(name, site, 6);

        assertNothingLost(report);
    }

    /** From both sides; from one side alone it is in the long series. */
    @Test
    void nothingAcknowledgedIsLostWhenADataCentreIsCutOff() {
        new Partition(sites.layout()).impossible().ifPresent(reason -> Assumptions.abort("SKIPPED: no partition, because " + reason));

        assertNothingLost(run("partition", "barcelona", 8));
    }

    @Test
    void nobodyNoticesThatADataCentreIsEmptiedAndReturns() {
        Report evacuated = run("evacuate", "paris", 300);
        assertNothingLost(evacuated);
        assertEquals(0, evacuated.figures().get("failedAttempts"), "no request failed");
        assertTrue(ops.from(1, "/v1/sites").orElseThrow().toString().contains("evacuated"));
        ToolException refused = assertThrows(ToolException.class, () -> run("kill", "madrid", 5));
        assertTrue(refused.getMessage().contains("paris is evacuated"), refused.getMessage());

        Report returned = run("return", "paris", 5);
        assertNothingLost(returned);
        assertEquals(0, returned.figures().get("failedAttempts"), "no request failed");
    }

    @Test
    void afterEverythingWasKilledAtOnceNothingAcknowledgedIsMissing() throws Exception {
        Report report = run("off-and-on", "", 2);

        assertEquals(List.of(), report.findings());
        assertTrue(report.figures().containsKey("servingAgainMillis"), report.figures().toString());
        assertEquals(Verdict.valueOf(kept(report).verdict()), report.verdict());
        String page = Files.readString(sites.layout().drills().resolve(report.drill().id()).resolve("report.html"));
        assertTrue(page.contains("<svg") && page.contains("off-and-on"));
    }
}
