package org.palmares.tools.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.RunningSites;

/** How many units come to move on the desk at once, or to another place: dragged, from a spreadsheet, and by somebody in another city. */
@Order(1)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SchedulerMovesIT {

    private static final int DAY = DeskPage.DAY;

    private DeskPage desk;
    private Browser browser;

    @BeforeEach
    void open() {
        desk = DeskPage.open("");
        browser = desk.browser;
        desk.signIn(RunningSites.key("scheduler"));
        browser.see("Signed in as a scheduler");
        desk.chooseDay();
        browser.driver.executeScript("window.neverReloaded = true");
    }

    @AfterEach
    void close() {
        if (desk != null) {
            desk.close();
        }
    }

    @Test
    void aSessionIsDraggedAsAWhole() throws Exception {
        only("HOC");
        desk.drag(".session[title^='Session " + DeskGames.sessionCode("HOC", DAY, 0) + ",']", DeskPage.HOUR_PX / 2, 0);
        browser.see("10 units change");
        browser.see("Shift: +30 minutes");
        browser.until("each unit stands where it would be", count -> count == 10, ".ghost");
        assertEquals(DeskGames.start(DAY, 0, 0), desk.client.start(DeskGames.code("HOC", DAY, 0, 0)), "nothing is changed before it is applied");
        desk.applyBecause("the pitch is flooded");
        browser.see("Applied: 10 units changed");
        for (int unit : new int[] {0, 9}) {
            assertEquals(DeskGames.start(DAY, 0, unit).plusMinutes(30), desk.client.start(DeskGames.code("HOC", DAY, 0, unit)));
        }
    }

    @Test
    void aUnitIsDraggedToAnotherLocationAndToAnotherVenue() throws Exception {
        only("JUD");
        String last = DeskGames.code("JUD", DAY, 0, 9);
        desk.drag(DeskPage.bar(last), 0, DeskPage.ROW_PX);
        browser.see("Move: East Hall · East Hall 3");
        browser.see("One unit changes");
        desk.applyBecause("the mat is torn");
        browser.see("Applied: one unit changed");
        assertEquals("JUD3", desk.client.unit(last).path("location").path("code").asText());
        assertEquals(DeskGames.start(DAY, 0, 9), desk.client.start(last), "its time is as it was");

        only("");
        browser.type("#search", "no such sport");
        browser.see("No unit matches the search and the filters.");
        browser.type("#search", "hall 3");
        String other = DeskGames.code("GAR", DAY, 0, 2);
        browser.still(DeskPage.bar(other));
        int down = browser.distance(DeskPage.bar(other), ".name.location[title='North Hall · North Hall 3']");
        desk.drag(DeskPage.bar(other), DeskPage.HOUR_PX * 2, down);
        browser.see("North Hall · North Hall 3");
        browser.see("One unit changes");
        desk.applyBecause("the roof leaks");
        browser.see("Applied: one unit changed");
        assertEquals("V02 BDM3", desk.client.unit(other).path("venue").path("code").asText() + " " + desk.client.unit(other).path("location").path("code").asText());
        assertEquals(DeskGames.start(DAY, 0, 2).plusHours(2), desk.client.start(other));
    }

    @Test
    void aSpreadsheetIsTakenAwayAndBroughtBack(@TempDir Path folder) throws Exception {
        only("FEN");
        browser.press("#tab-files");
        desk.accessible("desk-files");
        URI address = URI.create(Objects.requireNonNull(browser.find("#download").getDomProperty("href")));
        String sheet = desk.client.text(address);
        String unit = DeskGames.code("FEN", DAY, 0, 0);
        assertTrue(sheet.contains(unit) && !sheet.contains(DeskGames.code("GAR", DAY, 0, 0)), "it has what is let through");
        assertFalse(sheet.contains(DeskGames.code("FEN", DAY + 1, 0, 0)), "and no other day");
        assertTrue(desk.client.text(URI.create(Objects.requireNonNull(browser.find("#calendar").getDomProperty("value")))).startsWith("BEGIN:VCALENDAR"));

        OffsetDateTime later = DeskGames.start(DAY, 0, 0).plusMinutes(25);
        browser.upload("#upload", Files.writeString(folder.resolve("wrong.csv"), "unit,start\r\n" + unit + ",tomorrow\r\n"));
        browser.see("row 2.start");
        browser.press("#tab-files");
        browser.upload("#upload", Files.writeString(folder.resolve("fencing.csv"), "unit,start\r\n" + unit + "," + later + "\r\n"));
        browser.see("From the file fencing.csv");
        browser.see("One unit changes");
        browser.see("09:25");
        desk.accessible("desk-file");
        assertEquals(DeskGames.start(DAY, 0, 0), desk.client.start(unit), "nothing is changed before it is applied");
        desk.applyBecause("from the planner");
        browser.see("Applied: one unit changed");
        assertEquals(later, desk.client.start(unit));
    }

    @Test
    void whatIsChangedInAnotherCityIsSeenWithoutAReload() throws Exception {
        only("TKW");
        String first = DeskGames.code("TKW", DAY, 1, 0);
        browser.find(DeskPage.bar(first) + "[title*='14:00']");
        desk.client.change("barcelona", "{\"select\": {\"session\": \"" + DeskGames.sessionCode("TKW", DAY, 1)
                + "\"}, \"action\": \"shift\", \"minutes\": 10, \"reason\": \"bus strike\"}");
        browser.find(DeskPage.bar(first) + "[title*='14:10']");
        browser.find(DeskPage.bar(DeskGames.code("TKW", DAY, 1, 8)) + "[title*='15:50']");
        browser.see("bus strike");
        browser.press("#tab-changes");
        browser.see("Shift 9 units");
        assertEquals(true, browser.driver.executeScript("return window.neverReloaded"), "the page was not loaded again");
    }

    private void only(String discipline) {
        browser.set("[data-filter=discipline]", discipline);
        browser.until("rows of " + discipline, discipline.isEmpty() ? count -> count > 1 : count -> count == 1, ".name.venue");
    }
}
