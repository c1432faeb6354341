package org.palmares.protocol.contract.drill;

import java.time.Instant;

/**
 * A moment in the course of a drill.
 *
 * @param at when
 * @param what one word, of those below
 * @param text for people
 */
public record Mark(Instant at, String what, String text) {

    /** It was asked for and recorded. */
    public static final String PLANNED = "planned";
    /** An agent carries it out. */
    public static final String TAKEN = "taken";
    /** Writers, readers and followers are at work. */
    public static final String PROBING = "probing";
    /** Something was broken. */
    public static final String FAULT = "fault";
    /** It was mended. */
    public static final String HEALED = "healed";
    /** Every data centre knows what the others know. */
    public static final String CONVERGED = "converged";
    /** A data centre is emptied for a restart. */
    public static final String EVACUATING = "evacuating";
    /** A node ends, to be started again. */
    public static final String RESTARTING = "restarting";
    /** A node is back. */
    public static final String RESTARTED = "restarted";
    /** It is over. */
    public static final String FINISHED = "finished";
    /** It ended early. */
    public static final String ABORTED = "aborted";
    /** Somebody ended it. */
    public static final String CANCELLED = "cancelled";
}
