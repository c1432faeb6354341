package org.palmares.journal;

/** Forgets snapshots that a newer one has made useless; Pekko's own retention cannot wait until every replica has written. */
@FunctionalInterface
public interface SnapshotTrimmer {

    /** A snapshot was taken; those of this persistence id below {@code sequenceNr} are no longer needed. Must not block. */
    void snapshotTaken(String persistenceId, long sequenceNr);
}
