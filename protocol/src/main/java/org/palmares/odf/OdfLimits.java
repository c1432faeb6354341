package org.palmares.odf;

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

    private OdfLimits() {}
}
