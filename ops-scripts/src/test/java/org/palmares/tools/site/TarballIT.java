package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the tarball beside the node: the storm desk's planner, which works from where it is unpacked, and notices of licences. */
class TarballIT {

    private static final Path TARGET = Path.of("../cluster-node/target");
    private static final int SECONDS = 120;
    private static final String STORM = """
            {"zone": "+02:00", "now": "2030-08-04T05:00:00Z", "units": [{"code": "A", "slot": {"start": "2030-08-04T08:00:00Z", "end": "2030-08-04T09:00:00Z", "place": {"venue": "V"}}}],
             "disruptions": [{"kind": "venueClosed", "venue": "V", "from": "2030-08-04T06:00:00Z", "until": "2030-08-04T10:00:00Z"}]}""";

    @TempDir
    private Path folder;

    private Path home;

    private record Ended(int code, String said) {}

    private Ended run(String in, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (OutputStream to = process.getOutputStream()) {
            to.write(in.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it did not end");
        return new Ended(process.exitValue(), Files.readString(out));
    }

    @BeforeEach
    void unpack() throws Exception {
        try (Stream<Path> files = Files.list(TARGET)) {
            Path tarball = files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
            System.out.println("TarballIT: " + Files.size(tarball) / 1_000_000 + " MB");
            run("", List.of("tar", "-xzf", tarball.toString(), "-C", folder.toString(), "--exclude", "*/docs"));
            home = folder.resolve(tarball.getFileName().toString().replace(".tar.gz", ""));
        }
    }

    private Ended plan() throws Exception {
        return run(STORM, new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx96m", "-Djava.library.path=" + home.resolve("planner/native"), "-cp", home.resolve("planner/lib") + "/*",
                "org.palmares.planner.Main")));
    }

    @Test
    void thePlannerIsBesideTheLibraryOfTheNodeAndNotInIt() throws Exception {
        try (Stream<Path> library = Files.list(home.resolve("lib"))) {
            List<String> names = library.map(jar -> jar.getFileName().toString()).toList();
            assertTrue(names.stream().anyMatch(name -> name.startsWith("palmares-cluster-node-")), names::toString);
            assertEquals(List.of(), names.stream().filter(name -> name.matches("(palmares-planner|ortools|choco|trove4j).*")).toList());
        }
        Ended ended = plan();
        assertEquals(0, ended.code(), ended::said);
        assertTrue(ended.said().contains("\"solver\":\"cp-sat\""), ended::said);
        assertTrue(ended.said().contains("2030-08-04T10:00:00Z"), ended::said);
    }

    @Test
    void whereNativeCodeDoesNotLoadChocoPlans() throws Exception {
        Files.move(home.resolve("planner/native"), home.resolve("planner/elsewhere"));
        Ended ended = plan();
        assertEquals(0, ended.code(), ended::said);
        assertTrue(ended.said().contains("\"solver\":\"choco\""), ended::said);
    }

    @Test
    void noticesThatLicencesAskForAreInIt() throws IOException {
        String notice = Files.readString(home.resolve("NOTICE"));
        for (String asked : List.of("This product includes software developed by IMT Atlantique", "trove4j", "HiGHS", "Protocol Buffers")) {
            assertTrue(notice.contains(asked), asked);
        }
        assertTrue(Files.readString(home.resolve("licences/LGPL-2.1.txt")).contains("GNU LESSER GENERAL PUBLIC LICENSE"));
        assertTrue(Files.exists(home.resolve("licences/Apache-2.0.txt")));
    }
}
