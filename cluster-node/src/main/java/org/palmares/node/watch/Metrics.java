package org.palmares.node.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.palmares.node.board.Fence;

/**
 * What a node counts and measures; every name is here. One for each actor system, found by {@link #of}, because what Pekko makes by its class
 * name has to find it too. Safe for use from any thread.
 */
public final class Metrics implements Extension {

    /** Values of one label that are kept apart; more are counted together, so that no input can fill the memory. */
    static final int LABELS_MAX = 64;

    private static final String OTHER = "other";
    private static final String NONE = "";

    /** What only grows. */
    public enum Counter {
        MESSAGES("palmares_messages_total", "ODF messages, by what became of them.", "outcome",
                "applied", "duplicate", "stale", "withdrawn", "refused", "unanswered", "busy", "not_ready", "rejected_request", "rejected_syntax",
                "rejected_invalid", "failed"),
        COMMAND_FALLBACKS("palmares_command_fallbacks_total", "Commands for which the next data centre was asked, by the one that left them unanswered.", "data_centre"),
        COMMAND_RETRIES("palmares_command_retries_total", "Commands for which a data centre was asked again after all had been asked.", NONE),
        FEEDS_BEGUN("palmares_feeds_begun_total", "Feeds of other nodes that were heard anew: at a start, or after more was missed than can be sent again.", NONE),
        FEED_GAPS("palmares_feed_gaps_total", "Gaps in feeds of other nodes that were asked for again.", NONE),
        REPAIRS("palmares_repairs_total", "What the board learned otherwise than from a feed, by how.", "how",
                "learned_from_journal", "learned_from_board", "sent_again"),
        BOARDS_COMPARED("palmares_boards_compared_total", "Comparisons, competition by competition, with a board that differed.", NONE),
        DIVERGENCES("palmares_divergences_total", "Competitions that differed from another board's at the same position.", NONE),
        VERSION_CONFLICTS("palmares_version_conflicts_total", "Versions of documents that came with two contents: refused, or found when replicas were joined.", "how",
                "refused", "joined"),
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
        DATA_CENTRE_SILENCES("palmares_data_centre_silences_total", "Times that a data centre's heartbeat stayed away too long.", "data_centre"),
        SILENT_JOURNALS_READ("palmares_silent_journals_read_total", "Times that the journals of a data centre were read because a node of it had fallen silent.", "data_centre"),
        HTTP_PROBLEMS("palmares_http_problems_total", "Requests that were answered with a problem, by status.", "status"),
        ANSWERS_MADE("palmares_answers_made_total", "Answers to readers that had to be made; those that were kept are not counted.", NONE),
        READS_REFUSED("palmares_reads_refused_total", "Readers that were sent elsewhere because too many asked at once.", NONE),
        INCIDENTS("palmares_incidents_total", "Incidents that were opened, by kind.", "kind");

        private final String metric;
        private final String help;
        private final String label;
        private final List<String> known;

        /** @param known values of the label that are shown before anything is counted */
        Counter(String metric, String help, String label, String... known) {
            this.metric = metric;
            this.help = help;
            this.label = label;
            this.known = List.of(known);
        }
    }

    /** What is measured now. */
    public enum Gauge {
        BOARD_COMPETITIONS("palmares_board_competitions", "Competitions on the board.", NONE),
        BOARD_BYTES("palmares_board_bytes", "Memory that the competitions on the board take, about; above 45 % of the heap what is new is refused.", NONE),
        LIVE_READERS("palmares_live_readers", "Live readers now.", NONE),
        FEED_READY("palmares_feed_ready", "1 when the board may be shown.", NONE),
        FEED_ENTRIES_MISSING("palmares_feed_entries_missing", "Entries of another node's feed that are known to exist and have not come.", "node"),
        REPLICATION_LAG("palmares_replication_lag_seconds", "From the journal there to the board here, of the last entry; holds as far as clocks agree.", "data_centre"),
        DATA_CENTRE_SILENCE("palmares_data_centre_silence_seconds", "Time since the last heartbeat.", "data_centre"),
        OPEN_INCIDENTS("palmares_open_incidents", "Incidents that are open, by kind.", "kind"),
        JOURNALS_SET_ASIDE("palmares_journals_set_aside", "Journals that could not be read when the node started; it serves without their competitions.", NONE),
        HEAP("palmares_heap_bytes", "Memory of the heap.", "area");

        private final String metric;
        private final String help;
        private final String label;

        Gauge(String metric, String help, String label) {
            this.metric = metric;
            this.help = help;
            this.label = label;
        }
    }

    private static final ExtensionId<Metrics> ID = new ExtensionId<>() {
        @Override
        public Metrics createExtension(ActorSystem<?> system) {
            return new Metrics();
        }
    };

    private final Map<Counter, Map<String, LongAdder>> counters = new TreeMap<>();
    private final Map<Gauge, Map<String, Double>> gauges = new TreeMap<>();

    /** All at zero. */
    public Metrics() {
        for (Counter counter : Counter.values()) {
            Map<String, LongAdder> values = new ConcurrentHashMap<>();
            (counter.label.isEmpty() ? List.of(NONE) : counter.known).forEach(value -> values.put(value, new LongAdder()));
            counters.put(counter, values);
        }
        for (Gauge gauge : Gauge.values()) {
            gauges.put(gauge, new ConcurrentHashMap<>());
        }
    }

    /** Those of {@code system}. */
    public static Metrics of(ActorSystem<?> system) {
        return ID.apply(system);
    }

    /** One more. */
    public void count(Counter counter) {
        count(counter, NONE);
    }

    /** One more with this value of the counter's label. */
    public void count(Counter counter, String label) {
        Map<String, LongAdder> values = counters.get(counter);
        values.computeIfAbsent(bounded(values, label), any -> new LongAdder()).increment();
    }

    /** The count, over all values of the label. */
    public long total(Counter counter) {
        return counters.get(counter).values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The count with this value of the counter's label. */
    public long total(Counter counter, String label) {
        LongAdder count = counters.get(counter).get(label);
        return count == null ? 0 : count.sum();
    }

    /** Measured just now. */
    public void set(Gauge gauge, double value) {
        set(gauge, NONE, value);
    }

    /** Measured just now, with this value of the gauge's label. */
    public void set(Gauge gauge, String label, double value) {
        Map<String, Double> values = gauges.get(gauge);
        values.put(bounded(values, label), value);
    }

    private static String bounded(Map<String, ?> values, String label) {
        return values.containsKey(label) || values.size() < LABELS_MAX ? label : OTHER;
    }

    /** Everything in Prometheus' text format, version 0.0.4. */
    public String text() {
        Runtime runtime = Runtime.getRuntime();
        set(Gauge.HEAP, "used", runtime.totalMemory() - runtime.freeMemory());
        set(Gauge.HEAP, "max", runtime.maxMemory());
        StringBuilder text = new StringBuilder(4_096);
        counters.forEach((counter, values) -> {
            Map<String, Number> counts = new LinkedHashMap<>();
            new TreeMap<>(values).forEach((label, count) -> counts.put(label, count.sum()));
            if (counter == Counter.LEFT_OUT) {
                counts.putAll(Fence.counts());
            }
            family(text, new String[] {counter.metric, counter.help, "counter", counter.label}, counts);
        });
        gauges.forEach((gauge, values) -> family(text, new String[] {gauge.metric, gauge.help, "gauge", gauge.label}, new TreeMap<>(values)));
        return text.toString();
    }

    private static void family(StringBuilder text, String[] named, Map<String, ? extends Number> values) {
        text.append("# HELP ").append(named[0]).append(' ').append(named[1].replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        text.append("# TYPE ").append(named[0]).append(' ').append(named[2]).append('\n');
        values.forEach((label, value) -> {
            text.append(named[0]);
            if (!named[3].isEmpty()) {
                text.append('{').append(named[3]).append("=\"").append(escaped(label)).append("\"}");
            }
            text.append(' ').append(number(value)).append('\n');
        });
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(Number value) {
        double exact = value.doubleValue();
        return exact == Math.rint(exact) ? String.format(Locale.ROOT, "%.0f", exact) : String.format(Locale.ROOT, "%.6f", exact);
    }
}
