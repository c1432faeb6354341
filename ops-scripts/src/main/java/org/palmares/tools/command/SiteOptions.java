package org.palmares.tools.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites.Site;
import org.palmares.tools.client.Sites;
import org.palmares.tools.site.KeyFiles;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that talk to data centres as a source does. */
public final class SiteOptions {

    @Mixin
    private Where where;

    @Option(
            names = "--sites",
            split = ",",
            paramLabel = "URL",
            description = "Addresses of the data centres. Default: the three of this machine.")
    private List<String> urls;

    @Option(names = "--key-file", paramLabel = "FILE", description = "File with the key of the feed. Default: var/keys/feed.key.")
    private Path keyFile;

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "800",
            description = "Milliseconds to wait for an answer before the next data centre is asked. Default: ${DEFAULT-VALUE}.")
    private int timeoutMillis;

    /** Where everything of this machine is. */
    public Layout layout() {
        return where.layout();
    }

    /** How long to wait for an answer. */
    public Duration timeout() {
        return Duration.ofMillis(timeoutMillis);
    }

    /** The data centres meant. */
    public Sites sites() {
        List<String> own = layout().urls();
        List<Site> sites = new ArrayList<>();
        for (String url : urls == null ? own : urls) {
            int known = own.indexOf(url.replaceAll("/+$", ""));
            sites.add(new Site(known < 0 ? url : Layout.SITES.get(known), address(url)));
        }
        return new Sites(sites);
    }

    /**
     * The data centres of this machine, for what starts and ends them.
     *
     * @throws ToolException if others are asked for
     */
    Sites ownSites() {
        if (urls != null) {
            throw new ToolException("This ends and starts data centres, and can do that only to those of this machine; leave --sites out.");
        }
        return Sites.of(layout());
    }

    private static URI address(String url) {
        try {
            URI address = URI.create(url);
            if (address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // Told below.
        }
        throw new ToolException("\"" + url + "\" is no address of a data centre; give it as http://HOST:PORT.");
    }

    /** The key of the feed. */
    String key() {
        return keyFile == null ? KeyFiles.read(layout().keys(), "feed") : KeyFiles.read(keyFile);
    }

    /** Sends to them; what nobody answers within {@code budget} is given up. */
    SiteClient client(Duration budget) {
        return new SiteClient(sites(), key(), Patience.SHORT.withAttempt(Duration.ofMillis(timeoutMillis)).withBudget(budget));
    }
}
