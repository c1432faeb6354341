package org.palmares.tools.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.bench.machine.OurProcesses;
import org.palmares.tools.bench.peer.Nginx;
import org.palmares.tools.bench.peer.NginxSettings;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.BenchReport.Settings;
import org.palmares.tools.client.Connections;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites.Site;
import org.palmares.tools.site.OpenFiles;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/** {@code bench fanout}: events of ours to listeners of one node, plain and packed, then events of the same size to as many listeners of nginx with nchan. */
public final class FanOutBench {

    /** Beyond the competitions of the ordinary load. */
    private static final int COMPETITION = 9_000;
    /** What an event of nchan has besides its data: an id, names of fields, lengths. */
    private static final int PEER_STARTS = 3;
    private static final int FRAME_BYTES = 40;

    /**
     * What is asked for.
     *
     * @param clients that listen
     * @param course how it goes
     * @param competitors rows of the result
     * @param site index of the data centre
     * @param peer whether the peer is measured too
     */
    public record Wish(int clients, FanOut.Course course, int competitors, int site, boolean peer) {

        public Settings settings(String site) {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("clients", clients);
            shape.put("rounds", course.rounds());
            shape.put("quietSeconds", course.quietSeconds());
            shape.put("competitors", competitors);
            shape.put("to", site);
            return new Settings(shape, String.format(Locale.ROOT, "%d events to %d listeners of %s, results of %d rows", course.rounds(), clients, site, competitors));
        }
    }

    private final Wish wish;
    private final Layout layout;
    private final SiteClient client;
    private final BenchReport report;

    public FanOutBench(Wish wish, Layout layout, SiteClient client, BenchReport report) {
        this.wish = wish;
        this.layout = layout;
        this.client = client;
        this.report = report;
    }

    /** Measures ours and the peer; false when an event of ours did not reach everybody. */
    public boolean run() {
        OpenFiles.require(layout, wish.clients());
        FanOut ours = new FanOut(wish.clients(), wish.course(), report);
        boolean good = ours.run(node("ours", false));
        good &= new FanOut(wish.clients(), wish.course(), report).run(node("packed", true));
        if (wish.peer()) {
            peer(ours.eventBytes());
        }
        return good;
    }

    /** nchan has nothing like {@code packed}: nginx would pack each event for each listener, with 260 KiB of memory for each. */
    private FanOut.Server node(String part, boolean packed) {
        Site site = client.sites().at(wish.site());
        Versions versions = new Versions(client.sites()).learnOne(COMPETITION);
        ResultMaker maker = new ResultMaker(wish.competitors());
        String process = OurProcesses.node(site.name());
        String path = Paths.of(Paths.LIVE) + "?games=" + ResultMaker.GAMES + "&competition=" + ResultMaker.competition(COMPETITION);
        return new FanOut.Server(part, process, report.meter().ours().running().getOrDefault(process, List.of()), new Listeners.Line(site.url(), path, packed),
                () -> client.send(Outgoing.plain(maker.message(COMPETITION, versions.next(COMPETITION), LocalDateTime.now())), wish.site()));
    }

    private void peer(int bytes) {
        NginxSettings settings = NginxSettings.handingOut();
        Optional<String> missing = Nginx.missing(settings);
        if (missing.isPresent()) {
            report.line("nginx with nchan", "left out: " + missing.get());
            return;
        }
        try {
            // Seen twice: all of its listeners were gone as soon as they had come. Then it is started anew.
            for (int start = 1; !isMeasured(settings, bytes) && start < PEER_STARTS; start++) {
                report.progress("nchan is started anew");
            }
        } catch (ToolException | CompletionException failed) {
            report.line("nginx with nchan", "not measured: " + failed.getMessage());
        }
    }

    /** False where no event came to anybody. */
    private boolean isMeasured(NginxSettings settings, int bytes) {
        try (Nginx nginx = Nginx.start(layout, settings, report.meter().ours())) {
            String data = "x".repeat(Math.max(FRAME_BYTES, bytes - FRAME_BYTES));
            HttpClient http = Connections.client(Duration.ofSeconds(2));
            URI publish = nginx.url().resolve(NginxSettings.PUBLISH);
            FanOut nchan = new FanOut(wish.clients(), wish.course(), report);
            nchan.run(new FanOut.Server("nchan", Nginx.NAME, nginx.pids(), new Listeners.Line(nginx.url(), NginxSettings.SUBSCRIBE, false), () -> http.sendAsync(
                    HttpRequest.newBuilder(publish).POST(HttpRequest.BodyPublishers.ofString(data)).build(), HttpResponse.BodyHandlers.discarding())));
            return nchan.eventBytes() > 0;
        }
    }
}
