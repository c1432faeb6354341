package org.palmares.node.schedule.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.palmares.protocol.contract.DeskShapes.Change;

/** What is told of one unit: the newest of it, and how much older there is. */
final class Told {

    /**
     * A change, and its name among those of its unit.
     *
     * @param name when and where it was accepted, and which of that event's it is
     */
    record Line(String name, Change change) {

        /** What its objects take, beside what differs. */
        private static final int OBJECTS = 600;
        private static final int MEMBER = 64;

        /** Bytes it takes in memory, about. */
        int weight() {
            return OBJECTS + weight(change.before()) + weight(change.after()) + weight(change.reason());
        }

        private static int weight(Object value) {
            if (value instanceof Map<?, ?> members) {
                return members.values().stream().mapToInt(one -> MEMBER + weight(one)).sum();
            }
            if (value instanceof Collection<?> items) {
                return items.stream().mapToInt(Line::weight).sum();
            }
            return value instanceof String text ? MEMBER + text.length() : 0;
        }
    }

    private final Deque<Line> oldestFirst = new ArrayDeque<>();
    private long leftOut;

    Told copy() {
        Told copy = new Told();
        copy.oldestFirst.addAll(oldestFirst);
        copy.leftOut = leftOut;
        return copy;
    }

    /** Adds a line; the bytes it takes. */
    int add(Line line) {
        oldestFirst.addLast(line);
        return line.weight();
    }

    /** Leaves out the oldest beyond {@code lines}; the bytes that they took. */
    long cut(int lines) {
        long bytes = 0;
        while (oldestFirst.size() > lines) {
            bytes += oldestFirst.removeFirst().weight();
            leftOut++;
        }
        return bytes;
    }

    List<Line> newestFirst() {
        List<Line> told = new ArrayList<>(oldestFirst.size());
        oldestFirst.descendingIterator().forEachRemaining(told::add);
        return told;
    }

    long leftOut() {
        return leftOut;
    }
}
