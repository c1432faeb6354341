package org.palmares.tools.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.palmares.tools.client.Sites;
import org.palmares.tools.drill.crowd.Crowd;
import org.palmares.tools.drill.crowd.CrowdReader;
import org.palmares.tools.drill.proof.Evidence;
import org.palmares.tools.drill.proof.EvidenceWriter;
import org.palmares.tools.drill.proof.Prober;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code palmares crowd}. */
@Command(
        name = "crowd",
        description = "Very many live readers of what a prober sends, all of them at first in one data centre. Says \"ready\"; ends with \"done\" after the "
                + "line \"stop\" or the end of its input. Drills start it.",
        mixinStandardHelpOptions = true)
public final class CrowdCommand implements Callable<Integer> {

    private static final Duration READY = Duration.ofSeconds(100);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(20);
    private static final Duration STATUS = Duration.ofMillis(500);

    @Option(names = "--site", required = true, paramLabel = "NAME=URL", description = "A data centre; repeat for each.")
    private Map<String, URI> sites = new LinkedHashMap<>();

    @Option(names = "--at", required = true, description = "Name of the data centre where all of them begin.")
    private String at;

    @Option(names = "--folder", required = true, description = "Has the evidence of the prober, and gets that of the crowd.")
    private Path folder;

    @Option(names = "--readers", required = true, description = "How many.")
    private int count;

    @Option(names = "--competitions", required = true, description = "Competitions of the prober; each reader follows one.")
    private int competitions;

    private volatile boolean stopped;

    @Override
    public Integer call() throws IOException {
        Sites all = new Sites(sites.entrySet().stream().map(site -> new Sites.Site(site.getKey(), site.getValue())).toList());
        int first = IntStream.range(0, all.size()).filter(index -> all.at(index).name().equals(at)).findFirst()
                .orElseThrow(() -> new ToolException("There is no data centre " + at + " among those given with --site."));
        try (EvidenceWriter evidence = new EvidenceWriter(folder);
                Crowd crowd = new Crowd(Prober.games())) {
            for (int number = 0; number < count; number++) {
                crowd.add(new CrowdReader(number, Prober.unit(number % competitions), all, first));
            }
            if (!crowd.until(READY, () -> crowd.following() == count)) {
                System.out.println(untold(crowd.readers(), crowd.following()));
                return 1;
            }
            System.out.println("ready");
            listen();
            while (!stopped) {
                crowd.until(STATUS, () -> stopped);
                System.out.println("{\"following\": " + crowd.following() + "}");
            }
            Map<String, Long> owed = Evidence.owedIn(folder);
            crowd.until(LAST_EVENTS, haveAll(crowd.readers(), owed));
            crowd.readers().forEach(reader -> evidence.write(reader.evidence()));
        }
        System.out.println("done");
        return 0;
    }

    private String untold(List<CrowdReader> readers, int following) {
        long refused = readers.stream().filter(reader -> reader.evidence().refused() > 0).count();
        return following + " of " + count + " readers follow after " + READY.toSeconds() + " s, " + refused
                + " were refused (palmares.live.readers-max of the nodes)";
    }

    private static BooleanSupplier haveAll(List<CrowdReader> readers, Map<String, Long> owed) {
        return () -> readers.stream().allMatch(reader -> reader.has(owed.getOrDefault(reader.unit(), 0L)));
    }

    private void listen() {
        Thread input = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
                    // Nothing else is asked of it.
                }
            } catch (IOException over) {
                // As if it had been told to stop.
            }
            stopped = true;
        }, "crowd-input");
        input.setDaemon(true);
        input.start();
    }
}
