package org.palmares.tools.bench;

import java.time.LocalDateTime;
import java.util.stream.IntStream;
import java.util.concurrent.CompletableFuture;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.Sent;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/** Sends to competitions of the test feed what has to be there before anything is measured. */
final class Feeding {

    /** The competition with many events, of those benchmarks that want one: making it takes longer than measuring it. */
    static final int MANY = 9_101;

    private final SiteClient client;
    private final Versions versions;
    private final ResultMaker maker;

    Feeding(SiteClient client, Versions versions, ResultMaker maker) {
        this.client = client;
        this.versions = versions;
        this.maker = maker;
    }

    /** Sends the next version of competition {@code number}. */
    CompletableFuture<Sent> next(int number) {
        return client.send(Outgoing.plain(maker.message(number, versions.next(number), LocalDateTime.now())), number % client.sites().size());
    }

    /** The next version of all of them at once, and returns when they are acknowledged. */
    void all(int[] numbers) {
        IntStream.of(numbers).mapToObj(this::next).toList().forEach(Feeding::require);
    }

    /** Brings competition {@code number} to {@code events} versions, one after the other: only what is newer is an event. */
    void deepen(int number, long events) {
        while (versions.newest(number) < events) {
            require(next(number));
        }
    }

    long events(int number) {
        return versions.newest(number);
    }

    static void require(CompletableFuture<Sent> sending) {
        Sent sent = sending.join();
        if (!(sent instanceof Acknowledged)) {
            throw new ToolException("A message that was to be there before the measurement was not acknowledged: " + sent);
        }
    }
}
