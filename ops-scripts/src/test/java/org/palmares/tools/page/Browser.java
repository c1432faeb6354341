package org.palmares.tools.page;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.InvalidElementStateException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A tab of a real Chromium without a screen, and what is looked for in it. All tests share the Chromium, which takes longer to start than some of them. */
final class Browser implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Between two looks. */
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String AXE = "/axe.min.js";
    /** What is wrong, each with its first place: {@code color-contrast: .bar}. */
    private static final String FINDINGS = "const [rules, done] = arguments;"
            + "axe.run({resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})}).then(({violations}) => done(violations.map((one) => one.id + ': ' + one.nodes[0].target + ' ' + one.nodes[0].html.slice(0, 200))),"
            + " (failed) => done([String(failed)]));";

    /** Where it is found by a pointer, for some frames. */
    private static final String STILL = "const [node, done] = arguments; const place = () => { const {x, y, width, height} = node.getBoundingClientRect();"
            + "return node.contains(document.elementFromPoint(x + width / 2, y + height / 2)) ? x + ' ' + y : ''; }; const first = place(); let left = 5;"
            + "const next = () => (place() !== first || !first ? done(false) : --left ? requestAnimationFrame(next) : done(true)); requestAnimationFrame(next);";

    private static ChromeDriver shared;

    final ChromeDriver driver;
    private final Path pictures;

    private Browser(ChromeDriver driver, Path pictures) {
        this.driver = driver;
        this.pictures = pictures;
    }

    /** A new one that is {@code width} by {@code height}; skips the test where there is no Chromium. Pictures go into {@code pictures}. */
    static Browser open(int width, int height, Path pictures) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "SKIPPED: the page is not tried in a browser, because there is no " + CHROMIUM + " with " + DRIVER
                        + " (Debian: apt-get install chromium chromium-driver)");
        try {
            return opened(width, height, pictures);
        } catch (WebDriverException broken) {
            forget();
            return opened(width, height, pictures);
        }
    }

    private static Browser opened(int width, int height, Path pictures) {
        Browser browser = new Browser(newTab(width, height), pictures);
        browser.front();
        return browser;
    }

    /** With nothing of what earlier ones kept or wrote. */
    private static synchronized ChromeDriver newTab(int width, int height) {
        if (shared == null) {
            ChromeDriver started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::quit));
            shared = started;
        }
        shared.manage().window().setSize(new Dimension(width, height));
        return shared;
    }

    private static ChromeDriver start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage");
        LoggingPreferences told = new LoggingPreferences();
        told.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", told);
        return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(new File(DRIVER.toString())).build(), options);
    }

    /** The page is as wide and high as this, also narrower than a window can be. */
    void size(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** A page that is behind another is not drawn. */
    void front() {
        driver.executeCdpCommand("Page.bringToFront", Map.of());
    }

    /** By day or by night. */
    void dark(boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /** What pages did that their policy forbids. */
    List<String> violations() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).filter(line -> line.contains("Content Security Policy")).toList();
    }

    /**
     * What keeps people from using the page who do not see or do not point, as axe finds it; empty where nothing does.
     *
     * @param rules of axe that are looked at; all where none is named
     */
    @SuppressWarnings("unchecked")
    List<String> barriers(String... rules) {
        driver.executeScript(resource(AXE));
        return (List<String>) Objects.requireNonNull(driver.executeAsyncScript(FINDINGS, List.of(rules)));
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void see(String text) {
        waiting()
                .withMessage(() -> "\"" + text + "\" does not appear; the page says:\n" + text())
                .until(page -> text().contains(text));
    }

    void seeNoMore(String text) {
        waiting().withMessage(() -> "\"" + text + "\" does not go away").until(page -> !text().contains(text));
    }

    /** What is shown, as the browser itself tells it: the driver's own way looks at every element, which takes it a second for a whole Games. */
    private String text() {
        return String.valueOf(driver.executeScript("return document.body.innerText"));
    }

    private WebDriverWait waiting() {
        return new WebDriverWait(driver, PATIENCE, BETWEEN);
    }

    /** The first element of {@code css} that is shown. */
    WebElement find(String css) {
        return waiting()
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "no " + css + " is shown; the page says:\n" + text())
                .until(page -> page.findElements(By.cssSelector(css)).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
    }

    /** Waits until nothing of {@code css} is shown. */
    void gone(String css) {
        waiting()
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> css + " does not go away; the page says:\n" + text())
                .until(page -> page.findElements(By.cssSelector(css)).stream().noneMatch(WebElement::isDisplayed));
    }

    /** Presses what {@code css} finds; where it is drawn anew in that moment, again. */
    void press(String css) {
        waiting()
                .ignoreAll(List.of(StaleElementReferenceException.class, ElementClickInterceptedException.class))
                .until(page -> {
                    find(css).click();
                    return true;
                });
    }

    /**
     * Types into what {@code css} finds, in place of what is in it, and then presses {@code keys}. Where the field is drawn anew in that moment it is
     * typed again, and never twice into one; the keys are pressed once, when all of the text is there.
     */
    void type(String css, String text, Keys... keys) {
        waiting()
                .ignoreAll(List.of(StaleElementReferenceException.class, InvalidElementStateException.class))
                .withMessage(() -> "\"" + text + "\" cannot be typed into " + css + "; the page says:\n" + text())
                .until(page -> {
                    WebElement field = find(css);
                    driver.executeScript("arguments[0].focus()", field);
                    if (!text.equals(field.getDomProperty("value"))) {
                        field.clear();
                        field.sendKeys(text);
                    }
                    return text.equals(find(css).getDomProperty("value"));
                });
        keys(keys);
    }

    /** Presses keys, wherever the keyboard's place is. */
    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Chooses a file for the field that {@code css} finds. */
    void upload(String css, Path file) {
        waiting().ignoring(StaleElementReferenceException.class).until(page -> {
            find(css).sendKeys(file.toString());
            return true;
        });
    }

    /** Waits until there are as many of {@code css} as there should be. */
    void until(String what, IntPredicate count, String css) {
        waiting().withMessage(what).until(page -> count.test(page.findElements(By.cssSelector(css)).size()));
    }

    /** Waits until what {@code css} finds is where a pointer finds it, and stays there. */
    void still(String css) {
        waiting()
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> css + " does not stand still")
                .until(page -> Boolean.TRUE.equals(driver.executeAsyncScript(STILL, find(css))));
    }

    /**
     * What the kernel gave the main threads of all pages so far, and how long it let them wait for it, in ns: on a machine with much else to do a task takes
     * longer, and no page can help that.
     */
    static long[] turns() {
        long[] turns = new long[2];
        ProcessHandle.current().descendants().forEach(process -> {
            Path told = Path.of("/proc/" + process.pid());
            try {
                // Java does not know these arguments: the process has written its title over them.
                if (Files.readString(told.resolve("cmdline")).contains("--type=renderer")) {
                    String[] times = Files.readString(told.resolve("schedstat")).split(" ");
                    turns[0] += Long.parseLong(times[0]);
                    turns[1] += Long.parseLong(times[1]);
                }
            } catch (IOException ended) {
                // It has no part in what is measured.
            }
        });
        return turns;
    }

    /** How far below the middle of one the middle of another is. */
    int distance(String from, String to) {
        Rectangle one = find(from).getRect();
        Rectangle other = find(to).getRect();
        return other.y + other.height / 2 - one.y - one.height / 2;
    }

    /** Chooses a value in the first list of {@code css}, or types it into a field, as the page is told of it. */
    void set(String css, String value) {
        driver.executeScript(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}));"
                        + " arguments[0].dispatchEvent(new Event('change', {bubbles: true}));",
                find(css), value);
    }

    void picture(String name) throws IOException {
        Files.write(Files.createDirectories(pictures).resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** The next one has nothing of what this one kept or wrote: scripts, sizes and what a session stores go with the tab, and all that any of its pages stored. */
    @Override
    public void close() {
        try {
            Set<String> origins = origins();
            String over = driver.getWindowHandle();
            driver.switchTo().newWindow(WindowType.TAB);
            String next = driver.getWindowHandle();
            driver.switchTo().window(over).close();
            driver.switchTo().window(next);
            origins.forEach(origin -> driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all")));
            driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
            driver.manage().logs().get(LogType.BROWSER);
        } catch (WebDriverException broken) {
            forget();
            throw broken;
        }
    }

    /** Of all pages that the tab has had. */
    @SuppressWarnings("unchecked")
    private Set<String> origins() {
        List<Map<String, Object>> pages = (List<Map<String, Object>>) Objects.requireNonNull(driver.executeCdpCommand("Page.getNavigationHistory", Map.of()).get("entries"));
        return pages.stream().map(page -> URI.create(String.valueOf(page.get("url")))).filter(page -> page.getHost() != null)
                .map(page -> page.getScheme() + "://" + page.getRawAuthority())
                .collect(Collectors.toSet());
    }

    private static synchronized void forget() {
        ChromeDriver broken = shared;
        shared = null;
        if (broken != null) {
            try {
                broken.quit();
            } catch (WebDriverException gone) {
                System.out.println("The browser does not end in order: " + gone.getMessage());
            }
        }
    }
}
