package org.palmares.tools.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
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

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EVENT = "ATHM100M--------------";
    private static final String UNIT = EVENT + "FNL-000100--";
    private static final String HEAT = EVENT + "HEAT000100--";
    private static final String ATHLETICS = "ATH" + "-".repeat(31);
    private static final String SWIMMING = "SWM" + "-".repeat(31);
    private static final String SWIM = "SWMW100MFR------------FNL-000100--";
    private static final String SWIM_OFF = "SWMW100MFR------------FNL-000200--";

    private LocalSites sites;
    private ChromeDriver browser;

    @BeforeEach
    void open() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "SKIPPED: the page is not tried in a browser, because there is no " + CHROMIUM + " with " + DRIVER
                        + " (Debian: apt-get install chromium chromium-driver)");
        sites = RunningSites.get();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage");
        LoggingPreferences told = new LoggingPreferences();
        told.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", told);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER.toString())).build(), options);
        browser.manage().window().setSize(new Dimension(420, 900));
    }

    @AfterEach
    void close() {
        if (browser == null) {
            return;
        }
        try {
            assertEquals(List.of(), violations(), "pages do nothing that their policy forbids");
        } finally {
            browser.quit();
            sites.up(Layout.SITES);
        }
    }

    private List<String> violations() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).filter(line -> line.contains("Content Security Policy")).toList();
    }

    @Test
    void aReaderFollowsTimetableResultAndMedalsAndNeverNoticesThatADataCentreDied() throws Exception {
        send(message("DT_SCHEDULE", ATHLETICS, 1, "", unit(UNIT, "RUNNING", "21:50", "Men's 100m Final")));
        browser.get(sites.layout().url("paris") + "/?games=PAGE");
        see("Men's 100m Final");
        see("Paris");
        picture("today");

        browser.get(sites.layout().url("paris") + "/?games=PAGE#/unit/" + UNIT);
        see("Men's 100m Final");
        browser.executeScript("window.neverReloaded = true");
        send(result(1, "LIVE", "9.91"));
        see("9.91");
        send(result(2, "LIVE", "9.87"));
        see("9.87");
        picture("unit-live");

        sites.kill("paris");
        send(result(3, "OFFICIAL", "9.79"));
        see("9.79");
        see("Madrid");
        picture("unit-after-failover");
        assertEquals(true, browser.executeScript("return window.neverReloaded"), "the page was not loaded again");

        send(message("DT_MEDALLISTS", EVENT + "-".repeat(12), 1, "ResultStatus=\"OFFICIAL\"", "<Medal Code=\"ME_GOLD\" Unit=\"" + UNIT + "\">"
                + competitor() + "</Medal>"));
        browser.executeScript("location.hash = '#/medals'");
        see("France");
        picture("medals");
        Object overflow = browser.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertTrue(((Number) Objects.requireNonNull(overflow)).intValue() <= 0, "nothing is wider than a phone");
    }

    @Test
    void theTimetableOfTheChosenGamesKnowsUnitsThatComeMoveAndGo() throws Exception {
        send(message("DT_SCHEDULE", ATHLETICS, 11, "", unit(UNIT, "SCHEDULED", "21:50", "Men's 100m Final")));
        browser.get(sites.layout().url("paris") + "/?games=PAGE");
        see("Men's 100m Final");
        browser.executeScript("window.neverReloaded = true");

        send(message("DT_SCHEDULE_UPDATE", ATHLETICS, 12, "", unit(HEAT, "SCHEDULED", "20:10", "Men's 100m Heat 1")));
        see("Men's 100m Heat 1");
        send(message("DT_SCHEDULE_UPDATE", ATHLETICS, 13, "", unit(HEAT, "RESCHEDULED", "20:35", "Men's 100m Heat 1")));
        see("20:35");
        picture("unit-moved");
        send(message("DT_SCHEDULE", ATHLETICS, 14, "", unit(UNIT, "SCHEDULED", "21:50", "Men's 100m Final")));
        seeNoMore("Men's 100m Heat 1");
        assertEquals(true, browser.executeScript("return window.neverReloaded"), "the page was not loaded again");

        browser.get(sites.layout().url("madrid") + "/?games=NOSUCHGAMES");
        see("These Games are not known here");
        picture("unknown-games");
    }

    @Test
    void aReaderIsSpokenToInTheChosenLanguageAndToldWhatIsNotThere() throws Exception {
        send(message("DT_SCHEDULE", SWIMMING, 1, "", unit(SWIM, "SCHEDULED", "21:50", "Women's Freestyle Final")));
        browser.get(sites.layout().url("paris") + "/?games=PAGE&lang=en");
        see("Women's Freestyle Final");
        see("Scheduled");
        browser.executeScript("window.neverReloaded = true");

        new Select(browser.findElement(By.id("language"))).selectByValue("fr");
        see("Programmé");
        seeNoMore("Timetable");
        assertEquals("fr", browser.findElement(By.tagName("html")).getDomAttribute("lang"));

        browser.executeScript("location.hash = '#/unit/" + SWIM_OFF + "'");
        see("Cela n’existe pas ici");
        see(SWIM_OFF + " is in the timetable");
        picture("problem");
        send(message("DT_SCHEDULE_UPDATE", SWIMMING, 2, "", unit(SWIM_OFF, "RUNNING", "20:10", "Women's Freestyle Swim-off")));
        see("Women's Freestyle Swim-off");
        see("En cours");
        assertEquals(true, browser.executeScript("return window.neverReloaded"), "the page was not loaded again");

        assertEquals(List.of(), violations());
        browser.executeScript("document.body.setAttribute('style', 'color: red')");
        assertEquals(1, violations().size(), "what the policy forbids would be seen");
    }

    private void seeNoMore(String text) {
        new WebDriverWait(browser, PATIENCE)
                .withMessage(() -> "\"" + text + "\" does not go away")
                .until(page -> !page.findElement(By.tagName("body")).getText().contains(text));
    }

    private void see(String text) {
        new WebDriverWait(browser, PATIENCE)
                .withMessage(() -> "\"" + text + "\" does not appear; the page says:\n" + browser.findElement(By.tagName("body")).getText())
                .until(page -> page.findElement(By.tagName("body")).getText().contains(text));
    }

    private void picture(String name) throws Exception {
        Path folder = Files.createDirectories(sites.layout().var().resolveSibling("pictures"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private void send(byte[] message) {
        List<Sites.Site> addresses = Layout.SITES.stream().map(site -> new Sites.Site(site, URI.create(sites.layout().url(site)))).toList();
        SiteClient client = new SiteClient(new Sites(addresses), RunningSites.key("feed"), Patience.SHORT.withBudget(PATIENCE));
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
