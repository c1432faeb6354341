package org.palmares.tools.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.palmares.tools.client.Sites;
import org.palmares.tools.drill.proof.Evidence;
import org.palmares.tools.drill.proof.EvidenceWriter;
import org.palmares.tools.drill.proof.Prober;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code palmares prober}. */
@Command(
        name = "prober",
        description = "Sends, reads and follows results in a test feed of its own, and writes down what it sees. Says \"ready\"; ends with \"done\" "
                + "after the line \"stop\" or the end of its input. Drills start it.",
        mixinStandardHelpOptions = true)
public final class ProberCommand implements Callable<Integer> {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final long STATUS_MILLIS = 500;

    @Option(names = "--site", required = true, paramLabel = "NAME=URL", description = "A data centre; repeat for each.")
    private Map<String, URI> sites;

    @Option(names = "--key-file", required = true, description = "File with the key of the role feed.")
    private Path keyFile;

    @Option(names = "--folder", required = true, description = "Gets the evidence.")
    private Path folder;

    @Option(names = "--competitions", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
    private int competitions;

    @Option(names = "--rate", defaultValue = "1", description = "Messages a second of each competition. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--reads", defaultValue = "20", description = "Reads a second in each data centre. Default: ${DEFAULT-VALUE}.")
    private int reads;

    @Option(names = "--readers", defaultValue = "2", description = "Live readers in each data centre. Default: ${DEFAULT-VALUE}.")
    private int readers;

    @Override
    public Integer call() throws IOException {
        List<Sites.Site> addresses = sites.entrySet().stream().map(site -> new Sites.Site(site.getKey(), site.getValue())).toList();
        String key = Files.readString(keyFile).strip();
        try (EvidenceWriter evidence = new EvidenceWriter(folder);
                Prober prober = new Prober(addresses, key, new Prober.Settings(competitions, rate, reads, readers), evidence)) {
            prober.start(READY);
            System.out.println("ready");
            Thread status = new Thread(() -> tell(prober), "status");
            status.setDaemon(true);
            status.start();
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
                // Nothing else is asked of it.
            }
            prober.finish();
        }
        System.out.println("done");
        return 0;
    }

    private static void tell(Prober prober) {
        try {
            while (true) {
                Thread.sleep(STATUS_MILLIS);
                System.out.println(Evidence.JSON.writeValueAsString(prober.status()));
            }
        } catch (InterruptedException | IOException over) {
            Thread.currentThread().interrupt();
        }
    }
}
