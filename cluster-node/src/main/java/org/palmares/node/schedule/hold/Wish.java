package org.palmares.node.schedule.hold;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.palmares.node.schedule.GivenTimes;
import org.palmares.node.schedule.Members;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.UnitPatch.Invalid;

/**
 * The body of a request to hold or to release.
 *
 * @param reason why, in words
 * @param until when a hold ends by itself
 */
record Wish(String reason, Optional<Instant> until) {

    private static final Set<String> MEMBERS = Set.of("reason", "until");

    /**
     * Reads a body.
     *
     * @throws Invalid with every fault
     */
    static Wish of(JsonNode body, Instant now) {
        if (!body.isObject()) {
            throw new Invalid(List.of(new Fault("", "the body is an object with reason and until, or there is none")));
        }
        List<Fault> faults = new ArrayList<>();
        Members.requireKnown(body, MEMBERS, faults);
        Wish wish = new Wish(Members.reason(body, faults), until(body.path("until"), now, faults));
        if (!faults.isEmpty()) {
            throw new Invalid(faults);
        }
        return wish;
    }

    private static Optional<Instant> until(JsonNode until, Instant now, List<Fault> faults) {
        if (until.isMissingNode() || until.isNull()) {
            return Optional.empty();
        }
        try {
            Optional<Instant> read = Optional.of(GivenTimes.time(until.asText()).toInstant());
            if (read.get().isAfter(now)) {
                return read;
            }
        } catch (DateTimeException wrong) {
            // Told below.
        }
        faults.add(new Fault("until", "it is a time to come, up to 2199, with its offset, such as 2024-08-04T21:55:00+02:00, or null"));
        return Optional.empty();
    }
}
