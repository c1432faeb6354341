package org.palmares.tools.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;
import org.palmares.tools.site.layout.Layout;

/** The page in a real browser: timetable, a result that grows without reload, medals, languages, problems, and a data centre that dies under it. */
@Order(1)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class PageIT {

    private static final String EVENT = "ATHM100M--------------";
    private static final String UNIT = EVENT + "FNL-000100--";
    private static final String HEAT = EVENT + "HEAT000100--";
    private static final String ATHLETICS = "ATH" + "-".repeat(31);
    private static final String SWIMMING = "SWM" + "-".repeat(31);
    private static final String SWIM = "SWMW100MFR------------FNL-000100--";
    private static final String SWIM_OFF = "SWMW100MFR------------FNL-000200--";

    private LocalSites sites;
    private Browser browser;

    @BeforeEach
    void open() {
        sites = RunningSites.get();
        browser = Browser.open(420, 900, sites.layout().var().resolveSibling("pictures"));
    }

    @AfterEach
    void close() {
        if (browser == null) {
            return;
        }
        try {
            assertEquals(List.of(), browser.violations(), "pages do nothing that their policy forbids");
        } finally {
            try {
                browser.close();
            } finally {
                sites.up(Layout.SITES);
            }
        }
    }

    @Test
    void aReaderFollowsTimetableResultAndMedalsAndNeverNoticesThatADataCentreDied() throws Exception {
        send(message("DT_SCHEDULE", ATHLETICS, 1, "", unit(UNIT, "RUNNING", "21:50", "Men's 100m Final")));
        browser.driver.get(sites.layout().url("paris") + "/?games=PAGE");
        browser.see("Men's 100m Final");
        browser.see("Paris");
        browser.picture("today");

        browser.driver.get(sites.layout().url("paris") + "/?games=PAGE#/unit/" + UNIT);
        browser.see("Men's 100m Final");
        browser.driver.executeScript("window.neverReloaded = true");
        send(result(1, "LIVE", "9.91"));
        browser.see("9.91");
        send(result(2, "LIVE", "9.87"));
        browser.see("9.87");
        browser.picture("unit-live");

        sites.kill("paris");
        send(result(3, "OFFICIAL", "9.79"));
        browser.see("9.79");
        browser.see("Madrid");
        browser.picture("unit-after-failover");
        assertEquals(true, browser.driver.executeScript("return window.neverReloaded"), "the page was not loaded again");

        send(message("DT_MEDALLISTS", EVENT + "-".repeat(12), 1, "ResultStatus=\"OFFICIAL\"", "<Medal Code=\"ME_GOLD\" Unit=\"" + UNIT + "\">"
                + competitor() + "</Medal>"));
        browser.driver.executeScript("location.hash = '#/medals'");
        browser.see("France");
        browser.picture("medals");
        Object overflow = browser.driver.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertTrue(((Number) Objects.requireNonNull(overflow)).intValue() <= 0, "nothing is wider than a phone");
    }

    @Test
    void theTimetableOfTheChosenGamesKnowsUnitsThatComeMoveAndGo() throws Exception {
        send(message("DT_SCHEDULE", ATHLETICS, 11, "", unit(UNIT, "SCHEDULED", "21:50", "Men's 100m Final")));
        browser.driver.get(sites.layout().url("paris") + "/?games=PAGE");
        browser.see("Men's 100m Final");
        browser.driver.executeScript("window.neverReloaded = true");

        send(message("DT_SCHEDULE_UPDATE", ATHLETICS, 12, "", unit(HEAT, "SCHEDULED", "20:10", "Men's 100m Heat 1")));
        browser.see("Men's 100m Heat 1");
        send(message("DT_SCHEDULE_UPDATE", ATHLETICS, 13, "", unit(HEAT, "RESCHEDULED", "20:35", "Men's 100m Heat 1")));
        browser.see("20:35");
        browser.picture("unit-moved");
        send(message("DT_SCHEDULE", ATHLETICS, 14, "", unit(UNIT, "SCHEDULED", "21:50", "Men's 100m Final")));
        browser.seeNoMore("Men's 100m Heat 1");
        assertEquals(true, browser.driver.executeScript("return window.neverReloaded"), "the page was not loaded again");

        browser.driver.get(sites.layout().url("madrid") + "/?games=NOSUCHGAMES");
        browser.see("These Games are not known here");
        browser.picture("unknown-games");
    }

    @Test
    void aReaderIsSpokenToInTheChosenLanguageAndToldWhatIsNotThere() throws Exception {
        send(message("DT_SCHEDULE", SWIMMING, 1, "", unit(SWIM, "SCHEDULED", "21:50", "Women's Freestyle Final")));
        browser.driver.get(sites.layout().url("paris") + "/?games=PAGE&lang=en");
        browser.see("Women's Freestyle Final");
        browser.see("Scheduled");
        browser.driver.executeScript("window.neverReloaded = true");

        new Select(browser.driver.findElement(By.id("language"))).selectByValue("fr");
        browser.see("Programmé");
        browser.seeNoMore("Timetable");
        assertEquals("fr", browser.driver.findElement(By.tagName("html")).getDomAttribute("lang"));

        browser.driver.executeScript("location.hash = '#/unit/" + SWIM_OFF + "'");
        browser.see("Cela n’existe pas ici");
        browser.see(SWIM_OFF + " is in the timetable");
        browser.picture("problem");
        send(message("DT_SCHEDULE_UPDATE", SWIMMING, 2, "", unit(SWIM_OFF, "RUNNING", "20:10", "Women's Freestyle Swim-off")));
        browser.see("Women's Freestyle Swim-off");
        browser.see("En cours");
        assertEquals(true, browser.driver.executeScript("return window.neverReloaded"), "the page was not loaded again");

        assertEquals(List.of(), browser.violations());
        browser.driver.executeScript("document.body.setAttribute('style', 'color: red')");
        assertEquals(1, browser.violations().size(), "what the policy forbids would be seen");
    }

    private void send(byte[] message) {
        List<Sites.Site> addresses = Layout.SITES.stream().map(site -> new Sites.Site(site, URI.create(sites.layout().url(site)))).toList();
        SiteClient client = new SiteClient(new Sites(addresses), RunningSites.key("feed"), Patience.SHORT.withBudget(Browser.PATIENCE));
        assertTrue(client.send(Outgoing.plain(message), 1).join() instanceof Acknowledged);
    }

    private static String unit(String code, String status, String time, String name) {
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"" + status + "\" StartDate=\"2032-08-01T" + time
                + ":00+02:00\" Venue=\"STA\" Medal=\"1\"><ItemName Language=\"ENG\" Value=\"" + name + "\"/></Unit>";
    }

    private static byte[] result(int version, String status, String mark) {
        return message("DT_RESULT", UNIT, version, "ResultStatus=\"" + status + '"', "<Result SortOrder=\"1\" Rank=\"1\" Result=\"" + mark
                + "\" ResultType=\"TIME\">" + competitor() + "</Result>");
    }

    private static String competitor() {
        return "<Competitor Code=\"1\" Type=\"A\" Organisation=\"FRA\"><Composition><Athlete Code=\"1\" Order=\"1\">"
                + "<Description FamilyName=\"BEAU\" GivenName=\"Léo\" Organisation=\"FRA\"/></Athlete></Composition></Competitor>";
    }

    private static byte[] message(String type, String code, int version, String more, String content) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody CompetitionCode=\"PAGE\" DocumentCode=\"" + code + "\" DocumentType=\"" + type
                        + "\" Version=\"" + version + "\" " + more
                        + " FeedFlag=\"P\" Date=\"2032-08-01\" Time=\"2150" + String.format("%02d", version) + "000\" LogicalDate=\"2032-08-01\" Source=\"OVR\"><Competition>"
                        + content + "</Competition></OdfBody>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
