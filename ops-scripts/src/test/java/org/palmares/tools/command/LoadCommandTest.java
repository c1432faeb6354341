package org.palmares.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.client.TestServer;
import picocli.CommandLine;

@Timeout(30)
final class LoadCommandTest {

    @TempDir
    private Path folder;

    private final TestServer paris = TestServer.acknowledging();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void makesAKey() throws IOException {
        Files.writeString(folder.resolve("feed.key"), "the key\n");
        Files.createDirectory(folder.resolve("odf"));
    }

    @AfterEach
    void stops() {
        paris.close();
    }

    static String message(String type, String code, String date, String time) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody CompetitionCode=\"T\" DocumentCode=\"" + code + "\" DocumentType=\"" + type
                + "\" Version=\"1\" LogicalDate=\"2020-01-01\" Date=\"" + date + "\" Time='" + time + "' />";
    }

    private int loadTo(String url, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--sites", url, "--key-file", folder.resolve("feed.key").toString(), folder.resolve("odf").toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new LoadCommand()).setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
    }

    private int load(String... more) {
        return loadTo(paris.url().toString(), more);
    }

    private Path odf(String name) {
        return folder.resolve("odf").resolve(name);
    }

    private static void zip(Path file, String... namesAndBodies) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndBodies.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndBodies[i]));
                zip.write(namesAndBodies[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void gzip(Path file, String body) throws IOException {
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void sendsWhatIsInFilesFoldersAndArchivesInOrderOfMessageTime() throws IOException {
        String first = message("DT_SCHEDULE", "ATH", "2024-08-01", "080000000");
        String second = message("DT_SCHEDULE_UPDATE", "ATH", "2024-08-01", "080000000");
        String third = message("DT_RESULT", "ATHM", "2024-08-01", "235959999");
        String fourth = message("DT_RESULT", "ATHM", "2024-08-02", "000000000");
        Files.createDirectory(odf("deeper"));
        Files.writeString(odf("deeper/z.xml"), first);
        zip(odf("a.zip"), "b.xml", fourth, "a.xml", second, "read me.txt", "not a message");
        Files.writeString(odf("c.xml"), third);
        Files.writeString(odf("notes.md"), "not a message");

        assertEquals(0, load(), out::toString);

        assertEquals(List.of(first, second, third, fourth), paris.bodies);
        assertEquals("the key", paris.keys.get(0));
        assertTrue(out.toString().contains("4 acknowledged (applied 4), 0 refused, 0 unknown, 0 not sent"), out::toString);
    }

    @Test
    void sendsPackedMessagesPacked() throws IOException {
        gzip(odf("a.xml.gz"), message("DT_PARTIC", "ATH", "2024-07-20", "080000000"));

        assertEquals(0, load(), out::toString);

        assertTrue(paris.bodies.get(0).startsWith("\u001f\u008b"));
    }

    @Test
    void takesOnlyTheTimeAskedFor() throws IOException {
        for (String day : List.of("01", "02", "03", "04")) {
            Files.writeString(odf(day + ".xml"), message("DT_RESULT", "ATHM", "2024-08-" + day, "120000000"));
        }

        assertEquals(0, load("--from", "2024-08-02T12:00", "--until", "2024-08-04T12:00"), out::toString);

        assertEquals(2, paris.requests());
        assertTrue(paris.bodies.get(0).contains("2024-08-02"));
    }

    @Test
    void aBrokenFileDoesNotStopTheRestButFailsTheWhole() throws IOException {
        Files.writeString(odf("broken.zip"), "not an archive");
        Files.writeString(odf("broken.xml.gz"), "not packed");
        Files.writeString(odf("empty.xml"), "");
        Files.writeString(odf("sound.xml"), message("DT_RESULT", "ATHM", "2024-08-01", "120000000"));

        assertEquals(1, load());

        assertEquals(1, paris.requests());
        assertTrue(out.toString().contains("1 acknowledged (applied 1), 0 refused, 0 unknown, 3 not sent"), out::toString);
        assertTrue(out.toString().contains("broken.zip") && out.toString().contains("empty.xml"), out::toString);
    }

    @Test
    void listsWhatWasRefusedWithItsProblemAndGoesOn() throws IOException {
        zip(odf("a.zip"), "1.xml", message("DT_RESULT", "ATHM", "2024-08-01", "120000000"), "2.xml", message("DT_X", "ATHM", "2024-08-02", "120000000"));
        try (TestServer strict = new TestServer(exchange -> TestServer.answer(exchange, 409, "{\"title\":\"Conflict\",\"detail\":\"Raise Version.\"}"))) {
            assertEquals(1, loadTo(strict.url().toString()));
            assertEquals(2, strict.requests());
        }
        assertTrue(out.toString().contains("a.zip!2.xml\n    Conflict: Raise Version."), out::toString);
    }

    @Test
    void failsWhenNobodyAnswers() throws IOException {
        Files.writeString(odf("a.xml"), message("DT_RESULT", "ATHM", "2024-08-01", "120000000"));

        assertEquals(1, loadTo(TestServer.refusing("paris").url().toString(), "--patience", "1"));

        assertTrue(out.toString().contains("1 unknown"), out::toString);
    }

    @Test
    void goesToTheNextDataCentreWhenOneDoesNotAnswer() throws IOException {
        Files.writeString(odf("a.xml"), message("DT_RESULT", "ATHM", "2024-08-01", "120000000"));
        Files.writeString(odf("b.xml"), message("DT_RESULT", "SWMM", "2024-08-01", "120000000"));

        assertEquals(0, loadTo(TestServer.refusing("dead").url() + "," + paris.url() + "," + TestServer.refusing("dead").url()), out::toString);
    }

    @Test
    void saysWhenAPathIsMissing() {
        assertEquals(1, load(odf("nowhere").toString()));
        assertTrue(out.toString().contains("no such file or folder"), out::toString);
    }
}
