package org.palmares.node.ops.drill;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.palmares.node.records.Recording;
import org.palmares.node.records.Records;
import org.palmares.node.records.Shelf;
import org.palmares.protocol.contract.drill.Drill;

/** Every drill that there was. */
public final class DrillRecords {

    private static final Comparator<Drill> NEWEST_FIRST = Comparator.comparing(Drill::requested).thenComparing(Drill::id).reversed();

    static final Records.Kind<Drill> KIND = new Records.Kind<>(
            Shelf.DRILLS, "PALMARES_DRILL", Drill.class, DrillRecords::isWhole, NEWEST_FIRST);

    private final Records records;

    /** Kept among {@code records}. */
    public DrillRecords(Records records) {
        this.records = records;
    }

    private static boolean isWhole(Drill drill) {
        return Stream.of(drill.id(), drill.name(), drill.state(), drill.requested(), drill.ends()).allMatch(Objects::nonNull) && drill.last().isPresent();
    }

    /** All drills, newest first. */
    public List<Drill> all() {
        return records.all(KIND);
    }

    /** The drill called {@code id}. */
    public Optional<Drill> of(String id) {
        return records.latest(KIND, id);
    }

    /** Drills that are under way, newest first. */
    public List<Drill> running() {
        return records.all(KIND).stream().filter(Drill::isRunning).toList();
    }

    /** Records a version of a drill. */
    public CompletionStage<Recording> record(Drill drill) {
        return records.record(KIND, drill.id(), drill.version(), drill);
    }
}
