package org.palmares.tools.wan;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * Brings IP packets from line to line, each after the time between the two, and in order. The third byte of an address is the number of its
 * line.
 */
final class DelayRouter {

    /** More than a line carries in its delay; when it is full packets are lost, and their senders slow down. */
    private static final int QUEUE = 16_384;

    private static final int LARGEST_PACKET = 65_536;
    private static final int HEADER_BYTES = 20;
    private static final int VERSION_4 = 4;
    private static final int LINE_OF_DESTINATION = 18;
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<? extends Line> lines;
    private final Way[][] ways;

    /** @param delays the time from one line to another, by their numbers */
    DelayRouter(List<? extends Line> lines, BiFunction<Integer, Integer, Duration> delays) {
        this.lines = List.copyOf(lines);
        this.ways = new Way[lines.size()][lines.size()];
        for (int from = 0; from < lines.size(); from++) {
            for (int to = 0; to < lines.size(); to++) {
                ways[from][to] = new Way(lines.get(to), delays.apply(from, to).toNanos());
            }
        }
    }

    /** Starts; it goes on for as long as the program. */
    void start() {
        for (int from = 0; from < lines.size(); from++) {
            int line = from;
            daemon("reads-" + from, () -> read(line));
            for (int to = 0; to < lines.size(); to++) {
                if (ways[from][to].nanos > 0) {
                    daemon("way-" + from + '-' + to, ways[from][to]::carry);
                }
            }
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(int from) {
        byte[] buffer = new byte[LARGEST_PACKET];
        while (true) {
            try {
                int length = lines.get(from).read(buffer);
                long now = System.nanoTime();
                int to = destination(buffer, length);
                if (to >= 0 && to < lines.size()) {
                    ways[from][to].take(Arrays.copyOf(buffer, length), now);
                }
            } catch (IOException notUpYet) {
                LockSupport.parkNanos(AFTER_FAILURE_NANOS);
            }
        }
    }

    /** The line it goes to; -1 for what is no IPv4. */
    private static int destination(byte[] packet, int length) {
        return length >= HEADER_BYTES && packet[0] >> 4 == VERSION_4 ? packet[LINE_OF_DESTINATION] & 0xff : -1;
    }

    private record Delayed(byte[] packet, long due) {}

    /** From one line to another: all take the same time, so the first in is the first out. */
    private static final class Way {
        private final Line to;
        private final long nanos;
        private final BlockingQueue<Delayed> queue = new ArrayBlockingQueue<>(QUEUE);

        Way(Line to, long nanos) {
            this.to = to;
            this.nanos = nanos;
        }

        void take(byte[] packet, long now) {
            if (nanos == 0) {
                send(packet);
            } else {
                queue.offer(new Delayed(packet, now + nanos));
            }
        }

        void carry() {
            try {
                while (true) {
                    Delayed next = queue.take();
                    for (long left = next.due - System.nanoTime(); left > 0; left = next.due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    send(next.packet);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private void send(byte[] packet) {
            try {
                to.write(packet);
            } catch (IOException lost) {
                // As on any line.
            }
        }
    }
}
