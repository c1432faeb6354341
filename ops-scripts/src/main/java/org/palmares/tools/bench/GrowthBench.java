package org.palmares.tools.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.palmares.tools.bench.machine.Meter.Reading;
import org.palmares.tools.bench.machine.Usage;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.BenchReport.Settings;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.testfeed.Versions;

/**
 * {@code bench growth}: what a message costs, and how long it takes, with few competitions and with many, in one with few events and in one with
 * many, and beside the biographies of a whole Games. What the processes do anyway is no part of a message; it is told apart, for it grows with their number.
 */
public final class GrowthBench {

    /** What a message may cost more than in small. */
    private static final double FLAT = 1.2;

    /** Competitions with few events: those of earlier runs have more by now. */
    private static final int FIRST_OF_FEW = 9_200;

    private static final int LAST_OF_FEW = 9_299;

    private static final int QUIET_TIMES = 4;

    /**
     * What is asked for.
     *
     * @param load of few competitions; its rate is that of all
     * @param programme competitions of a whole programme
     * @param events of the competition with many and of the one with few; none of them where there are none
     * @param biographies of a whole Games
     * @param course how often each is measured, of which the one that cost least counts, because others on the machine only add; and how long nothing is sent before
     */
    public record Wish(BenchLoad load, int programme, Events events, int biographies, FanOut.Course course) {

        /** How many events. */
        public record Events(long many, long few) {}

        /** For a report; {@code nodes} of each data centre. */
        public Settings settings(int nodes) {
            Map<String, Object> shape = new LinkedHashMap<>(load.settings().shape());
            shape.put("programme", programme);
            shape.put("events", events.many());
            shape.put("fewEvents", events.few());
            shape.put("biographies", biographies);
            shape.put("rounds", course.rounds());
            shape.put("quietSeconds", course.quietSeconds());
            shape.put("nodesPerSite", nodes);
            return new Settings(shape, String.format(Locale.ROOT, "%.3g messages a second in all, to %d and to %d competitions, to one with %d and one with %d events, "
                    + "and beside %d biographies; %d nodes in each data centre; the least of %d rounds of %d s after %d s of rest", load.perSecond(), load.competitions(), programme,
                    events.few(), events.many(), biographies, nodes, course.rounds(), load.time().measuredSeconds(), course.quietSeconds()));
        }
    }

    /** One row: {@code competitions} from {@code first} on, compared with {@code small} unless that is itself. */
    private record Step(String name, String label, int first, int competitions, String small) {}

    private final Wish wish;
    private final SiteClient client;
    private final BenchReport report;
    private final Versions versions;
    private final Feeding feeding;
    private final Map<Step, OpenLoop> cheapest = new LinkedHashMap<>();
    private double quietCores;
    private int failed;

    public GrowthBench(Wish wish, SiteClient client, BenchReport report) {
        this.wish = wish;
        this.client = client;
        this.report = report;
        this.versions = new Versions(client.sites()).learn(Math.max(wish.load().competitions(), wish.programme()));
        this.feeding = new Feeding(client, versions, wish.load().maker());
    }

    /** Measures; false when a message was not acknowledged. */
    public boolean run() {
        BenchLoad load = wish.load();
        int[] missing = IntStream.range(0, wish.programme()).filter(number -> feeding.events(number) == 0).toArray();
        report.progress(missing.length + " of " + wish.programme() + " competitions are made");
        feeding.all(missing);
        quietCores = quiet();
        Step small = new Step("small", load.competitions() + " competitions", 0, load.competitions(), "small");
        measure(List.of(small, new Step("programme", wish.programme() + " competitions", 0, wish.programme(), "small")));
        if (wish.events().many() > 0) {
            measure(List.of(deep("fewEvents", few(), wish.events().few()), deep("manyEvents", Feeding.MANY, wish.events().many())));
        }
        if (wish.biographies() > 0) {
            report.progress(wish.biographies() + " biographies are sent, unless they are there");
            report.put("biographiesMade", new Biographies(client).bring(wish.biographies()));
            measure(List.of(new Step("biographies", "beside " + wish.biographies() + " biographies", 0, load.competitions(), "small")));
        }
        tell();
        return failed == 0;
    }

    /** Cores that all processes take while nothing is sent; the least of some times, for they still have to do with what came before. */
    private double quiet() {
        report.progress("nothing is sent for " + wish.course().quietSeconds() + " s");
        Duration time = Duration.ofSeconds(wish.course().quietSeconds()).dividedBy(QUIET_TIMES);
        return IntStream.range(0, QUIET_TIMES).mapToDouble(number -> quiet(time)).min().orElseThrow();
    }

    private double quiet(Duration time) {
        Reading begin = report.meter().now();
        long end = begin.nanos() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        Usage usage = report.meter().since(begin);
        return usage.allSeconds() / usage.seconds();
    }

    private int few() {
        return IntStream.rangeClosed(FIRST_OF_FEW, LAST_OF_FEW).filter(number -> versions.learnOne(number).newest(number) <= wish.events().few()).findFirst().orElse(LAST_OF_FEW);
    }

    private Step deep(String name, int number, long events) {
        versions.learnOne(number);
        report.progress("competition " + number + " has " + feeding.events(number) + " events, and gets " + events);
        feeding.deepen(number, events);
        report.put(name, feeding.events(number));
        return new Step(name, "one with " + feeding.events(number) + " events", number, 1, "fewEvents");
    }

    /** One after the other in each round: what the machine does besides changes slowly. */
    private void measure(List<Step> steps) {
        for (int round = 1; round <= wish.course().rounds(); round++) {
            for (Step step : steps) {
                report.progress(step.label() + ", round " + round + " of " + wish.course().rounds());
                OpenLoop loop = new OpenLoop(wish.load().over(step.competitions()), client, versions, shot -> {}, report.meter()).from(step.first()).run();
                failed += loop.failed();
                cheapest.merge(step, loop, (one, other) -> micros(one) <= micros(other) ? one : other);
            }
        }
    }

    /** Of each message, with its part of what is done at rest. */
    private static double micros(OpenLoop loop) {
        return loop.count() == 0 ? 0 : loop.usage().allSeconds() * 1e6 / loop.count();
    }

    /** The same without; nothing or less where a run was too short to tell. */
    private double beyondRest(OpenLoop loop) {
        return loop.count() == 0 ? 0 : micros(loop) - quietCores * loop.usage().seconds() * 1e6 / loop.count();
    }

    private String verdict(Step step, Map<String, Double> costs) {
        double times = costs.get(step.name()) / costs.get(step.small());
        if (costs.get(step.name()) <= 0 || costs.get(step.small()) <= 0) {
            return ", too little was sent to compare";
        }
        report.put(step.name() + "Times", times);
        return String.format(Locale.ROOT, ", %.2f times: %s", times, times <= FLAT ? "flat" : "NOT FLAT");
    }

    private void tell() {
        Map<String, Double> costs = new LinkedHashMap<>();
        report.put("quietCores", quietCores);
        report.line("nothing is sent", String.format(Locale.ROOT, "%7.3f cores for all processes; beyond rest is without this", quietCores));
        cheapest.forEach((step, loop) -> {
            costs.put(step.name(), beyondRest(loop));
            report.latency(step.name() + "Acknowledged", step.label(), loop.acknowledged());
            report.put(step.name() + "MicrosAMessage", micros(loop));
            report.put(step.name() + "MicrosBeyondRest", beyondRest(loop));
            report.usage(step.name(), loop.usage(), "Message", loop.count());
        });
        cheapest.forEach((step, loop) -> report.line(step.label(), String.format(Locale.ROOT, "%7.0f µs of CPU a message, %7.0f beyond rest%s",
                micros(loop), costs.get(step.name()), step.name().equals(step.small()) ? "" : verdict(step, costs))));
        report.put("notAcknowledged", failed);
        report.line("  not acknowledged", Integer.toString(failed));
    }
}
