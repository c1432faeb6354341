package org.palmares.competition;

/** What became of an accepted command. */
public enum Outcome {
    /** It changed what is known. */
    APPLIED,
    /** The same was recorded before. */
    DUPLICATE,
    /** Something newer is known; nothing changed. */
    STALE,
    /** It took a document back. */
    WITHDRAWN
}
