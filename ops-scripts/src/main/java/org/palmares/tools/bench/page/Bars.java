package org.palmares.tools.bench.page;

import java.util.List;
import java.util.Locale;

/** A small picture of bars, the same bytes for the same values; in light and dark. */
final class Bars {

    private static final int WIDTH = 640;
    private static final int LABEL = 210;
    private static final int VALUE = 90;
    private static final int ROW = 22;
    private static final int TOP = 34;
    private static final int BAR = 14;

    /**
     * A bar.
     *
     * @param label beside it
     * @param value its length
     * @param peer whether it is somebody else's
     */
    record Bar(String label, double value, boolean peer) {}

    private Bars() {}

    static String svg(String title, String unit, List<Bar> bars) {
        int height = TOP + bars.size() * ROW + 6;
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n<title>%s, %s</title>%n", WIDTH, height,
                WIDTH, height, safe(title), safe(unit)));
        svg.append("<style>text{font:13px system-ui,sans-serif;fill:#24292f}.head{font-weight:600}.ours{fill:#0b62a3}.peer{fill:#8c959f}"
                + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#58a6ff}.peer{fill:#6e7681}}</style>\n");
        svg.append(text(0, 18, "head", title + ", " + unit));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = TOP + i * ROW;
            double length = longest == 0 ? 0 : bar.value() / longest * (WIDTH - LABEL - VALUE);
            svg.append(text(0, y + BAR - 2, "label", bar.label()));
            svg.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n", bar.peer() ? "peer" : "ours",
                    LABEL, y, Math.max(1, length), BAR));
            svg.append(text((int) Math.round(LABEL + Math.max(1, length) + 6), y + BAR - 2, "value", number(bar.value())));
        }
        return svg.append("</svg>\n").toString().replace("\r\n", "\n");
    }

    private static String text(int x, int y, String kind, String text) {
        return String.format(Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", kind, x, y, safe(text));
    }

    /** As many digits as anybody reads. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
