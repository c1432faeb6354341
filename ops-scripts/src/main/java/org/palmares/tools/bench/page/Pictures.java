package org.palmares.tools.bench.page;

import java.util.List;

/** What the page shows of each benchmark: a table of titles, units and figures. */
final class Pictures {

    /**
     * A line of a picture.
     *
     * @param label for people
     * @param path of the figure
     * @param peer whether it is somebody else's
     */
    record Shown(String label, String path, boolean peer) {}

    /**
     * A picture.
     *
     * @param bench whose
     * @param name of its file, after that of the benchmark
     * @param title for people
     * @param unit of all its figures
     * @param lines in order; those without a figure are left out
     */
    record Picture(String bench, String name, String title, String unit, List<Shown> lines) {

        String file() {
            return "bench-" + bench + '-' + name + ".svg";
        }
    }

    /** A benchmark and what it asks. */
    record Chapter(String bench, String question) {}

    static final List<Chapter> CHAPTERS = List.of(
            new Chapter("ingest", "How long until a result is acknowledged, that is on two disks? Beside it the same messages to the same three Cassandras alone."),
            new Chapter("live", "How long from a result's POST to the event at a live reader?"),
            new Chapter("fanout", "One event to very many listeners of one node: when has the last one it, and what does it cost? Beside it nginx with nchan."),
            new Chapter("query", "How many answers a second does one node give? Beside it nginx with the same bytes as a file."),
            new Chapter("mixed", "What do readers and queries cost those who send?"),
            new Chapter("desk", "How long does a scheduler wait: for a whole day that is shifted, and for a single unit while results come in?"),
            new Chapter("coldstart", "How long after a start until every competition takes messages, and does a long history matter?"),
            new Chapter("growth", "Does a message cost more with more competitions, a longer history, or biographies beside it?"));

    static final List<Picture> ALL = List.of(
            new Picture("ingest", "acknowledged", "POST to acknowledgement", "ms", List.of(
                    ours("Palmarès p50", "acknowledged.p50Millis"), ours("Palmarès p99", "acknowledged.p99Millis"), ours("Palmarès max", "acknowledged.maxMillis"),
                    peer("Cassandra alone p50", "cassandraAlone.p50Millis"), peer("Cassandra alone p99", "cassandraAlone.p99Millis"),
                    peer("Cassandra alone max", "cassandraAlone.maxMillis"))),
            new Picture("ingest", "cpu", "Processor time of a message, all processes", "ms", List.of(
                    ours("Palmarès", "oursCpu.millisEachMessage.all"), peer("Cassandra alone", "cassandraAloneCpu.millisEachMessage.all"))),
            new Picture("live", "events", "POST to event", "ms", List.of(
                    ours("same data centre p50", "sameDataCentre.p50Millis"), ours("same data centre p99", "sameDataCentre.p99Millis"),
                    ours("other data centres p50", "otherDataCentres.p50Millis"), ours("other data centres p99", "otherDataCentres.p99Millis"))),
            new Picture("fanout", "last", "Sent to the last listener", "ms", List.of(
                    ours("Palmarès p50", "oursPublishToLast.p50Millis"), ours("Palmarès max", "oursPublishToLast.maxMillis"),
                    ours("packed p50", "packedPublishToLast.p50Millis"), ours("packed max", "packedPublishToLast.maxMillis"),
                    peer("nchan p50", "nchanPublishToLast.p50Millis"), peer("nchan max", "nchanPublishToLast.maxMillis"))),
            new Picture("fanout", "cpu", "Processor time of the server for a delivery", "µs", List.of(
                    ours("Palmarès", "oursServerMicrosADelivery"), ours("packed", "packedServerMicrosADelivery"), peer("nchan", "nchanServerMicrosADelivery"))),
            new Picture("fanout", "memory", "Memory of a quiet listener", "bytes", List.of(
                    ours("Palmarès, resident", "oursResidentBytesAReader"), ours("Palmarès, heap", "oursHeapBytesAReader"),
                    peer("nchan, resident", "nchanResidentBytesAReader"))),
            new Picture("query", "answers", "Answers", "a second", List.of(
                    ours("Palmarès", "oursAnswersASecond"), peer("nginx", "nginxAnswersASecond"))),
            new Picture("query", "latency", "Question to answer", "ms", List.of(
                    ours("Palmarès p50", "oursAnswered.p50Millis"), ours("Palmarès p99", "oursAnswered.p99Millis"),
                    peer("nginx p50", "nginxAnswered.p50Millis"), peer("nginx p99", "nginxAnswered.p99Millis"))),
            new Picture("mixed", "acknowledged", "POST to acknowledgement", "ms", List.of(
                    ours("without p50", "without.p50Millis"), ours("with readers and queries p50", "with.p50Millis"),
                    ours("without p99", "without.p99Millis"), ours("with readers and queries p99", "with.p99Millis"))),
            new Picture("desk", "waits", "A scheduler waits", "ms", List.of(
                    ours("whole day, dry run p50", "dryRun.p50Millis"), ours("whole day, applied p50", "apply.p50Millis"),
                    ours("clashes after it p50", "clashesAfterAChange.p50Millis"), ours("a unit meanwhile p50", "patched.p50Millis"),
                    ours("a unit meanwhile p99", "patched.p99Millis"))),
            new Picture("coldstart", "answers", "All competitions at once after a start", "ms", List.of(
                    ours("first answer", "firstAnswer.p50Millis"), ours("last answer", "allAnswers.p50Millis"), ours("nodes ready", "start.p50Millis"))),
            new Picture("coldstart", "history", "One competition after a start", "ms", List.of(
                    ours("few events", "fewEventsAnswer.p50Millis"), ours("many events", "manyEventsAnswer.p50Millis"))),
            new Picture("growth", "cpu", "Processor time of a message, all processes", "µs", List.of(
                    ours("few competitions", "smallMicrosAMessage"), ours("a whole programme", "programmeMicrosAMessage"),
                    ours("few events", "fewEventsMicrosAMessage"), ours("many events", "manyEventsMicrosAMessage"),
                    ours("beside biographies", "biographiesMicrosAMessage"))),
            new Picture("growth", "acknowledged", "POST to acknowledgement, p99", "ms", List.of(
                    ours("few competitions", "smallAcknowledged.p99Millis"), ours("a whole programme", "programmeAcknowledged.p99Millis"),
                    ours("few events", "fewEventsAcknowledged.p99Millis"), ours("many events", "manyEventsAcknowledged.p99Millis"),
                    ours("beside biographies", "biographiesAcknowledged.p99Millis"))));

    private Pictures() {}

    private static Shown ours(String label, String path) {
        return new Shown(label, path, false);
    }

    private static Shown peer(String label, String path) {
        return new Shown(label, path, true);
    }
}
