package org.palmares.tools.load;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Gives out messages to several workers: within a lane one at a time and in order, between lanes the earliest first. Safe for many threads.
 */
final class Lanes {

    private record Numbered(int number, MessageRef message) {}

    private final Map<String, ArrayDeque<Numbered>> lanes = new LinkedHashMap<>();
    private final PriorityQueue<ArrayDeque<Numbered>> free =
            new PriorityQueue<>(Comparator.comparingInt((ArrayDeque<Numbered> lane) -> lane.peekFirst().number()));
    private int busy;

    /** @param messages in the order of sending */
    Lanes(List<MessageRef> messages) {
        for (int i = 0; i < messages.size(); i++) {
            lanes.computeIfAbsent(messages.get(i).lane(), any -> new ArrayDeque<>()).add(new Numbered(i, messages.get(i)));
        }
        free.addAll(lanes.values());
    }

    /** The next message; waits while all lanes that have one are busy. Empty when nothing is left. {@link #done} must follow. */
    synchronized Optional<MessageRef> take() throws InterruptedException {
        while (free.isEmpty() && busy > 0) {
            wait();
        }
        ArrayDeque<Numbered> lane = free.poll();
        if (lane == null) {
            return Optional.empty();
        }
        busy++;
        return Optional.of(lane.peekFirst().message());
    }

    /** {@code message} has its answer, so its lane may go on. */
    synchronized void done(MessageRef message) {
        busy--;
        ArrayDeque<Numbered> lane = lanes.get(message.lane());
        lane.removeFirst();
        if (!lane.isEmpty()) {
            free.add(lane);
        }
        notifyAll();
    }
}
