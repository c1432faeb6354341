package org.palmares.tools.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.node.ingest.Ingestion;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfLimits;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.tools.mutation.Mutator.Mutated;

/** Three data centres in one process; what one accepts comes to the others late, in any order and sometimes twice. */
final class ThreeSites {

    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    private static final List<String> NAMES = List.of("paris", "madrid", "barcelona");
    private static final int WAITING_MAX = 40;

    private record Waiting(int site, CompetitionId id, CompetitionEvent event) {}

    private final List<Site> sites = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Random random;
    private int taken;
    private int refused;

    ThreeSites(long seed) {
        random = new Random(seed);
        for (int i = 0; i < NAMES.size(); i++) {
            int self = i;
            sites.add(new Site(NAMES.get(i), (id, event) -> {
                for (int other = 0; other < NAMES.size(); other++) {
                    if (other != self) {
                        waiting.add(new Waiting(other, id, event));
                    }
                }
            }));
        }
    }

    /** Messages that were taken. */
    /** Kinds of what could not be shown, anywhere. */
    List<String> leftOut() {
        return sites.stream().flatMap(site -> site.leftOut().stream()).toList();
    }

    int taken() {
        return taken;
    }

    /** Messages that were refused, with a reason. */
    int refused() {
        return refused;
    }

    /** Brings a message to any of them. Anything but a refusal with a reason is thrown. */
    void post(Mutated message) {
        Site site = sites.get(random.nextInt(sites.size()));
        site.pass(random.nextInt(2_000) - 300);
        try {
            byte[] xml = message.gzip() ? unzipped(message.body()) : message.body();
            Ingestion.Result result = site.ingestion().take(site.ingestion().plan(OdfReader.read(xml, TODAY), xml)).toCompletableFuture().join();
            if (result instanceof Ingestion.Taken) {
                taken++;
            } else {
                refused++;
            }
        } catch (OdfSyntaxException | OdfInvalidException | IOException wrong) {
            refused++;
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
        if (waiting.size() > WAITING_MAX) {
            deliver(waiting.size() / 2);
        }
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readNBytes(OdfLimits.MESSAGE_BYTES);
        }
    }

    private void deliver(int count) {
        Collections.shuffle(waiting, random);
        for (int i = 0; i < count; i++) {
            Waiting next = random.nextInt(20) == 0 ? waiting.get(waiting.size() - 1) : waiting.remove(waiting.size() - 1);
            sites.get(next.site()).hear(next.id(), next.event());
        }
    }

    /** All that is on its way arrives, everything is asked for, and all three have the same. */
    void settle() {
        while (!waiting.isEmpty()) {
            deliver(waiting.size());
        }
        sites.forEach(Site::askAll);
        sites.forEach(site -> assertEquals(sites.get(0).digests(), site.digests()));
    }
}
