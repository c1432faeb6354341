package org.palmares.competition;

import java.util.Comparator;

/**
 * Names a document within a competition: what a new version replaces (ODF Foundation Principles 6.19, without the Games, which the
 * competition's id holds). Absent parts are empty.
 *
 * @param type DocumentType
 * @param code DocumentCode
 * @param subcode DocumentSubcode
 * @param subtype DocumentSubtype
 * @param language ODF language
 */
public record DocumentKey(String type, String code, String subcode, String subtype, String language)
        implements Comparable<DocumentKey> {

    private static final Comparator<DocumentKey> ORDER = Comparator.comparing(DocumentKey::type)
            .thenComparing(DocumentKey::code)
            .thenComparing(DocumentKey::subcode)
            .thenComparing(DocumentKey::subtype)
            .thenComparing(DocumentKey::language);

    /** Whether this is an update: each version adds to the ones before instead of replacing them. */
    public boolean isUpdate() {
        return type.endsWith("_UPDATE");
    }

    @Override
    public int compareTo(DocumentKey other) {
        return ORDER.compare(this, other);
    }
}
