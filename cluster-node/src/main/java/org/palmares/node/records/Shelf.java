package org.palmares.node.records;

import java.util.List;
import java.util.stream.IntStream;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Limits;

/**
 * Where records are kept: in which competitions, and how much of them may be filled by what is new. Those of schedulers have competitions of their own, so that
 * however much is changed, a key can be revoked. What is left is for later versions: whatever was begun can be ended.
 */
public enum Shelf {
    /** Decisions about Games, keys and data centres: they may take all there is. */
    DECISIONS(CompetitionId.OPERATIONS, Limits.BYTES_MAX),
    /** Drills, beside the decisions. */
    DRILLS(CompetitionId.OPERATIONS, Limits.BYTES_MAX / 2),
    /** What schedulers hold: each is held and released again and again, and so many versions of it are kept. */
    HOLDS(CompetitionId.ofRecords("HLD"), Limits.BYTES_MAX / Limits.DOCUMENT_VERSIONS_KEPT),
    /** Changes of many units, the largest of all: spread by their ids. */
    CHANGES(IntStream.range(0, 4).mapToObj(part -> CompetitionId.ofRecords("CHG-" + part)).toList(), Limits.BYTES_MAX / 3);

    private final List<CompetitionId> competitions;
    private final long newBytesMax;

    Shelf(CompetitionId competition, long newBytesMax) {
        this(List.of(competition), newBytesMax);
    }

    Shelf(List<CompetitionId> competitions, long newBytesMax) {
        this.competitions = competitions;
        this.newBytesMax = newBytesMax;
    }

    List<CompetitionId> competitions() {
        return competitions;
    }

    /** Where the record about {@code code} is; the same on every node. */
    CompetitionId of(String code) {
        return competitions.get(Math.floorMod(code.hashCode(), competitions.size()));
    }

    /** Whether a first version is taken where it will be {@code bytes} in all. */
    boolean takesNew(long bytes) {
        return bytes <= newBytesMax;
    }
}
