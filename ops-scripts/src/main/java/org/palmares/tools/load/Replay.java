package org.palmares.tools.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Sent;
import org.palmares.tools.terminal.ToolException;

/** Sends messages with several workers, in the order that {@link Lanes} keeps. */
final class Replay {

    private final MessageFiles files;
    private final BiFunction<Outgoing, Integer, CompletableFuture<Sent>> send;
    private final Tempo pace;
    private final LoadSummary summary;

    /** @param send takes a message and the number of the data centre to ask first */
    Replay(MessageFiles files, BiFunction<Outgoing, Integer, CompletableFuture<Sent>> send, Tempo pace, LoadSummary summary) {
        this.files = files;
        this.send = send;
        this.pace = pace;
        this.summary = summary;
    }

    /** Sends all of {@code messages} and returns when each has its answer. */
    void run(List<MessageRef> messages, int workers) {
        Lanes lanes = new Lanes(messages);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(() -> work(lanes), "load-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted; what was sent until now is recorded, and sending all again does no harm.");
        }
    }

    private void work(Lanes lanes) {
        try {
            Optional<MessageRef> next = lanes.take();
            while (next.isPresent()) {
                MessageRef message = next.get();
                try {
                    pace.await(message.time());
                    send(message);
                } finally {
                    lanes.done(message);
                }
                next = lanes.take();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(MessageRef message) {
        try {
            // A discipline keeps to a data centre while it answers, and the disciplines are spread over all.
            summary.add(message.name(), send.apply(files.read(message), message.lane().hashCode()).join());
        } catch (IOException | RuntimeException unreadable) {
            summary.broken(message.name(), String.valueOf(unreadable.getMessage()));
        }
    }
}
