package org.palmares.protocol.contract.planning;

/** Why a unit cannot be where it was, or at some other time. */
public enum Rule {
    /** The place is closed then ({@link Disruption.VenueClosed}). */
    VENUE_CLOSED,
    /** The venue takes fewer units then ({@link Disruption.CapacityHalved}). */
    CAPACITY_HALVED,
    /** It would begin too early ({@link Disruption.NothingBefore}). */
    NOTHING_BEFORE,
    /** Its session cannot be held then ({@link Disruption.SessionLost}). */
    SESSION_LOST,
    /** Others are at the place then, as many as it takes. */
    LOCATION_TAKEN,
    /** A unit of an earlier round would not be over, with its rest, or has no time; or one of a later round would come before it. */
    ROUND_ORDER,
    /** A participant would have two units at once, or less rest than the discipline gives. */
    REST,
    /** A medal unit would leave its broadcast window. */
    BROADCAST_WINDOW,
    /** The venue does not open then. */
    HOURS,
    /** It has passed, or comes too soon. */
    NOTICE,
    /** The day is none of those to which units may move. */
    HORIZON,
    /** The start is not on the grid. */
    GRID,
    /** The unit may not be held at that place. */
    PLACE,
    /** The unit stays as it is. */
    PINNED,
    /** The rest of its session moves. */
    SESSION_WHOLE,
    /** Nothing but that no better plan was found in the time there was. */
    NOT_PROVEN
}
