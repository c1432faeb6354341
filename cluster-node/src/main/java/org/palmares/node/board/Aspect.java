package org.palmares.node.board;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.palmares.competition.Competition;

/** What of a competition changes by itself, so that what is made of one aspect need not be made again when another changes. */
enum Aspect {
    /** Which competitions a Games has; no aspect of one of them. */
    MEMBERS,
    /** All that is known, its position too. */
    ANYTHING,
    /** Units, sessions, and what people changed of them. */
    TIMETABLE,
    /** Persons and teams. */
    PARTICIPANTS,
    /** All documents. */
    DOCUMENTS,
    /** Those that are results. */
    RESULTS,
    /** Which results there are, and their status. */
    RESULT_STATUSES,
    /** Medallists. */
    MEDALS;

    /** What differs between two states of a competition that are not the same. */
    static Set<Aspect> between(Competition before, Competition after, List<DocumentChange> documents) {
        Set<Aspect> changed = EnumSet.of(ANYTHING);
        if (before.units() != after.units() || before.edits() != after.edits() || before.timetable() != after.timetable() || before.sessions() != after.sessions()) {
            changed.add(TIMETABLE);
        }
        if (before.participants() != after.participants() || before.teams() != after.teams()) {
            changed.add(PARTICIPANTS);
        }
        if (before.documents() != after.documents()) {
            changed.add(DOCUMENTS);
        }
        for (DocumentChange change : documents) {
            if (change.isOfResult()) {
                changed.add(RESULTS);
                if (change.isOfStatus()) {
                    changed.add(RESULT_STATUSES);
                }
            } else if (change.isOfMedals()) {
                changed.add(MEDALS);
            }
        }
        return changed;
    }
}
