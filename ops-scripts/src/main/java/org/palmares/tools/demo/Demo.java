package org.palmares.tools.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.palmares.tools.load.Loading;
import org.palmares.tools.load.Patience;
import org.palmares.tools.load.SiteClient;
import org.palmares.tools.load.Sites;
import org.palmares.tools.site.Layout;
import org.palmares.tools.terminal.ToolException;

/** The sample Games in the data centres of this machine. */
public final class Demo {

    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration BUDGET = Duration.ofSeconds(60);

    private Demo() {}

    /** Where the sample is on this machine. */
    static Sample sample(Layout layout) {
        return new Sample(layout.var().resolve("sample"));
    }

    /** Makes the sample where it is missing and sends all up to its "now"; sending it again changes nothing. True when all was acknowledged. */
    public static boolean load(Layout layout, Sites sites, PrintWriter out) {
        Sample sample = sample(layout);
        if (!sample.exists()) {
            out.println("The sample Games are made in " + sample.folder() + " ...");
            out.flush();
            sample.write(Sample.USUAL_SEED);
        }
        SiteClient client = new SiteClient(sites, key(layout), Patience.SHORT.withAttempt(ATTEMPT).withBudget(BUDGET));
        return new Loading(client, out).run(List.of(sample.untilNow()), Loading.Wish.ALL);
    }

    /** The data centres have forgotten everything, so the simulation begins anew. */
    public static void forget(Layout layout) {
        Position.of(layout.var()).forget();
    }

    private static String key(Layout layout) {
        Path file = layout.keys().resolve("feed.key");
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new ToolException("The key of the feed cannot be read from " + file + ": " + missing.getMessage(), missing);
        }
    }
}
