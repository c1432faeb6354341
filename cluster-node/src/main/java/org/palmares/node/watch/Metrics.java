package org.palmares.node.watch;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.palmares.node.board.Fence;

/**
 * What a node counts and measures; every name is here, kept and written by Prometheus' own client. One for each actor system, found by {@link #of}, because what Pekko makes by its class
 * name has to find it too. Safe for use from any thread.
 */
public final class Metrics implements Extension {

    /** Values of one metric's labels that are kept apart; more are counted together, so that no input can fill the memory. */
    static final int LABELS_MAX = 64;

    private static final String NONE = "";
    /** The label where data centres are told apart. */
    private static final String SITE = "site";
    private static final double NANOS = 1e9;

    /** With what is promised among them: 35 ms to a reader, 100 ms from another data centre, boards equal in 1 s and 15 s after a partition. */
    private static final List<Double> DELAY_BOUNDS = List.of(0.002, 0.005, 0.01, 0.02, 0.035, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0);
    /** Fewer, because there are many kinds; most answers are there at once, and none comes after 20 s. */
    private static final List<Double> REQUEST_BOUNDS = List.of(0.0005, 0.002, 0.01, 0.035, 0.1, 0.25, 1.0, 5.0, 20.0);

    /** What only grows. */
    public enum Counter {
        MESSAGES("palmares_messages_total", "ODF messages, by what became of them.", "outcome",
                "applied", "duplicate", "stale", "withdrawn", "refused", "unanswered", "busy", "not_ready", "rejected_request", "rejected_syntax",
                "rejected_invalid", "failed"),
        COMMAND_FALLBACKS("palmares_command_fallbacks_total", "Commands for which the next data centre was asked, by the one that left them unanswered.", SITE),
        COMMAND_RETRIES("palmares_command_retries_total", "Commands for which a data centre was asked again after all had been asked.", NONE),
        FEEDS_BEGUN("palmares_feeds_begun_total", "Feeds of other nodes that were heard anew: at a start, or after more was missed than can be sent again.", NONE),
        FEED_GAPS("palmares_feed_gaps_total", "Gaps in feeds of other nodes that were asked for again.", NONE),
        REPAIRS("palmares_repairs_total", "What the board learned otherwise than from a feed, by how.", "how",
                "learned_from_journal", "learned_from_board", "sent_again"),
        BOARDS_COMPARED("palmares_boards_compared_total", "Comparisons, competition by competition, with a board that differed.", NONE),
        DIVERGENCES("palmares_divergences_total", "Competitions that differed from another board's at the same position.", NONE),
        VERSION_CONFLICTS("palmares_version_conflicts_total", "Versions of documents that came with two contents: refused, or found when replicas were joined.", "how",
                "refused", "joined"),
        PLANNINGS("palmares_plannings_total", "Storms that the planner was asked about, by what became of it.", "outcome",
                "planned", "refused", "failed", "late", "busy", "missing"),
        JOURNAL_FAILURES("palmares_journal_failures_total", "Attempts at the journal that failed, by what was attempted.", "what", "write", "read"),
        LEFT_OUT("palmares_left_out_total", "Single values that could not be used and were left out, by what they are; the log names each.", "what",
                "listed", "unit", "result", "medals", "participant", "operations_record", "conductor_step"),
        LIVE_CUT_OFF("palmares_live_cut_off_total", "Live readers that were cut off because they took too little.", NONE),
        LIVE_LEFT_OUT("palmares_live_left_out_total", "Changes that could not be shown to live readers and were left out, by event.", "event"),
        LIVE_REFUSED("palmares_live_refused_total", "Live readers that were refused because the node had as many as it takes.", NONE),
        LIVE_OVERRUNS("palmares_live_overruns_total", "Times that more changed than could wait to be shown to live readers.", NONE),
        LIVE_OTHER_LIVES("palmares_live_other_lives_total", "Live readers whose cursor turned out to be of another life of a node.", NONE),
        ACTOR_MESSAGES_FAILED("palmares_actor_messages_failed_total", "Messages to a vital actor that failed and were left out, by actor.", "actor"),
        FEED_ENTRIES_UNREADABLE("palmares_feed_entries_unreadable_total", "Entries of other nodes' feeds that could not be read or put on the board.", NONE),
        FEED_GAPS_GIVEN_UP("palmares_feed_gaps_given_up_total", "Gaps in feeds of other nodes that were asked for in vain.", NONE),
        FEED_NUMBERS_BEHIND("palmares_feed_numbers_behind_total", "Times that this node's feed began below numbers that others knew of it: its clock is behind.", NONE),
        BOARD_LEFT_OUT("palmares_board_left_out_total", "Competitions that could not be compared, sent to another board, or taken from one, by why.", "why",
                "unreadable", "too_large"),
        DATA_CENTRE_SILENCES("palmares_data_centre_silences_total", "Times that a data centre's heartbeat stayed away too long.", SITE),
        SILENT_JOURNALS_READ("palmares_silent_journals_read_total", "Times that the journals of a data centre were read because a node of it had fallen silent.", SITE),
        HTTP_PROBLEMS("palmares_http_problems_total", "Requests that were answered with a problem, by status.", "status"),
        ANSWERS_MADE("palmares_answers_made_total", "Answers to readers that had to be made; those that were kept are not counted.", NONE),
        READS_REFUSED("palmares_reads_refused_total", "Readers that were sent elsewhere because too many asked at once.", NONE),
        LINKS_BYPASSED("palmares_links_bypassed_total",
                "Messages that went to a node through the cluster although there is a link with it: they were large, or too much waited.", NONE),
        LINKS_UNREADABLE("palmares_links_unreadable_total", "Messages of other nodes that came over a link and could not be used.", NONE),
        INCIDENTS("palmares_incidents_total", "Incidents that were opened, by kind.", "kind");

        private final String metric;
        private final String help;
        private final List<String> labels;
        private final List<String> known;

        /** @param known values of the label that are shown before anything is counted */
        Counter(String metric, String help, String label, String... known) {
            this.metric = metric;
            this.help = help;
            this.labels = list(label);
            this.known = List.of(known);
        }

        List<String> labels() {
            return labels;
        }
    }

    /** What is measured now. */
    public enum Gauge {
        BOARD_COMPETITIONS("palmares_board_competitions", "Competitions on the board.", NONE),
        BOARD_BYTES("palmares_board_bytes", "Memory that the competitions on the board take, about; above 45 % of the heap what is new is refused.", NONE),
        LIVE_READERS("palmares_live_readers", "Live readers now.", NONE),
        FEED_READY("palmares_feed_ready", "1 when the board may be shown.", NONE),
        FEED_ENTRIES_MISSING("palmares_feed_entries_missing", "Entries of another node's feed that are known to exist and have not come.", "node"),
        REPLICATION_LAG("palmares_replication_lag_seconds", "From the journal there to the board here, of the last entry; holds as far as clocks agree.", SITE),
        DATA_CENTRE_SILENCE("palmares_data_centre_silence_seconds", "Time since the last heartbeat.", SITE),
        OPEN_INCIDENTS("palmares_open_incidents", "Incidents that are open, by kind.", "kind"),
        JOURNALS_SET_ASIDE("palmares_journals_set_aside", "Journals that could not be read when the node started; it serves without their competitions.", NONE),
        LINKS("palmares_links", "Nodes with which there is a link now.", NONE),
        LINKS_MISSING("palmares_links_missing", "Nodes whose heartbeats come and with which there is no link.", NONE),
        HEAP("palmares_heap_bytes", "Memory of the heap.", "area");

        private final String metric;
        private final String help;
        private final List<String> labels;

        Gauge(String metric, String help, String label) {
            this.metric = metric;
            this.help = help;
            this.labels = list(label);
        }

        List<String> labels() {
            return labels;
        }
    }

    /** What is measured again and again, in seconds: how often it took how long. */
    public enum Histogram {
        HTTP_REQUEST("palmares_http_request_seconds",
                "From the head of a request to its answer, by what it is about and the class of its status; of a live feed until it begins.",
                REQUEST_BOUNDS, "about", "status"),
        ACKNOWLEDGEMENT("palmares_acknowledgement_seconds", "From the last byte of an ODF message that was taken to its answer.", DELAY_BOUNDS),
        JOURNAL_WRITE("palmares_journal_write_seconds", "From the decision of a competition until its events are in the journal.", DELAY_BOUNDS),
        FEED_DELAY("palmares_feed_delay_seconds",
                "From the journal there to the board here, of every entry that came; holds as far as clocks agree.", DELAY_BOUNDS, SITE),
        LIVE_DELAY("palmares_live_delay_seconds",
                "From acceptance, wherever that was, until all live readers of the Games have it in their queues; once for each change, and as far as clocks agree.",
                DELAY_BOUNDS);

        private final String metric;
        private final String help;
        private final List<Double> bounds;
        private final List<String> labels;

        Histogram(String metric, String help, List<Double> bounds, String... labels) {
            this.metric = metric;
            this.help = help;
            this.bounds = bounds;
            this.labels = List.of(labels);
        }

        List<String> labels() {
            return labels;
        }
    }

    private static final PrometheusTextFormatWriter FORMAT = PrometheusTextFormatWriter.create();

    private static final ExtensionId<Metrics> ID = new ExtensionId<>() {
        @Override
        public Metrics createExtension(ActorSystem<?> system) {
            Metrics metrics = new Metrics();
            metrics.addProcess();
            return metrics;
        }
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<Counter, Points<CounterDataPoint>> counters = new EnumMap<>(Counter.class);
    private final Map<Gauge, Points<GaugeDataPoint>> gauges = new EnumMap<>(Gauge.class);
    private final Map<Histogram, Points<DistributionDataPoint>> histograms = new EnumMap<>(Histogram.class);

    /** All at zero. */
    public Metrics() {
        for (Counter counter : Counter.values()) {
            Points<CounterDataPoint> points = Points.counter(registry, counter.metric, counter.help, counter.labels);
            (counter.labels.isEmpty() ? List.of(NONE) : counter.known).forEach(value -> points.of(list(value)));
            counters.put(counter, points);
        }
        for (Gauge gauge : Gauge.values()) {
            gauges.put(gauge, Points.gauge(registry, gauge.metric, gauge.help, gauge.labels));
        }
        for (Histogram histogram : Histogram.values()) {
            histograms.put(histogram, Points.histogram(registry, histogram.metric, histogram.help, histogram.labels, histogram.bounds));
        }
    }

    /** What Java tells of itself, under the names by which dashboards know it. */
    private void addProcess() {
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
    }

    /** Those of {@code system}. */
    public static Metrics of(ActorSystem<?> system) {
        return ID.apply(system);
    }

    /** All names there are. */
    public static List<String> names() {
        return Stream.of(
                        Arrays.stream(Counter.values()).map(counter -> counter.metric),
                        Arrays.stream(Gauge.values()).map(gauge -> gauge.metric),
                        Arrays.stream(Histogram.values()).map(histogram -> histogram.metric))
                .flatMap(names -> names)
                .toList();
    }

    private static List<String> list(String label) {
        return label.isEmpty() ? List.of() : List.of(label);
    }

    /** One more. */
    public void count(Counter counter) {
        count(counter, NONE);
    }

    /** One more with this value of the counter's label. */
    public void count(Counter counter, String label) {
        counters.get(counter).of(list(label)).inc();
    }

    /** The count, over all values of the label. */
    public long total(Counter counter) {
        return counters.get(counter).all().stream().mapToLong(CounterDataPoint::getLongValue).sum();
    }

    /** The count with this value of the counter's label. */
    public long total(Counter counter, String label) {
        return counters.get(counter).known(list(label)).map(CounterDataPoint::getLongValue).orElse(0L);
    }

    /** Measured just now. */
    public void set(Gauge gauge, double value) {
        set(gauge, NONE, value);
    }

    /** Stands round values and counts those that it leaves out. */
    public Fence fence() {
        return new Fence(kind -> count(Counter.LEFT_OUT, kind));
    }

    /** Measured just now, with this value of the gauge's label. */
    public void set(Gauge gauge, String label, double value) {
        gauges.get(gauge).of(list(label)).set(value);
    }

    /** It took so long, with these values of the histogram's labels; where two clocks say less than nothing, nothing. */
    public void observe(Histogram histogram, Duration took, String... labels) {
        histograms.get(histogram).of(List.of(labels)).observe(Math.max(0, took.toNanos()) / NANOS);
    }

    /** Everything in Prometheus' text format, version 0.0.4. */
    public synchronized String text() {
        Runtime runtime = Runtime.getRuntime();
        set(Gauge.HEAP, "used", runtime.totalMemory() - runtime.freeMemory());
        set(Gauge.HEAP, "max", runtime.maxMemory());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            FORMAT.write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
