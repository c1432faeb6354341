package org.palmares.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.protocol.contract.planning.PlanningAnswer;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Proposal;
import org.palmares.protocol.json.Json;

/** The planner as a node starts it: what was packaged, in a process of its own, with little memory. */
class PlannerProcessIT {

    private static final Path LIBRARY = Path.of("target/lib");
    private static final String NATIVE = "target/native";

    @TempDir
    private Path folder;

    private record Run(int exit, PlanningAnswer answer, long millis) {}

    private Run run(byte[] problem, Predicate<Path> jars, String library) throws IOException, InterruptedException {
        String classPath;
        try (Stream<Path> files = Files.list(LIBRARY)) {
            classPath = files.filter(jars).map(Path::toString).collect(Collectors.joining(":"));
        }
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "-Djava.library.path=" + library, "-cp", classPath, "org.palmares.planner.Main"));
        Path out = folder.resolve("out");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(problem);
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it did not end");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        return new Run(process.exitValue(), Json.read(Files.readAllBytes(out), PlanningAnswer.class), millis);
    }

    private static boolean isAny(Path jar) {
        return jar.toString().endsWith(".jar");
    }

    private static boolean isNotNative(Path jar) {
        return isAny(jar) && !jar.getFileName().toString().startsWith("ortools-linux");
    }

    private static Problem storm() {
        return Day.at("30 07:00").unit("A", "V", "30 10:00", 60).closed("V", "30 08:00", "30 12:00").problem();
    }

    @Test
    void aProblemInAProposalOut() throws Exception {
        Run run = run(Json.bytes(storm()), PlannerProcessIT::isAny, NATIVE);
        assertEquals(PlanningAnswer.Exit.PLANNED.code(), run.exit());
        Proposal proposal = run.answer().proposal();
        assertEquals("cp-sat", proposal.solver());
        assertEquals(Day.time("30 12:00"), proposal.best().moves().get(0).after().start());
        assertTrue(proposal.best().proven());
        assertNotNull(proposal.second());
    }

    @Test
    void withoutTheFolderTheNativeCodeIsUnpackedFromItsJar() throws Exception {
        Run run = run(Json.bytes(storm()), PlannerProcessIT::isAny, "");
        assertEquals("cp-sat", run.answer().proposal().solver());
    }

    @Test
    void withoutNativeCodeAnywhereChocoFindsTheSame() throws Exception {
        Run with = run(Json.bytes(storm()), PlannerProcessIT::isAny, NATIVE);
        Run without = run(Json.bytes(storm()), PlannerProcessIT::isNotNative, "");
        assertEquals(PlanningAnswer.Exit.PLANNED.code(), without.exit());
        assertEquals("choco", without.answer().proposal().solver());
        assertEquals(with.answer().proposal().best(), without.answer().proposal().best());
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws Exception {
        String json = new String(Json.bytes(storm()), StandardCharsets.UTF_8);
        assertFault("units[0].slot.start", json.replaceFirst("\"start\":\"[^\"]*\"", "\"start\":\"soon\""));
        assertFault("line 1, column ", json.substring(0, json.length() / 2) + "]");
        assertFault("disruptions[0].venue", json.replace("\"kind\":\"venueClosed\",\"venue\":\"V\"", "\"kind\":\"venueClosed\",\"venue\":\"X\""));
        assertFault("disruptions[0]", json.replace("venueClosed", "earthquake"));
    }

    private void assertFault(String at, String json) throws Exception {
        Run run = run(json.getBytes(StandardCharsets.UTF_8), PlannerProcessIT::isAny, NATIVE);
        assertEquals(PlanningAnswer.Exit.PROBLEM_WRONG.code(), run.exit());
        assertFalse(run.answer().faults().isEmpty());
        assertTrue(run.answer().faults().get(0).at().startsWith(at), run.answer().faults()::toString);
    }

    @Test
    void aDayOfTwoHundredUnitsIsPlannedWithinFiveSeconds() throws Exception {
        Problem problem = BigDay.of(200, 0);
        Run run = run(Json.bytes(problem), PlannerProcessIT::isAny, NATIVE);
        assertEquals(PlanningAnswer.Exit.PLANNED.code(), run.exit());
        Proposal proposal = run.answer().proposal();
        System.out.println("PlannerProcessIT: 200 units and as many the day after, from spawn to answer " + run.millis() + " ms, " + proposal.times() + ", proven "
                + proposal.best().proven() + ", " + proposal.best().objective());
        assertTrue(run.millis() < 5_000, run.millis() + " ms");
    }
}
