package org.palmares.tools.testfeed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.client.Connections;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;

/** Which version comes next: after those of earlier runs, or every message would be stale. Safe for many threads. */
public final class Versions {

    private static final Pattern VERSION = Pattern.compile("\\sVersion\\s*=\\s*\"(\\d{1,9})\"");
    private static final int OK = 200;

    private final Map<Integer, AtomicLong> last = new ConcurrentHashMap<>();
    private final Sites sites;
    private final HttpClient http = Connections.client(Duration.ofSeconds(1));
    private final ResultMaker maker;

    public Versions(Sites sites) {
        this(sites, new ResultMaker(0));
    }

    /** Versions of what {@code maker} makes. */
    public Versions(Sites sites, ResultMaker maker) {
        this.sites = sites;
        this.maker = maker;
    }

    /** Learns the versions of competitions 0 to {@code competitions} - 1. */
    public Versions learn(int competitions) {
        return learn(0, competitions);
    }

    /** Learns the version of competition {@code number}. */
    public Versions learnOne(int number) {
        return learn(number, number + 1);
    }

    private Versions learn(int first, int end) {
        int answered = 0;
        for (Sites.Site site : sites.all()) {
            try {
                for (int number = first; number < end; number++) {
                    learn(site, number);
                }
                answered++;
            } catch (IOException down) {
                // The others know as much.
            }
        }
        if (answered == 0) {
            throw new ToolException("No data centre answers at "
                    + sites.all().stream().map(Sites.Site::url).toList() + ". Start them: palmares up");
        }
        return this;
    }

    private void learn(Sites.Site site, int number) throws IOException {
        URI address = URI.create(site.url() + Paths.of(Paths.ODF, "DT_RESULT", maker.unitOf(number)) + "?games=" + maker.games());
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(3)).build(), HttpResponse.BodyHandlers.ofString());
            Matcher version = VERSION.matcher(answer.body());
            if (answer.statusCode() == OK && version.find()) {
                last(number).accumulateAndGet(Long.parseLong(version.group(1)), Math::max);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }

    /** The next version of competition {@code number}. */
    public long next(int number) {
        return last(number).incrementAndGet();
    }

    /** The newest version given out; 0 before the first. */
    public long newest(int number) {
        return last(number).get();
    }

    private AtomicLong last(int number) {
        return last.computeIfAbsent(number, any -> new AtomicLong());
    }
}
