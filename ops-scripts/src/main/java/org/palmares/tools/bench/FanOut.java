package org.palmares.tools.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.palmares.tools.bench.machine.Meter.Reading;
import org.palmares.tools.bench.machine.ProcessMemory;
import org.palmares.tools.bench.machine.Usage;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.Latency;
import org.palmares.tools.terminal.ToolException;

/** One event to very many listeners of one server: how long after the first has the last one it, and what does that take? */
public final class FanOut {

    private static final int WARM_UP_ROUNDS = 3;
    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final Duration ARRIVE = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(300);

    /**
     * Who is measured.
     *
     * @param part name of the part of the run, before all its figures
     * @param process name of the server among the processes that take part
     * @param pids of the server
     * @param line what the listeners follow
     * @param publish sends one event to all of them
     */
    record Server(String part, String process, List<Long> pids, Listeners.Line line, Supplier<CompletableFuture<?>> publish) {}

    /**
     * How it goes.
     *
     * @param quietSeconds without an event before
     * @param rounds events that are measured
     */
    public record Course(int quietSeconds, int rounds) {}

    private record Memory(OptionalLong heap, long resident) {

        static Memory of(Server server) {
            // Asked first, because it makes room.
            OptionalLong heap = server.pids().size() == 1 ? ProcessMemory.livingHeap(server.pids().get(0)) : OptionalLong.empty();
            return new Memory(heap, ProcessMemory.resident(server.pids()));
        }
    }

    private final int clients;
    private final Course course;
    private final BenchReport report;
    private final Latency spread = new Latency();
    private final Latency first = new Latency();
    private final Latency last = new Latency();
    private int missed;
    private int bytes;
    private long deliveries;

    FanOut(int clients, Course course, BenchReport report) {
        this.clients = clients;
        this.course = course;
        this.report = report;
    }

    /** Bytes of one event on the wire; 0 before the first. */
    int eventBytes() {
        return bytes;
    }

    /** Measures; false when not every listener got every event. */
    boolean run(Server server) {
        try (Listeners listeners = new Listeners(List.of(server.line()))) {
            report.progress(server.part() + ": " + clients + " listeners come");
            Memory before = Memory.of(server);
            long start = System.nanoTime();
            int connected = listeners.connect(clients, CONNECT);
            double seconds = (System.nanoTime() - start) / 1e9;
            report.put(server.part() + "Listeners", connected);
            report.line(server.part() + ", listeners", String.format(Locale.ROOT, "%d of %d, connected in %.1f s, lost %s", connected, clients, seconds, listeners.losses()));
            if (connected == 0) {
                return false;
            }
            double quiet = quiet(listeners, server);
            memory(server, before, connected);
            report.progress(server.part() + ": " + course.rounds() + " events to " + connected);
            rounds(listeners, server, WARM_UP_ROUNDS);
            forget();
            Reading begin = report.meter().now();
            rounds(listeners, server, course.rounds());
            tell(server, report.meter().since(begin), quiet, listeners.losses());
            return missed == 0 && connected == clients;
        } catch (IOException failed) {
            throw new ToolException("The listeners failed (is the limit of open files high enough? ulimit -n): "
                    + failed.getMessage(), failed);
        }
    }

    /** Share of a core that the server takes while nothing happens: what it does anyway is no part of a delivery. */
    private double quiet(Listeners listeners, Server server) throws IOException {
        Reading begin = report.meter().now();
        long end = begin.nanos() + Duration.ofSeconds(course.quietSeconds()).toNanos();
        listeners.read(() -> System.nanoTime() > end);
        Usage usage = report.meter().since(begin);
        double cores = usage.seconds(server.process()) / usage.seconds();
        report.put(server.part() + "QuietCores", cores);
        return cores;
    }

    private void memory(Server server, Memory before, int connected) {
        if (server.pids().isEmpty()) {
            return;
        }
        Memory after = Memory.of(server);
        long resident = (after.resident() - before.resident()) / connected;
        report.put(server.part() + "ResidentBytesAReader", resident);
        String heap = "";
        if (before.heap().isPresent() && after.heap().isPresent()) {
            long living = (after.heap().getAsLong() - before.heap().getAsLong()) / connected;
            report.put(server.part() + "HeapBytesAReader", living);
            heap = String.format(Locale.ROOT, "; %.1f KiB of heap after a full collection", living / 1024.0);
        }
        report.line("  memory a quiet reader", String.format(Locale.ROOT, "%.1f KiB resident", resident / 1024.0) + heap);
    }

    private void rounds(Listeners listeners, Server server, int count) throws IOException {
        for (int round = 0; round < count; round++) {
            listeners.expect();
            long start = System.nanoTime();
            CompletableFuture<?> published = server.publish().get();
            int expected = listeners.begun();
            Listeners.Round done = listeners.await(ARRIVE);
            missed += expected - done.reached();
            deliveries += done.reached();
            if (done.reached() > 0) {
                spread.record(done.lastNanos() - done.firstNanos());
                first.record(done.firstNanos() - start);
                last.record(done.lastNanos() - start);
                bytes = done.bytes();
            }
            published.join();
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** The warm-up does not count, but what it missed does. */
    private void forget() {
        deliveries = 0;
        for (Latency latency : List.of(spread, first, last)) {
            latency.reset();
        }
    }

    private void tell(Server server, Usage usage, double quiet, String lost) {
        String part = server.part();
        report.latency(part + "SpreadFirstToLast", "  first to last listener", spread);
        report.latency(part + "PublishToFirst", "  sent to first listener", first);
        report.latency(part + "PublishToLast", "  sent to last listener", last);
        if (deliveries > 0 && !server.pids().isEmpty()) {
            double micros = Math.max(0, usage.seconds(server.process()) - quiet * usage.seconds()) * 1e6 / deliveries;
            report.put(part + "ServerMicrosADelivery", micros);
            report.line("  CPU of the server", String.format(Locale.ROOT, "%.1f µs a delivery, beyond %.3f cores when nothing happens", micros, quiet));
        }
        report.rate(part + "DeliveriesASecond", "  deliveries while sending", spread.count() == 0 ? 0 : deliveries / (last.meanMillis() / 1e3 * course.rounds()));
        report.usage(part, usage, "Delivery", deliveries);
        report.put(part + "EventBytes", bytes);
        report.put(part + "Missed", missed);
        report.line("  missed", missed + ", connections lost " + lost + ", " + bytes + " bytes an event");
    }
}
