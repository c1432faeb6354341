package org.palmares.board;

import org.palmares.competition.DocumentKey;

/** Document keys as one text, for {@link ChangeKey}. */
public final class DocumentName {

    private static final String SEPARATOR = "/";

    private DocumentName() {}

    /** Type, code, subcode, subtype and language. */
    public static String of(DocumentKey key) {
        return String.join(SEPARATOR, key.type(), key.code(), key.subcode(), key.subtype(), key.language());
    }

    /** The key that {@link #of} named. */
    public static DocumentKey parse(String name) {
        String[] parts = name.split(SEPARATOR, -1);
        return new DocumentKey(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }
}
