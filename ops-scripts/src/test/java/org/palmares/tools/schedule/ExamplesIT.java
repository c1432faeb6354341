package org.palmares.tools.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.node.schedule.ClashSettingsFile;
import org.palmares.tools.schedule.Asker.Answer;
import org.palmares.tools.schedule.Examples.Command;
import org.palmares.tools.schedule.Examples.Other;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;

/** Every example of the schedulers' documents does what the document says, copied into a shell, against a real data centre. */
@Order(4)
@Tag("drill")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ExamplesIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String SCHEDULING = "docs/SCHEDULING.md";
    private static final String STORM = "docs/STORM.md";
    private static final String CLASHES = "docs/CLASHES.md";
    private static final List<String> DOCUMENTS = List.of(SCHEDULING, STORM, CLASHES);
    /** Shown by one document, as a file is written. */
    private static final String SETTINGS = "hocon";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static LocalSites sites;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        sites = RunningSites.get();
        Asker paris = new Asker(sites.layout().url("paris"));
        ExampleGames.timetables().forEach(paris::odf);
        choose(true);
        String disputed = "/v1/units/" + ExampleGames.DISPUTED;
        paris.await(SOON, disputed, unit -> true);
        Answer changed = paris.patch(disputed + "/schedule", "{\"start\": \"2024-08-03T21:30:00+02:00\", \"reason\": \"television\"}");
        assertEquals(200, changed.status(), changed.text());
        paris.odf(ExampleGames.venueSays("2024-08-03T21:40"));
        paris.await(SOON, "/v1/schedule/conflicts", list -> list.path("conflicts").size() == 1);
    }

    /** Others share these data centres, and have other Games. */
    @AfterAll
    static void leave() {
        choose(false);
    }

    /** The examples name no Games, as whoever has only one does not. */
    private static void choose(boolean chosen) {
        Answer answer = new Asker(sites.layout().url("paris")).putAsOperator("/v1/games/" + ExampleGames.CODE, "{\"default\": " + chosen + "}");
        assertEquals(200, answer.status(), answer.text());
    }

    private static void require(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, program)));
        Assumptions.assumeTrue(there, () -> "SKIPPED: " + program + " is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {SCHEDULING, STORM, CLASHES})
    void whatIsShownIsWhatComes(String document) throws Exception {
        require("curl");
        require("jq");
        Files.writeString(Files.createDirectories(folder.resolve("var/keys")).resolve("scheduler.key"), RunningSites.key("scheduler"));
        Path built = Files.createSymbolicLink(folder.resolve("cluster-node"), ROOT.resolve("cluster-node"));
        List<Command> commands = Examples.in(ROOT.resolve(document)).commands();
        assertFalse(commands.isEmpty());
        List<String> faults = new ExampleShell(folder, sites.layout().url("paris")).run(commands);
        Files.delete(built);
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void noExampleIsRunByNobody() throws Exception {
        try (Stream<Path> all = Stream.concat(Files.walk(ROOT.resolve("docs")), Files.list(ROOT))) {
            for (Path document : all.filter(file -> file.toString().endsWith(".md")).toList()) {
                String name = ROOT.relativize(document).toString();
                Examples examples = Examples.in(document);
                assertEquals(DOCUMENTS.contains(name), examples.areForSchedulers(), name);
                assertEquals(List.of(), DOCUMENTS.contains(name) ? examples.others().stream().filter(other -> !other.kind().equals(SETTINGS)).toList() : List.of(), name);
            }
        }
    }

    @Test
    void settingsThatAreShownCanBeUsed() throws Exception {
        List<Other> settings = Examples.in(ROOT.resolve(CLASHES)).others();
        assertEquals(1, settings.size());
        Path file = Files.writeString(folder.resolve("clash-rules.conf"), settings.get(0).text());
        assertNotEquals(ClashSettingsFile.shipped(), ClashSettingsFile.read(Optional.of(file)));
    }
}
