package org.palmares.tools.load;

import java.util.Optional;

/** Reads an event stream line by line (HTML Living Standard, 9.2.6). Not for several threads. */
final class ServerEvents {

    /**
     * An event.
     *
     * @param name message where the stream gave none
     * @param id the last id of the stream, this event's or an earlier one
     * @param data its lines
     */
    record Event(String name, String id, String data) {}

    private String name = "";
    private String pendingId;
    private String id;
    private final StringBuilder data = new StringBuilder();

    /** @param id the id that the stream resumes after; empty for none */
    ServerEvents(String id) {
        this.id = id;
        this.pendingId = id;
    }

    /** The last id that was complete. */
    String id() {
        return id;
    }

    /** Takes a line without its end; gives the event that it completes. */
    Optional<Event> line(String line) {
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (field) {
            case "event" -> name = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> pendingId = value.indexOf('\0') < 0 ? value : pendingId;
            default -> {
                // Comments, retry (this client has its own patience) and what the standard tells to pass over.
            }
        }
        return Optional.empty();
    }

    private Optional<Event> dispatch() {
        id = pendingId;
        Optional<Event> event = data.length() == 0
                ? Optional.empty()
                : Optional.of(new Event(name.isEmpty() ? "message" : name, id, data.substring(0, data.length() - 1)));
        name = "";
        data.setLength(0);
        return event;
    }
}
