package org.palmares.tools.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.bench.machine.Meter.Reading;
import org.palmares.tools.bench.peer.Nginx;
import org.palmares.tools.bench.peer.NginxSettings;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.BenchReport.Settings;
import org.palmares.tools.client.Connections;
import org.palmares.tools.client.Sites;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/** {@code bench query}: how often a second a node answers the same question, and how often nginx gives the same bytes as a file. */
public final class QueryBench {

    private static final int OK = 200;
    private static final String FILE = "answer.json";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * What is asked for.
     *
     * @param path what is asked; a result of the test feed where it is null
     * @param connections on which it is asked
     * @param rate questions a second; 0 for as fast as answers come
     * @param load what is in the test feed, how long, and who is asked
     * @param peer whether the peer is measured too
     */
    public record Wish(String path, int connections, double rate, BenchLoad load, boolean peer) {

        public Settings settings() {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("path", asked());
            shape.put("connections", connections);
            shape.put("askedASecond", rate == 0 ? "as fast as answers come" : rate);
            shape.put("warmUpSeconds", load.time().warmUpSeconds());
            shape.put("measuredSeconds", load.time().measuredSeconds());
            return new Settings(shape, String.format(Locale.ROOT, "GET %s on %d connections, %s; %d s measured after %d s of warm-up", asked(), connections,
                    rate == 0 ? "as fast as answers come" : rate + " a second", load.time().measuredSeconds(), load.time().warmUpSeconds()));
        }

        private String asked() {
            return path == null ? Paths.of(Paths.UNITS, ResultMaker.unit(0), Paths.RESULT) + "?games=" + ResultMaker.GAMES : path;
        }
    }

    private final Wish wish;
    private final Layout layout;
    private final SiteClient client;
    private final BenchReport report;

    public QueryBench(Wish wish, Layout layout, SiteClient client, BenchReport report) {
        this.wish = wish;
        this.layout = layout;
        this.client = client;
        this.report = report;
    }

    /** Measures ours and the peer; false when an answer of ours was wrong. */
    public boolean run() {
        if (wish.path() == null) {
            new Feeding(client, new Versions(client.sites()).learnOne(0), wish.load().maker()).all(new int[] {0});
        }
        Sites.Site site = client.sites().at(wish.load().target(client.sites()).orElse(0));
        byte[] answer = fetch(site.url(), wish.asked());
        report.put("answerBytes", answer.length);
        report.line("answer", answer.length + " bytes, from " + site.name());
        boolean good = measure("ours", site.url(), wish.asked());
        if (wish.peer()) {
            peer(answer);
        }
        return good;
    }

    private void peer(byte[] answer) {
        NginxSettings settings = NginxSettings.serving(FILE, answer);
        Optional<String> missing = Nginx.missing(settings);
        if (missing.isPresent()) {
            report.line("nginx, the same bytes", "left out: " + missing.get());
            return;
        }
        try (Nginx nginx = Nginx.start(layout, settings, report.meter().ours())) {
            measure("nginx", nginx.url(), '/' + FILE);
        } catch (ToolException failed) {
            report.line("nginx, the same bytes", "not measured: " + failed.getMessage());
        }
    }

    private boolean measure(String part, URI server, String path) {
        report.progress(part + ": asking");
        try (Askers askers = new Askers(List.of(new Askers.Question(server, path)), wish.connections(), wish.rate())) {
            askers.run(wish.load().warmUp(), false);
            Reading begin = report.meter().now();
            askers.run(wish.load().measured(), true);
            var usage = report.meter().since(begin);
            report.latency(part + "Answered", part + ", question to answer", askers.latency());
            report.rate(part + "AnswersASecond", "  answers", askers.latency().count() / usage.seconds());
            report.usage(part, usage, "Answer", askers.latency().count());
            report.put(part + "Wrong", askers.wrong());
            report.line("  wrong", askers.wrong() + (askers.wrong() == 0 ? "" : "; the last: " + askers.lastWrong()));
            return askers.wrong() == 0;
        } catch (IOException failed) {
            throw new ToolException("Nobody can be asked at " + server + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * What is answered.
     *
     * @throws ToolException if that is not 200
     */
    static byte[] fetch(URI server, String path) {
        try {
            HttpResponse<byte[]> answer = Connections.client(PATIENCE)
                    .send(HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new ToolException(server + path + " is answered with " + answer.statusCode() + ", and only what is there can be measured.");
            }
            return answer.body();
        } catch (IOException | IllegalArgumentException failed) {
            throw new ToolException(server + path + " is not answered: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }
}
