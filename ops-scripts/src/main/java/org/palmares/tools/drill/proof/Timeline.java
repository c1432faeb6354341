package org.palmares.tools.drill.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.tools.drill.proof.Evidence.Outcome;

/** The picture of a drill: what writers, readers and followers saw each second, and what was done when. */
final class Timeline {

    private static final int WIDTH = 960;
    private static final int LEFT = 130;
    private static final int LANE = 56;
    private static final int TOP = 40;
    private static final int SECONDS_MAX = 3_600;

    private record Lane(String name, String colour, int[] perSecond) {}

    private final Instant begin;
    private final int seconds;

    private Timeline(Instant begin, int seconds) {
        this.begin = begin;
        this.seconds = seconds;
    }

    /** An SVG element; nothing where nothing was seen. */
    static String svg(List<Mark> marks, Evidence evidence) {
        List<Instant> times = Stream.of(
                        evidence.writes().stream().map(Evidence.Write::end),
                        evidence.events().stream().map(Evidence.Event::received),
                        evidence.reads().stream().map(Evidence.Read::at))
                .flatMap(stream -> stream)
                .sorted()
                .toList();
        if (times.isEmpty()) {
            return "";
        }
        Instant begin = times.get(0);
        int seconds = (int) Math.min(SECONDS_MAX, Duration.between(begin, times.get(times.size() - 1)).toSeconds() + 1);
        return new Timeline(begin, seconds).draw(marks, evidence);
    }

    private String draw(List<Mark> marks, Evidence evidence) {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(lane("acknowledged", "#1a7f37", evidence.writes().stream().filter(write -> write.outcome() == Outcome.ACKNOWLEDGED), Evidence.Write::end, write -> 1));
        lanes.add(lane("failed attempts", "#b3261e", evidence.writes().stream().flatMap(write -> write.failures().stream()), Evidence.Failure::at, failure -> 1));
        lanes.add(lane("live events", "#0a58ca", evidence.events().stream(), Evidence.Event::received, event -> 1));
        lanes.add(lane("reads", "#1a7f37", evidence.reads().stream().filter(read -> read.error() == null), Evidence.Read::at, Evidence.Read::count));
        lanes.add(lane("failed reads", "#b3261e", evidence.reads().stream().filter(read -> read.error() != null), Evidence.Read::at, Evidence.Read::count));
        int height = TOP + lanes.size() * LANE + 30;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Timeline of the drill\" font-size=\"12\" fill=\"currentColor\">\n", WIDTH, height));
        for (int i = 0; i < lanes.size(); i++) {
            bars(svg, lanes.get(i), TOP + i * LANE);
        }
        int step = Math.max(1, seconds / 12);
        for (int second = 0; second <= seconds; second += step) {
            text(svg, x(second), height - 10, second + " s");
        }
        for (int i = 0; i < marks.size(); i++) {
            mark(svg, marks.get(i), i, height);
        }
        return svg.append("</svg>\n").toString();
    }

    private <T> Lane lane(String name, String colour, Stream<T> things, java.util.function.Function<T, Instant> at, ToIntFunction<T> count) {
        int[] perSecond = new int[seconds];
        things.forEach(thing -> {
            long second = Duration.between(begin, at.apply(thing)).toSeconds();
            if (second >= 0 && second < seconds) {
                perSecond[(int) second] += count.applyAsInt(thing);
            }
        });
        return new Lane(name, colour, perSecond);
    }

    private void bars(StringBuilder svg, Lane lane, int y) {
        int most = Math.max(1, java.util.Arrays.stream(lane.perSecond()).max().orElse(1));
        text(svg, 4, y + 28, lane.name());
        text(svg, 4, y + 42, "most " + (java.util.Arrays.stream(lane.perSecond()).max().orElse(0)) + "/s");
        for (int second = 0; second < seconds; second++) {
            double tall = (LANE - 12.0) * lane.perSecond()[second] / most;
            if (tall > 0) {
                svg.append(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                        x(second), y + LANE - 8 - tall, Math.max(0.6, x(1) - x(0) - 0.5), tall, lane.colour()));
            }
        }
        svg.append(String.format(Locale.ROOT, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"currentColor\" opacity=\"0.3\"/>\n",
                LEFT, y + LANE - 8, WIDTH, y + LANE - 8));
    }

    private void mark(StringBuilder svg, Mark mark, int number, int height) {
        double at = Duration.between(begin, mark.at()).toMillis() / 1_000.0;
        if (at < 0 || at > seconds) {
            return;
        }
        svg.append(String.format(Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"currentColor\" stroke-dasharray=\"4 3\" opacity=\"0.7\"/>\n",
                x(at), TOP - 26 + number % 3 * 12, x(at), height - 24));
        text(svg, x(at) + 3, TOP - 24 + number % 3 * 12, mark.what());
    }

    private double x(double second) {
        return LEFT + (WIDTH - LEFT - 10.0) * second / Math.max(1, seconds);
    }

    private static void text(StringBuilder svg, double x, double y, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, ReportFiles.safe(text)));
    }
}
