package org.palmares.competition;

/** What became of an accepted command. */
public enum Outcome {
    /** It changed what is known. */
    APPLIED,
    /** The same was recorded before. */
    DUPLICATE,
    /** Nothing in force changed: something newer is known, or there is nothing of that version to take back. */
    STALE,
    /** It took a document back. */
    WITHDRAWN,
    /** It asks for what is so already. */
    UNCHANGED
}
