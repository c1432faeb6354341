package org.palmares.competition;

/** Bounds of the state of one competition, so that a faulty or hostile source cannot grow it without end. */
public final class Limits {

    /** Versions of one document kept readable, newest first. */
    public static final int DOCUMENT_VERSIONS_KEPT = 4;

    /** Versions of an update document (DT_…_UPDATE) kept readable: each carries its own content, so more are kept. */
    public static final int UPDATE_VERSIONS_KEPT = 512;

    /** Different document keys in one competition; more are refused. */
    public static final int DOCUMENTS_MAX = 20_000;

    /** Units, sessions, participants and teams of one competition together; more are refused. */
    public static final int ENTRIES_MAX = 50_000;

    /** Numbers of one origin that may be known beyond a gap; further ones are not remembered and come again with the repair. */
    public static final int NUMBERS_AHEAD_MAX = 4_096;

    private Limits() {}
}
