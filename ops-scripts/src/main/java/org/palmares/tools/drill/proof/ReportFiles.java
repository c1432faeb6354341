package org.palmares.tools.drill.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.tools.terminal.ToolException;

/** Writes a report as {@code report.json}, {@code report.md} and {@code report.html}. */
public final class ReportFiles {

    private static final int SILENCES = 10;

    private ReportFiles() {}

    /** Writes all three into {@code folder}. */
    public static void write(Path folder, Report report, Evidence evidence) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("report.json"), Evidence.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
            Files.writeString(folder.resolve("report.md"), markdown(report), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve("report.html"), html(report, evidence), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new ToolException("The report cannot be written to " + folder + ": " + failed.getMessage(), failed);
        }
    }

    static String markdown(Report report) {
        StringBuilder text = new StringBuilder("# Drill ").append(report.drill().id()).append(": ").append(report.verdict()).append("\n\n");
        text.append(report.drill().hypothesis().claim()).append("\n\nAsked for by ").append(report.drill().by()).append(": ")
                .append(report.drill().reason()).append("\n\n");
        report.reasons().forEach(reason -> text.append("- **").append(reason).append("**\n"));
        text.append("\n| figure | measured | at most |\n|---|---:|---:|\n");
        report.figures().forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(value).append(" | ").append(limit(report, name)).append(" |\n"));
        text.append("\n| time | what | |\n|---|---|---|\n");
        report.marks().forEach(mark -> text.append("| ").append(mark.at()).append(" | ").append(mark.what()).append(" | ").append(mark.text()).append(" |\n"));
        text.append("\nLongest without an acknowledgement, milliseconds:\n\n");
        worst(report).forEach(one -> text.append("- ").append(one.getKey()).append(": ").append(one.getValue()).append('\n'));
        text.append("\nFindings: ").append(report.findings().isEmpty() ? "none" : "").append("\n\n");
        report.findings().forEach(finding -> text.append("- ").append(finding.kind()).append(": ").append(finding.text()).append('\n'));
        return text.append("\nRaw evidence: ").append(report.evidence()).append('\n').toString();
    }

    private static List<Map.Entry<String, Long>> worst(Report report) {
        return report.silences().entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(SILENCES).toList();
    }

    private static String limit(Report report, String figure) {
        return report.drill().hypothesis().limits().stream()
                .filter(limit -> limit.figure().equals(figure))
                .map(limit -> Long.toString(limit.atMost()))
                .findFirst()
                .orElse("");
    }

    static String html(Report report, Evidence evidence) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><title>")
                .append(safe(report.drill().id())).append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>")
                .append(safe(report.drill().name())).append(' ').append(safe(report.drill().site())).append(" <span class=\"")
                .append(report.verdict()).append("\">").append(report.verdict()).append("</span></h1>\n<p>")
                .append(safe(report.drill().hypothesis().claim())).append("</p>\n<p class=\"small\">").append(safe(report.drill().id()))
                .append(", asked for by ").append(safe(report.drill().by())).append(": ").append(safe(report.drill().reason())).append("</p>\n");
        report.reasons().forEach(reason -> page.append("<p class=\"reason\">").append(safe(reason)).append("</p>\n"));
        page.append(Timeline.svg(report.marks(), evidence));
        table(page, "Figures", List.of("figure", "measured", "at most"), report.figures().entrySet().stream()
                .map(figure -> List.of(figure.getKey(), figure.getValue().toString(), limit(report, figure.getKey())))
                .toList());
        table(page, "Course", List.of("time", "what", ""), report.marks().stream().map(ReportFiles::row).toList());
        table(page, "Longest without an acknowledgement", List.of("unit", "ms"), worst(report).stream()
                .map(one -> List.of(one.getKey(), one.getValue().toString()))
                .toList());
        table(page, "Findings", List.of("kind", "what"), report.findings().stream()
                .map(finding -> List.of(finding.kind().name(), finding.text()))
                .toList());
        return page.append("<p class=\"small\">Raw evidence: ").append(safe(report.evidence())).append("</p>\n</body></html>\n").toString();
    }

    private static List<String> row(Mark mark) {
        return List.of(mark.at().toString(), mark.what(), mark.text());
    }

    private static void table(StringBuilder page, String title, List<String> head, List<List<String>> rows) {
        page.append("<h2>").append(title).append(rows.isEmpty() ? ": none" : "").append("</h2>\n");
        if (rows.isEmpty()) {
            return;
        }
        page.append("<table><tr>");
        head.forEach(cell -> page.append("<th>").append(cell).append("</th>"));
        page.append("</tr>\n");
        for (List<String> row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(safe(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    static String safe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static final String STYLE = ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}"
            + "h1 span{font-size:1rem;padding:.2rem .6rem;border-radius:1rem;color:#fff}.PASSED{background:#1a7f37}.FAILED{background:#b3261e}"
            + ".INCONCLUSIVE{background:#8a6d00}.small{opacity:.75;font-size:.85rem}.reason{font-weight:600}table{border-collapse:collapse;width:100%}"
            + "td,th{text-align:left;padding:.15rem .6rem;border-bottom:1px solid #8884;overflow-wrap:anywhere}svg{width:100%;height:auto}";
}
