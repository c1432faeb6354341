package org.palmares.tools.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.palmares.tools.sample.Plan.Discipline;
import org.palmares.tools.sample.Plan.Event;
import org.palmares.tools.sample.Plan.Phase;
import org.palmares.tools.sample.Sport.Counting;

/** The catalogue of the sample Games: what is held, where and on which days. */
final class Catalogue {

    private static final Pattern PHASE = Pattern.compile("([A-Z0-9]+?)(?:x(\\d+))?(?::(\\d+))?@(\\d+)(?:-(\\d+))?");
    private static final Pattern SCORE = Pattern.compile("(\\d+)-(\\d+)/(\\d+)");
    private static final int EVENT_LENGTH = 22;

    private final Map<String, Discipline> disciplines = new LinkedHashMap<>();
    private final Map<String, String> phaseNames = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    Catalogue() {
        rows("/sample/disciplines.csv").forEach(row -> disciplines.put(row[0], new Discipline(
                row[0],
                row[1],
                row[2],
                Stream.of(row[3].split("\\|")).map(LocalTime::parse).toList(),
                Integer.parseInt(row[4]),
                Integer.parseInt(row[5]),
                Double.parseDouble(row[6]))));
        rows("/sample/phases.csv").forEach(row -> phaseNames.put(row[0], row[1]));
        rows("/sample/events.csv").forEach(this::events);
    }

    /** All disciplines by their code, ceremonies included. */
    Map<String, Discipline> disciplines() {
        return disciplines;
    }

    /** All events. */
    List<Event> events() {
        return events;
    }

    /** What a phase is called. */
    String phaseName(String code) {
        return phaseNames.getOrDefault(code, code);
    }

    /** The lines of a resource without its comments, each cut at its commas. */
    static List<String[]> rows(String resource) {
        try (InputStream in = Catalogue.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void events(String[] row) {
        String[] genders = row[1].split(" ");
        String[] codes = row[2].split("\\|");
        String[] names = row[3].split("\\|");
        String[] marks = row[5].split("\\|");
        List<Phase> phases = Stream.of(row[8].split(" ")).map(Catalogue::phase).toList();
        for (int g = 0; g < genders.length; g++) {
            for (int i = 0; i < codes.length; i++) {
                int later = (int) Math.floor(i * Double.parseDouble(row[9])) + g * Integer.parseInt(row[10]);
                String code = row[0] + genders[g] + codes[i];
                // Names stand for the codes in turn; where only one code is named by both, for the genders.
                String name = names[codes.length == 1 ? Math.min(g, names.length - 1) : i];
                boolean scaled = genders.length > 1 && genders[g].equals("W");
                events.add(new Event(
                        events.size(),
                        code + "-".repeat(EVENT_LENGTH - code.length()),
                        name.replace("{g}", genders[g].equals("W") ? "Women's" : "Men's"),
                        sport(row[4], marks[Math.min(i, marks.length - 1)], scaled),
                        Integer.parseInt(row[6]),
                        Integer.parseInt(row[7]),
                        phases.stream().map(phase -> phase.later(later)).toList()));
            }
        }
    }

    private static Phase phase(String text) {
        Matcher phase = PHASE.matcher(text);
        if (!phase.matches()) {
            throw new IllegalStateException("not a phase: " + text);
        }
        int first = Integer.parseInt(phase.group(4));
        return new Phase(phase.group(1), number(phase.group(2), 1), number(phase.group(3), 0), first, number(phase.group(5), first));
    }

    private static int number(String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static Sport sport(String kind, String mark, boolean scaled) {
        Matcher score = SCORE.matcher(mark);
        if (score.matches()) {
            return new Sport.Duel(Integer.parseInt(score.group(1)), Integer.parseInt(score.group(2)), Integer.parseInt(score.group(3)));
        }
        double best = Double.parseDouble(mark);
        int decimals = mark.contains(".") ? mark.length() - mark.indexOf('.') - 1 : 0;
        return switch (kind) {
            case "race" -> new Sport.Race(scaled ? best * 1.115 : best, decimals);
            case "length" -> new Sport.Measure("DISTANCE", scaled ? best * 0.88 : best, decimals);
            case "weight" -> new Sport.Measure("WEIGHT", best, decimals);
            case "judged" -> new Sport.Judged(best, decimals, Counting.EACH);
            case "sum" -> new Sport.Judged(best, decimals, Counting.SUM);
            case "low" -> new Sport.Judged(best, decimals, Counting.LOW);
            case "places" -> new Sport.Judged(best, decimals, Counting.PLACES);
            default -> throw new IllegalStateException("no such kind: " + kind);
        };
    }
}
