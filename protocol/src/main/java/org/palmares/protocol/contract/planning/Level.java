package org.palmares.protocol.contract.planning;

import java.util.List;

/** What is to be least, one after the other: a plan is better where it is less at the first level at which two differ. A unit without a time counts at the first only. */
public enum Level {
    /** Units that get no time at all. Always the first. */
    WITHOUT_TIME,
    /** Units that move to another competition day. */
    OTHER_DAY,
    /** Units that move to another venue, or another place of theirs. */
    OTHER_VENUE,
    /** Units that move at all. */
    MOVED,
    /** Further days over which sessions are spread than published: 0 where every session stays whole. */
    SPLIT_SESSIONS,
    /** Minutes by which starts move, together. */
    MINUTES;

    /** The order unless another is asked for. */
    public static final List<Level> ORDER = List.of(values());
}
