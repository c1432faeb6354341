package org.palmares.odf;

/** State of the data in one message (ODF header attribute ResultStatus); {@link #NONE} where the message has none. */
public enum ResultStatus {
    NONE,
    START_LIST,
    LIVE,
    INTERMEDIATE,
    UNCONFIRMED,
    UNOFFICIAL,
    OFFICIAL,
    PARTIAL,
    PROTESTED,
    PROVISIONAL
}
