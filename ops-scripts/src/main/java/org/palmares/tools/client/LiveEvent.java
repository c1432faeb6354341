package org.palmares.tools.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a live client received.
 *
 * @param site the data centre it came from
 * @param cursor what to resume after; empty where the event had none
 * @param event result, schedule, medals, document or resync
 * @param unit RSC of the unit; empty where it is about none
 * @param competition code of the competition; empty where it is about none
 * @param version of the document; -1 where it has none
 * @param position of the competition; empty where it has none
 * @param data all of it
 * @param receivedNanos when it was here, as {@link System#nanoTime()}
 */
public record LiveEvent(
        String site,
        String cursor,
        String event,
        String unit,
        String competition,
        long version,
        String position,
        JsonNode data,
        long receivedNanos) {

    private static final int COMPETITION = 22;

    static LiveEvent of(String site, ServerEvents.Event event, JsonNode data, long receivedNanos) {
        String unit = data.hasNonNull("unit")
                ? data.get("unit").asText()
                : event.name().equals("schedule") ? data.path("code").asText() : "";
        String competition = data.hasNonNull("competition")
                ? data.get("competition").asText()
                : unit.substring(0, Math.min(COMPETITION, unit.length()));
        return new LiveEvent(
                site, event.id(), event.name(), unit, competition, data.path("version").asLong(-1),
                data.path("position").asText(), data, receivedNanos);
    }
}
