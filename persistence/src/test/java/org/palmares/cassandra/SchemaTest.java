package org.palmares.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SchemaTest {

    @Test
    void namesTheFixWhereThereAreNoTables() {
        assertTrue(Schema.fault(0).orElseThrow().contains("Run palmares-schema create"));
    }

    @Test
    void findsNoFaultInItsOwnVersion() {
        assertEquals(Optional.empty(), Schema.fault(Schema.VERSION));
    }

    @Test
    void namesBothVersionsAndTheFixWhereTheSchemaIsOfALaterRelease() {
        assertEquals(
                "Schema version " + Schema.VERSION + " is expected, " + (Schema.VERSION + 1)
                        + " was found. Use the release that made it, or a later one.",
                Schema.fault(Schema.VERSION + 1).orElseThrow());
    }

    @Test
    void saysThatWhatWasMadeBeforeTheFirstReleaseCannotBeRead() {
        assertTrue(Schema.fault(Schema.VERSION - 1).orElseThrow().contains("up --fresh"));
    }
}
