package org.palmares.tools.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.palmares.tools.bench.page.Bars.Bar;
import org.palmares.tools.bench.page.Pictures.Chapter;
import org.palmares.tools.bench.page.Pictures.Picture;
import org.palmares.tools.terminal.ToolException;

/**
 * {@code docs/PERFORMANCE.md}: of each benchmark the last run whose machine had time for it, with pictures. The runs that are shown are kept beside it,
 * so that the next page has them too, and anybody can compare with them.
 */
public final class PerformancePage {

    private static final String INTRODUCTION = """
            # Performance

            Of each benchmark the last run during which the machine did nothing else, made by `palmares bench report`. Sender, readers, three data centres in six
            processes and the peer share the machine. Each latency counts from the moment a message was due, so that a sender who is late is a part of it. The peer
            (grey) does the same work in the same run.

            """;

    /** Before the first run there is no folder. */
    private static final String RUNS = """
            The runs themselves are in [performance](performance/); `palmares bench compare A B` sets two beside each other.

            """;

    private final Path docs;

    /** @param docs folder of the documents */
    public PerformancePage(Path docs) {
        this.docs = docs;
    }

    private Path kept() {
        return docs.resolve("performance");
    }

    /**
     * Draws the page anew with {@code runs} and those that it shows already.
     *
     * @return of each run that is not shown, why
     */
    public List<String> draw(List<RunFile> runs) {
        List<String> leftOut = new ArrayList<>();
        Map<String, RunFile> shown = new TreeMap<>();
        keptRuns().forEach(run -> shown.put(run.bench(), run));
        for (RunFile run : runs) {
            if (!run.quotable()) {
                leftOut.add(run.name() + ": " + run.objections());
            } else if (Pictures.CHAPTERS.stream().noneMatch(chapter -> chapter.bench().equals(run.bench()))) {
                leftOut.add(run.name() + ": the page shows nothing of bench " + run.bench());
            } else if (shown.containsKey(run.bench()) && shown.get(run.bench()).at().compareTo(run.at()) > 0) {
                leftOut.add(run.name() + ": " + shown.get(run.bench()).name() + " is younger");
            } else {
                shown.put(run.bench(), run);
            }
        }
        try {
            write(shown);
        } catch (IOException failed) {
            throw new ToolException("The page cannot be written to " + docs + ": " + failed.getMessage(), failed);
        }
        return leftOut;
    }

    private List<RunFile> keptRuns() {
        if (!Files.isDirectory(kept())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept())) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(RunFile::read).toList();
        } catch (IOException unreadable) {
            throw new ToolException(kept() + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private void write(Map<String, RunFile> shown) throws IOException {
        Path pictures = Files.createDirectories(docs.resolve("pictures"));
        StringBuilder page = new StringBuilder(INTRODUCTION).append(shown.isEmpty() ? "" : RUNS);
        for (Chapter chapter : Pictures.CHAPTERS) {
            page.append("## ").append(chapter.bench()).append("\n\n").append(chapter.question()).append("\n\n");
            RunFile run = shown.get(chapter.bench());
            if (run == null) {
                page.append("No run on a quiet machine yet.\n\n");
            } else {
                keep(run);
                page.append(about(run));
                for (Picture picture : Pictures.ALL) {
                    if (picture.bench().equals(chapter.bench())) {
                        picture(picture, run, pictures, page);
                    }
                }
            }
        }
        Files.writeString(docs.resolve("PERFORMANCE.md"), page.toString().stripTrailing() + "\n");
    }

    private void keep(RunFile run) throws IOException {
        Files.createDirectories(kept());
        Path from = Path.of(run.name()).toAbsolutePath().normalize();
        Path to = kept().resolve(run.bench() + ".json").toAbsolutePath().normalize();
        if (!from.equals(to)) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String about(RunFile run) {
        StringBuilder settings = new StringBuilder();
        run.json().path("settings").properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                settings.append(settings.isEmpty() ? "" : ", ").append(field.getKey()).append(' ').append(field.getValue().asText());
            }
        });
        return run.at() + ", commit `" + run.commit() + "`, " + run.machine() + ". Settings: `" + settings + "`.\n\n";
    }

    private static void picture(Picture picture, RunFile run, Path folder, StringBuilder page) throws IOException {
        List<Bar> bars = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (Pictures.Shown line : picture.lines()) {
            OptionalDouble value = run.figure(line.path());
            if (value.isPresent()) {
                bars.add(new Bar(line.label(), value.getAsDouble(), line.peer()));
                words.append(words.isEmpty() ? "" : ", ").append(line.label()).append(' ').append(Bars.number(value.getAsDouble()));
            }
        }
        if (!bars.isEmpty()) {
            Files.writeString(folder.resolve(picture.file()), Bars.svg(picture.title(), picture.unit(), bars));
            page.append("![").append(picture.title()).append(", ").append(picture.unit()).append(": ").append(words).append("](pictures/").append(picture.file())
                    .append(")\n\n");
        }
    }
}
