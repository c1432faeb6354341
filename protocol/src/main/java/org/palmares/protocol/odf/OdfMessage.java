package org.palmares.protocol.odf;

import java.util.List;
import java.util.Optional;

/**
 * An ODF message: what its header says, and all of it.
 *
 * @param header the header, checked
 * @param root the root element OdfBody with all attributes and children
 * @param warnings what is odd in the header but harmless
 */
public record OdfMessage(OdfHeader header, OdfElement root, List<Fault> warnings) {

    public OdfMessage {
        warnings = List.copyOf(warnings);
    }

    /** The Competition element; absent in withdrawals and some control messages. */
    public Optional<OdfElement> competition() {
        return root.element("Competition");
    }

    /** What is known of the type, with its subtype. */
    public DocumentType type() {
        return DocumentType.of(header.documentType(), header.documentSubtype());
    }

    /** Whether the message takes an earlier one back: no Competition element (ODF Foundation Principles 4.3), except in control messages. */
    public boolean isWithdrawal() {
        return competition().isEmpty() && !type().control();
    }
}
