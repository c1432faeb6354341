package org.palmares.node.schedule.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is asked for has the same name in every process: a repeat may come to another data centre. */
class ChangeRequestTest {

    private static final List<String> UNITS =
            IntStream.range(1, 30).mapToObj(i -> "\"ATHM100M--------------HEAT%04d00--\"".formatted(i)).toList();

    private static ChangeRequest read(Stream<String> units, String to) throws Exception {
        return ChangeBody.read(new ObjectMapper().readTree("{\"select\": {\"units\": [" + String.join(",", units.toList()) + "]}, \"action\": \"move\", \"to\": {" + to + "}}"));
    }

    @Test
    void whatHasNoOrderIsInOne() throws Exception {
        ChangeRequest asked = read(UNITS.stream(), "\"venue\": \"STA\", \"location\": \"TRK\", \"session\": \"ATH07\"");
        ChangeRequest again = read(IntStream.rangeClosed(1, UNITS.size()).mapToObj(i -> UNITS.get(UNITS.size() - i)), "\"session\": \"ATH07\", \"location\": \"TRK\", \"venue\": \"STA\"");
        assertEquals(asked.fingerprint("OG2024"), again.fingerprint("OG2024"));
        // Sets of the platform have another order in each process: what is hashed must not be one.
        assertEquals(UNITS.stream().map(unit -> unit.replace("\"", "")).toList(), List.copyOf(asked.select().units()));
        assertNotEquals(asked.fingerprint("OG2024"), asked.fingerprint("OG2024-T"));
        assertNotEquals(asked.fingerprint("OG2024"), read(UNITS.stream().skip(1), "\"venue\": \"STA\"").fingerprint("OG2024"));
    }
}
