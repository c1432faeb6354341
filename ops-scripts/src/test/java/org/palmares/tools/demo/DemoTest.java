package org.palmares.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.client.TestServer;
import org.palmares.tools.command.SimulateCommand;
import org.palmares.tools.sample.Sample;
import org.palmares.tools.sample.SampleTime;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.ManagedProcess;
import picocli.CommandLine;

/** The sample goes to data centres by the same way as everything else. */
@Timeout(120)
final class DemoTest {

    private static final Instant NOW = Instant.parse("2026-11-29T08:10:00Z");

    @TempDir
    private Path var;

    private final TestServer paris = TestServer.acknowledging();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void makesAKey() throws IOException {
        Files.createDirectories(var.resolve("keys"));
        Files.writeString(var.resolve("keys/feed.key"), "the key\n");
    }

    @AfterEach
    void stops() {
        paris.close();
    }

    private int simulate(String... more) {
        CommandLine command = new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"--var", var.toString(), "--sites", paris.url().toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return command.execute(arguments);
    }

    private boolean load() {
        SiteClient client = new SiteClient(new Sites(List.of(paris.site("paris"))), "the key", Patience.SHORT);
        Demo games = new Demo(new Layout(var, var, 0));
        return games.loadToday(client, NOW, new PrintWriter(out)) && games.loadDaysBefore(client, new PrintWriter(out));
    }

    @Test
    void theSampleIsMadeOnceWithTodaysDatesAndSentUpToItsNow() throws IOException {
        assertTrue(load(), out::toString);

        Path made = var.resolve("demo/until-now.zip");
        int sent = paris.requests();
        try (ZipFile all = new ZipFile(made.toFile())) {
            assertEquals(all.size(), sent);
        }
        assertEquals(List.of(), out.toString().lines().filter(line -> line.contains("acknowledged (") && !line.contains("0 refused, 0 unknown, 0 not sent")).toList());
        assertEquals("the key", paris.keys.get(0));
        assertTrue(paris.bodies.get(0).contains("DT_SCHEDULE"));
        assertTrue(paris.bodies.stream().anyMatch(body -> body.contains("StartDate=\"2026-11-29T09:")));

        FileTime then = Files.getLastModifiedTime(made);
        assertTrue(load(), out::toString);
        assertEquals(then, Files.getLastModifiedTime(made));
        assertEquals(2 * sent, paris.requests());
    }

    @Test
    void theGamesGoOnFromWhereTheyWere() throws IOException {
        new Sample(var.resolve("demo"), SampleTime.USUAL).write(1);

        assertEquals(0, simulate("--speed", "3600", "--minutes", "0.01", "--rate", "5000"), out::toString);
        List<String> first = List.copyOf(paris.bodies);
        assertTrue(first.size() > 10, out::toString);
        assertTrue(first.stream().anyMatch(body -> body.contains("ResultStatus=\"LIVE\"")));
        assertTrue(out.toString().contains("The Games go on from 2030-07-20T20:30 to "), out::toString);
        String reached = Files.readString(var.resolve("demo/simulated-until")).strip();

        assertEquals(0, simulate("--speed", "3600", "--minutes", "0.01", "--rate", "5000"), out::toString);
        assertTrue(out.toString().contains("The Games go on from " + reached + " to "), out::toString);
        assertTrue(paris.bodies.subList(first.size(), paris.requests()).stream().noneMatch(first::contains));
    }

    @Test
    void whenTheGamesAreOverTheProcessThatLetThemGoOnIsNotStartedAgain() throws IOException {
        new Sample(var.resolve("demo"), SampleTime.USUAL).write(1);
        Files.writeString(var.resolve("demo/simulated-until"), SampleTime.USUAL.end() + "\n");
        Files.writeString(var.resolve("demo/simulation.kept"), "wanted=true\nrestarts=0\nquick=0\nrefusals=0\nnot-before=1970-01-01T00\\:00\\:00Z\n");
        assertTrue(new Demo(new Layout(var, var, 0)).process().isWanted());

        assertEquals(0, simulate("--to-the-end"), out::toString);

        assertFalse(new Demo(new Layout(var, var, 0)).process().isWanted());
        assertTrue(out.toString().contains("The Games are over."), out::toString);
        assertEquals(0, paris.requests());
    }

    @Test
    void twoDoNotLetThemGoOnAtOnce() throws IOException {
        new Sample(var.resolve("demo"), SampleTime.USUAL).write(1);
        ManagedProcess other = new ManagedProcess("simulation", var.resolve("demo"));
        other.start(List.of("sleep", "60"));
        try {
            assertEquals(1, simulate());
            assertTrue(out.toString().contains("palmares down ends it"), out::toString);
        } finally {
            other.kill();
        }
    }

    @Test
    void whatIsForgottenIsMadeAnew() throws IOException {
        new Sample(var.resolve("demo"), SampleTime.USUAL).write(1);
        Files.writeString(var.resolve("demo/simulated-until"), "2026-11-29T12:00\n");

        new Demo(new Layout(var, var, 0)).forget();

        assertFalse(Files.exists(var.resolve("demo")));
    }

    @Test
    void withoutASampleItSaysWhatToDo() {
        assertEquals(1, simulate());
        assertTrue(out.toString().contains("palmares up --demo"), out::toString);
    }
}
