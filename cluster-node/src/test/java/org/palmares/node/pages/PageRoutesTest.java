package org.palmares.node.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which file is given where. */
class PageRoutesTest {

    @Test
    void aPageIsOneFolderAndOneLine() {
        Map<String, String> pages = Map.of("", "results", "overlay/*", "overlay");
        assertEquals("pages/results/index.html", PageRoutes.fileAt(pages, ""));
        assertEquals("pages/overlay/index.html", PageRoutes.fileAt(pages, "overlay/ATHM100M"));
        assertEquals("overlay", PageRoutes.fileAt(pages, "overlay"), "it is about something");
        assertEquals("shared/api.js", PageRoutes.fileAt(pages, "shared/api.js"));
    }

    @Test
    void everyPageIsThere() {
        PageRoutes.PAGES.values().forEach(page -> assertNotNull(getClass().getResource("/web/pages/" + page + "/index.html"), page));
    }
}
