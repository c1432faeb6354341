package org.palmares.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.palmares.node.watch.Incidents;
import org.palmares.node.watch.Metrics;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine;

/** What the documents name is there. */
class DocumentsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path DECISIONS = ROOT.resolve("docs/decisions");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern DECISION = Pattern.compile("\\bdecisions?[/ ](\\d{4})\\b");
    /** Not the keyspace of the snapshots. */
    private static final Pattern METRIC = Pattern.compile("\\bpalmares_(?!snapshot\\b)[a-z_]+");
    /** What Prometheus makes of a histogram. */
    private static final Pattern PART = Pattern.compile("_seconds_(bucket|sum|count)$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:ops-scripts/)?palmares ([a-z][^#\n]*)");
    private static final Pattern INLINE = Pattern.compile("`(?:ops-scripts/)?palmares ([a-z][^`\n]*)`");
    private static final Pattern PLACEHOLDER = Pattern.compile("PATH…|HOST:PORT|[A-Z][A-Z0-9]*");

    private static List<Path> documents() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top).filter(file -> file.toString().endsWith(".md")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<MatchResult> found(Pattern pattern, Path document) {
        return pattern.matcher(text(document)).results();
    }

    @Test
    void everyLinkLeadsToAFile() {
        List<String> broken = documents().stream()
                .flatMap(document -> found(LINK, document)
                        .map(link -> link.group(1))
                        .filter(link -> !link.contains("://") && !Files.exists(document.resolveSibling(link)))
                        .map(link -> ROOT.relativize(document) + ": " + link))
                .toList();
        assertEquals(List.of(), broken);
    }

    @Test
    void decisionsAreNumberedWithoutGapsAndThoseNamedExist() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            List<String> numbers = files.map(file -> file.getFileName().toString().substring(0, 4)).sorted().toList();
            assertEquals(IntStream.rangeClosed(1, numbers.size()).mapToObj("%04d"::formatted).toList(), numbers);
            documents().forEach(document -> found(DECISION, document).forEach(named -> assertTrue(
                    numbers.contains(named.group(1)), () -> ROOT.relativize(document) + " names decision " + named.group(1))));
        }
    }

    @Test
    void everyMetricThatIsNamedIsThere() {
        Set<String> metrics = Set.copyOf(Metrics.names());
        Set<String> named = documents().stream().flatMap(document -> found(METRIC, document)).map(name -> PART.matcher(name.group()).replaceFirst("_seconds")).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(metrics.containsAll(named), () -> "not there: " + named.stream().filter(name -> !metrics.contains(name)).toList());
    }

    @Test
    void everyKindOfIncidentIsInTheRunbook() {
        String runbook = text(ROOT.resolve("docs/OPERATIONS.md"));
        Arrays.stream(Incidents.Kind.values()).forEach(kind -> assertTrue(runbook.contains("| `" + kind.text() + "` |"), kind::text));
    }

    @Test
    void everyCommandThatIsShownIsUnderstood() {
        List<String> wrong = new ArrayList<>();
        CommandLine palmares = new CommandLine(Palmares.class);
        for (Path document : documents()) {
            Stream.concat(found(COMMAND, document), found(INLINE, document)).map(shown -> shown.group(1).strip()).forEach(shown -> {
                try {
                    palmares.parseArgs(arguments(shown));
                } catch (MissingParameterException named) {
                    // A command that is only named says nothing of how it is called.
                    if (shown.contains(" ")) {
                        wrong.add(ROOT.relativize(document) + ": palmares " + shown + ": " + named.getMessage());
                    }
                } catch (ParameterException notUnderstood) {
                    wrong.add(ROOT.relativize(document) + ": palmares " + shown + ": " + notUnderstood.getMessage());
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    /** What stands for something is put in place; a line that goes on below has all that matters here. */
    private static String[] arguments(String shown) {
        return Arrays.stream(shown.split("\\s+"))
                .filter(word -> !word.equals("\\"))
                .map(word -> PLACEHOLDER.matcher(word).matches() ? "paris" : word)
                .toArray(String[]::new);
    }
}
