package org.palmares.tools.client;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an event stream line by line (HTML Living Standard, 9.2.6). Not for several threads. */
public final class ServerEvents {

    /**
     * An event.
     *
     * @param name message where the stream gave none
     * @param id the last id of the stream, this event's or an earlier one
     * @param data its lines
     */
    public record Event(String name, String id, String data) {}

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private String name = "";
    private String pendingId;
    private String id;
    /** A new one for each event: where very many streams are read, large ones must not be kept. */
    private StringBuilder data = new StringBuilder();
    private Duration retry = Duration.ofSeconds(1);

    /** @param id the id that the stream resumes after; empty for none */
    public ServerEvents(String id) {
        this.id = id;
        this.pendingId = id;
    }

    /** The last id that was complete. */
    public String id() {
        return id;
    }

    /** How long to wait before the stream is asked for again; a second unless the stream says otherwise. */
    public Duration retry() {
        return retry;
    }

    /** Takes a line without its end; gives the event that it completes. */
    public Optional<Event> line(String line) {
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
            case "retry" -> retry = DIGITS.matcher(value).matches() ? Duration.ofMillis(Long.parseLong(value)) : retry;
            default -> {
                // Comments, and what the standard tells to pass over.
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
        data = new StringBuilder();
        return event;
    }
}
