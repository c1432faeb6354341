package org.palmares.competition;

/** Bounds of the state of one competition, so that a faulty or hostile source cannot grow it without end. */
public final class Limits {

    /** Versions of one document kept readable, newest first. */
    public static final int DOCUMENT_VERSIONS_KEPT = 4;

    /** Versions of an update document (DT_…_UPDATE) kept readable: each carries its own content, so more are kept. */
    public static final int UPDATE_VERSIONS_KEPT = 512;

    /** Bytes of all versions of one document kept readable; the newest is kept whatever its size. */
    public static final int DOCUMENT_BYTES_KEPT = 1024 * 1024;

    /** Different document keys in one competition; more are refused. */
    public static final int DOCUMENTS_MAX = 20_000;

    /** Units, sessions, participants and teams of one competition together; more are refused. */
    public static final int ENTRIES_MAX = 50_000;

    /** Newest versions of one document that are remembered of each unit, session, participant or team: one may be taken out of force. */
    public static final int CLAIMS_KEPT = 3;

    /** Different documents that may speak of one unit, session, participant or team; more are refused. */
    public static final int CLAIMANTS_MAX = 16;

    /** Different documents that may be full lists of one kind in one competition; more are refused. */
    public static final int FULL_DOCUMENTS_MAX = 64;

    /** Newest changes by people that are remembered of one unit; older ones only where they still have the last word. */
    public static final int EDITS_KEPT = 32;

    /** Characters of a value, a reason or a name in a change by a person; more are refused. */
    public static final int EDIT_TEXT_MAX = 500;

    /** Bytes of what people changed of one competition, about; more is refused, so that there is always room for results. */
    public static final int EDITS_BYTES_MAX = 3 * 1024 * 1024;

    /** Event competitions that the schedules of one discipline may speak of; more are refused. */
    public static final int MEMBERS_MAX = 1_000;

    /** Bytes of a competition, about; more are refused. A snapshot of it, and its state between nodes, have to fit into 16 MiB. */
    public static final int BYTES_MAX = 12 * 1024 * 1024;

    /** Bytes of what one message says of units, sessions, participants and teams of one competition; more are refused. */
    public static final int ENTRIES_BYTES_MAX = 6 * 1024 * 1024;

    /** Bytes of a message, packed, from which on its content is kept outside the state, unless readers are shown what it says. */
    public static final int CONTENT_INLINE_BYTES = 32 * 1024;

    /** Times that operations may take versions of one document out of force. */
    public static final int EPOCHS_MAX = 100;

    /** Numbers of one origin that may be known beyond a gap; further ones are not remembered and come again with the repair. */
    public static final int NUMBERS_AHEAD_MAX = 4_096;

    private Limits() {}
}
