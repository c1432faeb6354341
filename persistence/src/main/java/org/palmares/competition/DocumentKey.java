package org.palmares.competition;

import java.util.Comparator;

/**
 * Names a document within a competition: what a new version replaces (ODF Foundation Principles 6.19, without the Games, which the
 * competition's id holds). Source is part of it for updates only: each source counts its own, and a backup system may repeat everything else.
 * Absent parts are empty; no language is English (Foundation Principles 3.3.2).
 *
 * @param type DocumentType
 * @param code DocumentCode
 * @param subcode DocumentSubcode
 * @param subtype DocumentSubtype
 * @param language ODF language, three letters; never empty
 * @param source Source of an update; empty for every other type
 */
public record DocumentKey(String type, String code, String subcode, String subtype, String language, String source)
        implements Comparable<DocumentKey> {

    private static final String ENGLISH = "ENG";
    private static final String UPDATE = "_UPDATE";
    private static final Comparator<DocumentKey> ORDER = Comparator.comparing(DocumentKey::type)
            .thenComparing(DocumentKey::code)
            .thenComparing(DocumentKey::subcode)
            .thenComparing(DocumentKey::subtype)
            .thenComparing(DocumentKey::language)
            .thenComparing(DocumentKey::source);

    /** Makes what means the same equal. */
    public DocumentKey {
        language = language.isEmpty() ? ENGLISH : language;
        source = type.endsWith(UPDATE) ? source : "";
    }

    /** The key of a document that is no update, or of a source without a name. */
    public DocumentKey(String type, String code, String subcode, String subtype, String language) {
        this(type, code, subcode, subtype, language, "");
    }

    /** Whether this is an update: each version adds to the ones before instead of replacing them. */
    public boolean isUpdate() {
        return type.endsWith(UPDATE);
    }

    @Override
    public int compareTo(DocumentKey other) {
        return ORDER.compare(this, other);
    }
}
