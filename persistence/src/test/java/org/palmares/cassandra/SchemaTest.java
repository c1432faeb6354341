package org.palmares.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
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

    /** Each step is sent at once: nothing in it may need what else is in it. */
    @Test
    void keyspacesComeBeforeTablesAndTheVersionComesLast() {
        List<List<String>> steps = Schema.steps(Schema.script());
        assertEquals(List.of("CREATE KEYSPACE", "CREATE TABLE", "INSERT INTO"), steps.stream().map(step -> Schema.kind(step.get(0))).toList());
        assertEquals(List.of(2, 7, 1), steps.stream().map(List::size).toList());
        assertTrue(steps.get(2).get(0).startsWith("INSERT INTO palmares.schema_version"));
    }

    @Test
    void whatStandsBetweenStatementsOfOneKindPartsThem() {
        assertEquals(List.of(List.of("CREATE TABLE a"), List.of("ALTER TABLE a"), List.of("CREATE TABLE b", "create  table c")).toString().toLowerCase(Locale.ROOT),
                Schema.steps("CREATE TABLE a; -- why\nALTER TABLE a;\nCREATE TABLE b; create  table c;\n").toString().toLowerCase(Locale.ROOT));
    }

    @Test
    void saysThatWhatWasMadeBeforeTheFirstReleaseCannotBeRead() {
        assertTrue(Schema.fault(Schema.VERSION - 1).orElseThrow().contains("up --fresh"));
    }
}
