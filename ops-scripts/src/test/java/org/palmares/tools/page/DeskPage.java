package org.palmares.tools.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;

/** The schedulers' desk in a browser, opened at Paris over {@link DeskGames}, and what people do there. */
final class DeskPage implements AutoCloseable {

    /** The day that is looked at, counted from the first. */
    static final int DAY = 1;
    /** The width of an hour, as the page begins. */
    static final int HOUR_PX = 64;
    /** The height of a row with one lane. */
    static final int ROW_PX = 30;

    private static boolean isLoaded;

    final Browser browser;
    final DeskClient client;

    private DeskPage(Browser browser, DeskClient client) {
        this.browser = browser;
        this.client = client;
    }

    /** Opens it, with a script that runs before those of the page. */
    static DeskPage open(String script) {
        LocalSites sites = RunningSites.get();
        DeskClient client = new DeskClient(sites);
        if (!isLoaded) {
            client.send(DeskGames.timetables());
            isLoaded = true;
        }
        Browser browser = Browser.open(1280, 800, sites.layout().var().resolveSibling("pictures"));
        try {
            browser.size(1280, 800);
            browser.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
            browser.driver.get(sites.layout().url("paris") + "/scheduler?lang=en&games=" + DeskGames.CODE);
            browser.see("Venues and locations");
            return new DeskPage(browser, client);
        } catch (RuntimeException | Error failed) {
            browser.close();
            throw failed;
        }
    }

    void signIn(String key) {
        browser.type("#key", key, Keys.ENTER);
    }

    void chooseDay() {
        browser.press("[data-day='" + DeskGames.FIRST.plusDays(DAY) + "']");
    }

    static String bar(String unit) {
        return "[id='u-" + unit + "']";
    }

    /** Takes what {@code css} finds and lets it go so many pixels from there; the pointer stops on the way, as hands do, and waits until what is drawn stands still. */
    void drag(String css, int x, int y) {
        browser.still(css);
        new Actions(browser.driver).clickAndHold(browser.find(css)).moveByOffset(x / 2, y / 2).moveByOffset(x - x / 2, y - y / 2).release().perform();
    }

    /** Applies what is thought of, and returns once it is no draft any more: what is said of the one before is still there until then. */
    void applyBecause(String reason) {
        browser.type("#reason", reason, Keys.ENTER);
        browser.gone("#reason");
    }

    /** By day and by night nobody is kept out; a picture of each. */
    void accessible(String name) throws Exception {
        assertEquals(List.of(), browser.barriers(), name + " by day");
        browser.picture(name);
        browser.dark(true);
        assertEquals(List.of(), browser.barriers("color-contrast"), name + " by night, which only has other colours");
        browser.picture(name + "-dark");
        browser.dark(false);
    }

    @Override
    public void close() {
        try {
            assertEquals(List.of(), browser.violations(), "the page does nothing that its policy forbids");
        } finally {
            browser.close();
        }
    }
}
