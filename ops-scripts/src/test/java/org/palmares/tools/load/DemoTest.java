package org.palmares.tools.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.demo.Demo;
import org.palmares.tools.demo.Sample;
import org.palmares.tools.demo.SimulateCommand;
import org.palmares.tools.site.Layout;
import picocli.CommandLine;

/** The sample goes to data centres by the same way as everything else. */
@Timeout(120)
final class DemoTest {

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

    @Test
    void theSampleIsMadeOnceAndSentUpToItsNow() throws IOException {
        Layout layout = new Layout(var, var, 0);
        Sites sites = new Sites(List.of(paris.site("paris")));

        assertTrue(Demo.load(layout, sites, new PrintWriter(out)), out::toString);

        Sample sample = new Sample(var.resolve("sample"));
        assertTrue(sample.exists());
        int sent = paris.requests();
        assertTrue(out.toString().contains(sent + " acknowledged (applied " + sent + "), 0 refused, 0 unknown, 0 not sent"), out::toString);
        assertEquals("the key", paris.keys.get(0));
        assertTrue(paris.bodies.get(0).contains("DT_SCHEDULE"));

        FileTime made = Files.getLastModifiedTime(sample.untilNow());
        assertTrue(Demo.load(layout, sites, new PrintWriter(out)), out::toString);
        assertEquals(made, Files.getLastModifiedTime(sample.untilNow()));
        assertEquals(2 * sent, paris.requests());
    }

    @Test
    void theGamesGoOnFromWhereTheyWere() throws IOException {
        new Sample(var.resolve("sample")).write(1);

        assertEquals(0, simulate("--speed", "3600", "--minutes", "0.01", "--rate", "5000"), out::toString);
        List<String> first = List.copyOf(paris.bodies);
        assertTrue(first.size() > 10, out::toString);
        assertTrue(first.stream().anyMatch(body -> body.contains("ResultStatus=\"LIVE\"")));
        assertTrue(out.toString().contains("The Games go on from 2030-07-20T20:30 to "), out::toString);
        String reached = Files.readString(var.resolve("simulated-until")).strip();

        assertEquals(0, simulate("--speed", "3600", "--minutes", "0.01", "--rate", "5000"), out::toString);
        assertTrue(out.toString().contains("The Games go on from " + reached + " to "), out::toString);
        assertTrue(paris.bodies.subList(first.size(), paris.requests()).stream().noneMatch(first::contains));
    }

    @Test
    void withoutASampleItSaysWhatToDo() {
        assertEquals(1, simulate());
        assertTrue(out.toString().contains("palmares up --demo"), out::toString);
    }
}
