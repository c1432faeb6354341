package org.palmares.tools.site.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.files.Folders;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.upkeep.Filling;
import org.palmares.tools.terminal.ToolException;

/** Which disk of a Cassandra counts as a copy, and how an empty one becomes one. */
final class CopyTest {

    @TempDir
    private Path folder;

    private Layout layout() {
        return new Layout(folder, folder.resolve("var"), 0);
    }

    private Copy.State state(String site) {
        return Copy.state(layout(), site);
    }

    private Path hasJournal(String site) throws IOException {
        return Files.createDirectories(Copy.folder(layout(), site).resolve("data/palmares/messages-0a1b"));
    }

    private void allHaveJournals() throws IOException {
        for (String site : Layout.SITES) {
            hasJournal(site);
        }
        Copy.mark(layout(), Layout.SITES, true);
    }

    @Test
    void theFirstStartOfAllNeedsNoCopyAlsoWhereItWasCutOff() throws IOException {
        Layout.SITES.forEach(site -> assertEquals(Copy.State.USABLE, state(site)));
        hasJournal("madrid");
        Layout.SITES.forEach(site -> assertEquals(Copy.State.USABLE, state(site)));
        Copy.mark(layout(), List.of("madrid"), false);
        assertEquals(Copy.State.USABLE, state("paris"), "one alone cannot tell that all have been there");
        hasJournal("paris");
        hasJournal("barcelona");
        Copy.mark(layout(), List.of("madrid"), true);
        Layout.SITES.forEach(site -> assertEquals(Copy.State.USABLE, state(site)));
    }

    @Test
    void anEmptiedDiskIsNoCopyAndNothingStartsOnIt() throws IOException {
        allHaveJournals();
        Folders.delete(Copy.folder(layout(), "paris"));
        assertEquals(Copy.State.EMPTY, state("paris"));
        LocalSites sites = new LocalSites(layout(), line -> {});
        ToolException told = assertThrows(ToolException.class, () -> sites.startCassandra("paris"));
        assertTrue(told.getMessage().contains("palmares fill --site paris"), told.getMessage());
        assertFalse(sites.keptCassandra("paris").kept().wanted());
        told = assertThrows(ToolException.class, () -> sites.up(List.of("paris")));
        assertTrue(told.getMessage().contains("palmares fill --site paris"), told.getMessage());
        Copy.mark(layout(), Layout.SITES, true);
        assertFalse(Files.exists(Copy.folder(layout(), "madrid").resolve("none")));
    }

    @Test
    void theJournalsAloneDeletedIsAnEmptiedDiskToo() throws IOException {
        allHaveJournals();
        Folders.delete(Copy.folder(layout(), "paris").resolve("data"));
        assertEquals(Copy.State.EMPTY, state("paris"));
    }

    @Test
    void aDiskThatIsBeingFilledIsNoCopyBeforeAllIsThere() throws IOException {
        allHaveJournals();
        Folders.delete(Copy.folder(layout(), "paris"));
        Copy.beginFilling(layout(), "paris");
        hasJournal("paris");
        assertEquals(Copy.State.FILLING, state("paris"));
        assertEquals(Copy.State.USABLE, state("madrid"));
        Copy.mark(layout(), Layout.SITES, true);
        assertEquals(Copy.State.FILLING, state("paris"), "only who has filled it says that it is full");
        Copy.filledFrom(layout(), "paris", "madrid");
        assertEquals(Copy.State.USABLE, state("paris"));
        assertTrue(Copy.isReplacement(layout(), "paris"), "the others know another at its address");
        Copy.replaced(layout(), "paris");
        assertFalse(Copy.isReplacement(layout(), "paris"));
    }

    @Test
    void theDiskOfOtherDataCentresIsNoCopy() throws IOException {
        allHaveJournals();
        Files.writeString(Copy.folder(layout(), "paris").resolve("palmares-copy"), "another\n");
        assertEquals(Copy.State.FOREIGN, state("paris"));
    }

    @Test
    void whatIsACopyAlreadyIsNotFilled() throws IOException {
        allHaveJournals();
        Filling filling = new Filling(new LocalSites(layout(), line -> {}), line -> {});
        assertTrue(assertThrows(ToolException.class, () -> filling.fill("paris")).getMessage().contains("is a copy of the journals already"));
        Folders.delete(Copy.folder(layout(), "paris"));
        String told = assertThrows(ToolException.class, () -> filling.fill("paris")).getMessage();
        assertTrue(told.contains("The Cassandra of madrid has to run"), told);
        assertEquals(Copy.State.EMPTY, state("paris"), "nothing was touched");
    }

    @Test
    void tablesOfTwoBecomeTheTablesOfOne() throws IOException {
        for (String site : List.of("madrid", "barcelona")) {
            Path snapshot = Files.createDirectories(hasJournal(site).resolve("snapshots/now"));
            for (String file : List.of("nb-3-big-Data.db", "nb-3-big-TOC.txt", "nb-10-big-Data.db", "da-3g8x_0abc-bti-Data.db", "manifest.json", "schema.cql")) {
                Files.writeString(snapshot.resolve(site.equals("madrid") || !file.startsWith("da") ? file : "da-3g8x_0abd-bti-Data.db"), site + ' ' + file);
            }
            Files.createDirectories(hasJournal(site).resolve("snapshots/other"));
        }
        TableFiles files = new TableFiles(Copy.folder(layout(), "paris").resolve("data"));
        files.copy(Copy.folder(layout(), "madrid").resolve("data"), "palmares", "now");
        files.copy(Copy.folder(layout(), "barcelona").resolve("data"), "palmares", "now");

        Path table = Copy.folder(layout(), "paris").resolve("data/palmares/messages-0a1b");
        try (var found = Files.list(table)) {
            assertEquals(
                    List.of("da-3g8x_0abc-bti-Data.db", "da-3g8x_0abd-bti-Data.db", "nb-1-big-Data.db", "nb-2-big-Data.db", "nb-2-big-TOC.txt", "nb-3-big-Data.db",
                            "nb-4-big-Data.db", "nb-4-big-TOC.txt"),
                    found.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals("madrid nb-3-big-TOC.txt", Files.readString(table.resolve("nb-2-big-TOC.txt")));
        assertEquals("madrid nb-3-big-Data.db", Files.readString(table.resolve("nb-2-big-Data.db")));
        assertEquals("barcelona nb-10-big-Data.db", Files.readString(table.resolve("nb-3-big-Data.db")));
        assertTrue(files.bytes() > 0);
    }
}
