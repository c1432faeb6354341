package org.palmares.protocol.odf;

import java.util.List;

/** Well-formed XML that is not a valid ODF message. */
public final class OdfInvalidException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** Lists every fault found. */
    public OdfInvalidException(List<Fault> faults) {
        super(faults.size() + " faults, the first: " + faults.get(0));
        this.faults = List.copyOf(faults);
    }

    /** Every fault found, in document order. */
    public List<Fault> faults() {
        return faults;
    }
}
