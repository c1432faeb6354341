package org.palmares.protocol.odf;

import java.util.List;

/**
 * What was understood of a message.
 *
 * @param value what it says; not to be used if there are faults
 * @param faults why the message must be refused, with places; empty for a valid message
 * @param warnings what is odd but harmless
 */
public record Parsed<T>(T value, List<Fault> faults, List<Fault> warnings) {

    public Parsed {
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
    }
}
