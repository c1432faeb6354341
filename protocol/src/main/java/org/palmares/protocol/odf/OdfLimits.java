package org.palmares.protocol.odf;

/** Bounds of what is read, far above anything legal, so that no message can exhaust a node. */
public final class OdfLimits {

    /** Bytes of one message, uncompressed (ODF transport of 2024: 10 MB). */
    public static final int MESSAGE_BYTES = 10 * 1024 * 1024;

    /** Elements within elements. */
    public static final int DEPTH = 64;

    /** Characters of one attribute's value. */
    public static final int ATTRIBUTE_CHARACTERS = 64 * 1024;

    /** Attributes of one element. */
    public static final int ATTRIBUTES = 200;

    /** Elements of one message. */
    public static final int ELEMENTS = 500_000;

    /** Faults listed in one answer; further ones are counted in the last. */
    public static final int FAULTS = 100;

    /** Greatest Version: the schema of 2026 types it as xs:int. */
    public static final long VERSION = Integer.MAX_VALUE;

    /** Years by which a time of the timetable may lie before or after the date of its message: further off it is a placeholder or an error. */
    public static final int YEARS_AROUND_MESSAGE = 10;

    /** Years by which a message may be dated before today: ODF is younger, so no archive is older. */
    public static final int YEARS_BEFORE_TODAY = 40;

    /** Years by which a message may be dated after today: Games are rehearsed years before they are held. */
    public static final int YEARS_AFTER_TODAY = 15;

    /** Characters of a header's Source. */
    public static final int SOURCE_CHARACTERS = 40;

    private OdfLimits() {}
}
