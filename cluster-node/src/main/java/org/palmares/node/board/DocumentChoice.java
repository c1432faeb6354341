package org.palmares.node.board;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;

/**
 * Which of several documents about one thing is shown, by a rule that is the same everywhere and does not depend on what came when:
 * <ol>
 *   <li>one that is in force before one that is withdrawn,
 *   <li>DT_RESULT before DT_PHASE_RESULT before DT_CUMULATIVE_RESULT; other types and codes by name,
 *   <li>the whole before its parts: without subcode, then without subtype, then these by name,
 *   <li>the language asked for, else English (which is also what says no language), else by name.
 * </ol>
 * A version is then one of the chosen document, so that the same document is meant with and without it.
 */
public final class DocumentChoice {

    /** Types of results, the one that is shown first first. */
    public static final List<String> RESULT_TYPES = List.of("DT_RESULT", "DT_PHASE_RESULT", "DT_CUMULATIVE_RESULT");
    private static final String ENGLISH = "ENG";

    private DocumentChoice() {}

    /**
     * The document to show; nothing where there is none.
     *
     * @param language ODF language, three letters
     */
    public static Optional<DocumentVersions> of(Collection<DocumentVersions> documents, String language) {
        return documents.stream()
                .min(Comparator.<DocumentVersions, Boolean>comparing(versions -> versions.latest().withdrawn())
                        .thenComparing(versions -> versions.latest().key(), order(language)));
    }

    private static Comparator<DocumentKey> order(String language) {
        return Comparator.<DocumentKey>comparingInt(key -> rank(key.type()))
                .thenComparing(DocumentKey::type)
                .thenComparing(DocumentKey::code)
                .thenComparing(DocumentKey::subcode)
                .thenComparing(DocumentKey::subtype)
                .thenComparingInt(key -> rank(language(key), language))
                .thenComparing(Comparator.naturalOrder());
    }

    private static int rank(String type) {
        int rank = RESULT_TYPES.indexOf(type);
        return rank < 0 ? RESULT_TYPES.size() : rank;
    }

    private static int rank(String language, String asked) {
        if (language.equals(asked)) {
            return 0;
        }
        return language.equals(ENGLISH) ? 1 : 2;
    }

    /** ODF language of a document; one that says none is English. */
    public static String language(DocumentKey key) {
        return key.language().isEmpty() ? ENGLISH : key.language();
    }
}
